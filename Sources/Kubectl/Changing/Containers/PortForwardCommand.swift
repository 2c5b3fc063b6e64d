import APIServer
import KubernetesModel

/// `kubectl port-forward`: a game has no port on the player's machine to forward from.
struct PortForwardCommand: KubectlCommand {
  let name = "port-forward"
  let flags: [FlagDefinition] = [
    .list("address", default: "localhost"), ChangeFlags.podRunningTimeout,
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard let word = context.arguments.first, context.arguments.count > 1 else {
      throw .usage("TYPE/NAME and list of ports are required for port-forward")
    }
    let target = try PodTarget.find(word, context)
    let phase = Pod(target.pod).phase
    guard phase == "Running" else {
      throw .message("unable to forward port because pod is not running. Current status=\(phase)")
    }
    let port = try target.podPort(context.arguments[1].split(separator: ":").last.map(String.init) ?? "")
    throw .message(
      """
      unable to listen on any of the requested ports: there is no network between this terminal and the cluster
      To reach port \(port) of pod \(target.pod.name), ask from inside of the cluster:
        kubectl exec \(target.pod.name) -- wget -qO- http://localhost:\(port)/
        kubectl run client --rm -it --restart=Never --image=busybox:1.36 -- wget -qO- http://ADDRESS:\(port)/
      """)
  }
}

extension PodTarget {
  /// The number of the pod's port that is meant by a port of the pod, or of the Service that was named.
  fileprivate func podPort(_ port: String) throws(KubectlError) -> String {
    let number = Int(port)
    guard let owner, owner.kind == "Service" else {
      return number == nil ? try numberOfContainerPort(named: port) : port
    }
    let ports = owner.list("spec", "ports")
    if let number {
      guard let found = ports.first(where: { $0.number("port") == number }) else {
        throw .message("Service \(owner.name) does not have a service port \(number)")
      }
      return try targetPort(of: found)
    }
    guard let found = ports.first(where: { $0.text("name") == port }) else {
      throw .message("Service '\(owner.name)' does not have a named port '\(port)'")
    }
    return try targetPort(of: found)
  }

  private func targetPort(of port: JSONValue) throws(KubectlError) -> String {
    if let name = port["targetPort"]?.stringValue { return try numberOfContainerPort(named: name) }
    return String(port["targetPort"]?.intValue ?? port.number("port"))
  }

  private func numberOfContainerPort(named name: String) throws(KubectlError) -> String {
    let ports = Pod(pod).containers.flatMap { $0.list("ports") }
    guard let found = ports.first(where: { $0.text("name") == name })?.number("containerPort") else {
      throw .message("Pod '\(pod.name)' does not have a named port '\(name)'")
    }
    return String(found)
  }
}

/// `kubectl proxy`: there is no port on the player's machine to serve on, either.
struct ProxyCommand: KubectlCommand {
  let name = "proxy"
  let flags: [FlagDefinition] = [
    .string("accept-hosts", default: #"^localhost$,^127\.0\.0\.1$,^\[::1\]$"#), .string("accept-paths", default: "^.*"),
    .string("address", default: "127.0.0.1"), .string("api-prefix", default: "/"), .bool("append-server-path"),
    .bool("disable-filter"), .duration("keepalive"), .integer("port", short: "p", default: 8001),
    .string("reject-methods", default: "^$"),
    .string("reject-paths", default: "^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach"),
    .string("unix-socket", short: "u"), .string("www", short: "w"),
    .string("www-prefix", short: "P", default: "/static/"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    throw .message(
      """
      unable to listen on \(context.flags.string("address")):\(context.flags.integer("port")): there is no network between this terminal and the cluster
      To read a path of the API use kubectl get --raw, as in: kubectl get --raw /healthz
      """)
  }
}

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
    let port = context.arguments[1].split(separator: ":").last.map(String.init) ?? ""
    try target.checkPort(port)
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
  /// Refuses a port that the Service does not have, or a name that no port of the pod has.
  fileprivate func checkPort(_ port: String) throws(KubectlError) {
    let number = Int(port)
    if let owner, owner.kind == "Service" {
      let ports = owner.list("spec", "ports")
      if let number {
        if ports.contains(where: { $0.number("port") == number }) { return }
        throw .message("Service \(owner.name) does not have a service port \(number)")
      }
      if ports.contains(where: { $0.text("name") == port }) { return }
      throw .message("Service '\(owner.name)' does not have a named port '\(port)'")
    }
    let names = Pod(pod).containers.flatMap { $0.list("ports") }.map { $0.text("name") }
    if number == nil, !names.contains(port) {
      throw .message("Pod '\(pod.name)' does not have a named port '\(port)'")
    }
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

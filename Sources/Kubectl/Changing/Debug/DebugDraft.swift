import APIServer
import KubernetesModel
import SimulationKernel

/// The containers and pods that `kubectl debug` makes.
struct DebugDraft {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  private var suffix: String {
    var mint = Mint(seed: UInt64(bitPattern: context.now.microseconds))
    return mint.nameSuffix()
  }

  func containerName(besides names: [String]) -> String {
    let named = context.flags.string("container")
    if !named.isEmpty { return named }
    let name = "debugger-" + suffix
    if !context.flags.bool("quiet") { context.print("Defaulting debug container name to \(name).") }
    return name
  }

  func container(_ name: String) throws(KubectlError) -> JSONValue {
    let flags = context.flags
    let policy = flags.string("image-pull-policy")
    let words = context.command
    var variables: [JSONValue] = []
    for text in flags.list("env") {
      guard let mark = text.firstIndex(of: "=") else { throw .message("invalid env: \(text)") }
      variables.append([
        "name": .string(String(text[..<mark])), "value": .string(String(text[text.index(after: mark)...])),
      ])
    }
    return Draft.members([
      "name": .string(name), "image": .string(flags.string("image")), "resources": [:],
      flags.bool("arguments-only") ? "args" : "command": words.isEmpty ? nil : Draft.strings(words),
      "env": variables.isEmpty ? nil : .array(variables),
      "imagePullPolicy": policy.isEmpty ? nil : .string(policy), "stdin": flags.bool("stdin") ? true : nil,
      "tty": flags.bool("tty") ? true : nil, "terminationMessagePolicy": "File", "securityContext": securityContext,
    ])
  }

  /// What a profile lets the container do.
  private var securityContext: JSONValue? {
    switch context.flags.string("profile") {
    case "general": ["capabilities": ["add": ["SYS_PTRACE"]]]
    case "netadmin": ["capabilities": ["add": ["NET_ADMIN", "NET_RAW"]]]
    case "restricted":
      [
        "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]], "runAsNonRoot": true,
        "seccompProfile": ["type": "RuntimeDefault"],
      ]
    case "sysadmin": ["privileged": true]
    default: nil
    }
  }

  /// A pod that sees a node as the node's own processes do.
  func nodePod(on node: String, container name: String) throws(KubectlError) -> JSONValue {
    var container = try container(name)
    container["volumeMounts"] = [["name": "host-root", "mountPath": "/host"]]
    var pod = Draft.object("v1", "Pod", name: "node-debugger-\(node)-\(suffix)", labels: [:])
    pod.set(["app.kubernetes.io/managed-by": "kubectl-debug"], at: "metadata", "labels")
    pod["spec"] = [
      "containers": [container], "hostIPC": true, "hostNetwork": true, "hostPID": true, "nodeName": .string(node),
      "restartPolicy": "Never", "tolerations": [["operator": "Exists"]],
      "volumes": [["name": "host-root", "hostPath": ["path": "/"]]],
    ]
    return pod
  }

  /// A copy of a pod without what ties it to its owner, its Service and its probes.
  func copy(of pod: JSONValue) throws(KubectlError) -> (pod: JSONValue, container: String) {
    let flags = context.flags
    var copy: JSONValue = ["apiVersion": "v1", "kind": "Pod"]
    copy.set(.string(flags.string("copy-to")), at: "metadata", "name")
    copy.set(.string(pod.namespace), at: "metadata", "namespace")
    if flags.bool("keep-labels") { copy.set(pod.at("metadata", "labels"), at: "metadata", "labels") }
    if flags.bool("keep-annotations") { copy.set(pod.at("metadata", "annotations"), at: "metadata", "annotations") }
    var spec = pod["spec"] ?? .null
    spec["ephemeralContainers"] = nil
    if !flags.bool("same-node") { spec["nodeName"] = nil }
    if !flags.bool("keep-init-containers") { spec["initContainers"] = nil }
    if flags.bool("share-processes") { spec["shareProcessNamespace"] = true }
    var containers = spec["containers"]?.arrayValue ?? []
    let images = try images()
    for index in containers.indices {
      for (flag, probe) in [
        ("keep-liveness", "livenessProbe"), ("keep-readiness", "readinessProbe"), ("keep-startup", "startupProbe"),
      ] where !flags.bool(flag) {
        containers[index][probe] = nil
      }
      let name = containers[index]["name"]?.stringValue ?? ""
      if let image = images[name] ?? images["*"] { containers[index]["image"] = .string(image) }
    }
    let name = try addContainer(to: &containers)
    spec["containers"] = .array(containers)
    copy["spec"] = spec
    return (copy, name)
  }

  /// Adds the debugging container to a copy, or changes the one that has its name.
  private func addContainer(to containers: inout [JSONValue]) throws(KubectlError) -> String {
    let flags = context.flags
    let named = flags.string("container")
    let image = flags.string("image")
    if let index = containers.firstIndex(where: { $0["name"]?.stringValue == named }) {
      if !image.isEmpty { containers[index]["image"] = .string(image) }
      if !context.command.isEmpty {
        containers[index][flags.bool("arguments-only") ? "args" : "command"] = Draft.strings(context.command)
      }
      return named
    }
    if image.isEmpty {
      guard named.isEmpty, context.command.isEmpty else {
        throw .message("you must specify image when creating new container")
      }
      return containers.first?["name"]?.stringValue ?? ""
    }
    let name = containerName(besides: containers.compactMap { $0["name"]?.stringValue })
    containers.append(try container(name))
    return name
  }

  private func images() throws(KubectlError) -> [String: String] {
    var images: [String: String] = [:]
    for text in context.flags.list("set-image") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw .message("invalid key-value pair: \(text.goQuoted), expected format 'name=image'")
      }
      images[parts[0]] = parts[1]
    }
    return images
  }
}

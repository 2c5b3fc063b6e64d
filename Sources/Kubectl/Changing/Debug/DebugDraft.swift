import APIServer
import KubernetesModel
import SimulationKernel

/// The containers and pods that `kubectl debug` makes.
struct DebugDraft {
  private let context: CommandContext
  private let options: DebugOptions

  init(_ context: CommandContext, _ options: DebugOptions) {
    self.context = context
    self.options = options
  }

  private var suffix: String {
    var mint = Mint(seed: UInt64(bitPattern: context.now.microseconds))
    return mint.nameSuffix()
  }

  // MARK: An ephemeral container

  /// The container to add to a pod, and before it the one of its name that is there already, as the profile would have it:
  /// kubectl changes the first that it finds, and leaves it to the server to refuse that.
  func ephemeralContainers(for pod: JSONValue) throws(KubectlError) -> [JSONValue] {
    let name = containerName()
    var added: JSONValue = ["name": .string(name), "resources": [:], "terminationMessagePolicy": "File"]
    configure(&added)
    let target = context.flags.string("target")
    if !target.isEmpty { added["targetContainerName"] = .string(target) }
    var containers = pod.list("spec", "ephemeralContainers").filter { $0.text("name") == name } + [added]
    let others = pod.list("spec", "initContainers") + pod.list("spec", "containers")
    if !others.contains(where: { $0.text("name") == name }) {
      options.profile.apply(toContainer: &containers[0], .ephemeral)
    }
    let holder: JSONValue = ["apiVersion": "v1", "kind": "Pod", "spec": ["ephemeralContainers": [containers[0]]]]
    containers[0] =
      try customized(holder, "ephemeralContainers", name).list("spec", "ephemeralContainers").first ?? containers[0]
    warn(of: containers[containers.count - 1], in: pod)
    return containers
  }

  private func containerName() -> String {
    let named = context.flags.string("container")
    if !named.isEmpty { return named }
    let name = "debugger-" + suffix
    if !context.flags.bool("quiet") { context.print("Defaulting debug container name to \(name).") }
    return name
  }

  // MARK: A pod on a node

  /// A pod that sees a node as the profile lets it.
  func nodePod(on node: String) throws(KubectlError) -> JSONValue {
    let named = context.flags.string("container")
    let name = named.isEmpty ? "debugger" : named
    var container: JSONValue = ["name": .string(name), "resources": [:], "terminationMessagePolicy": "File"]
    configure(&container)
    options.profile.apply(toContainer: &container, .node)
    var pod = Draft.object("v1", "Pod", name: "node-debugger-\(node)-\(suffix)")
    if !context.flags.bool("quiet") {
      context.print("Creating debugging pod \(pod.name) with container \(name) on node \(node).")
    }
    pod["spec"] = [
      "containers": [container], "nodeName": .string(node), "restartPolicy": "Never",
      "tolerations": [["operator": "Exists"]],
    ]
    options.profile.apply(to: &pod, .node)
    return try customized(pod, "containers", name)
  }

  // MARK: A copy

  /// A copy of a pod, and the container to attach to; nil where only images were changed.
  func copy(of pod: JSONValue) throws(KubectlError) -> (pod: JSONValue, container: String?) {
    let flags = context.flags
    var copy: JSONValue = ["apiVersion": "v1", "kind": "Pod", "spec": pod["spec"] ?? [:]]
    copy["metadata"] = Draft.members([
      "name": .string(flags.string("copy-to")), "namespace": .string(pod.namespace),
      "labels": pod.at("metadata", "labels"), "annotations": pod.at("metadata", "annotations"),
    ])
    copy.set(nil, at: "spec", "ephemeralContainers")
    if flags.isSet("share-processes") {
      copy.set(.bool(flags.bool("share-processes")), at: "spec", "shareProcessNamespace")
    }
    if !flags.bool("same-node") { copy.set(nil, at: "spec", "nodeName") }
    setImages(&copy)
    guard let (list, index) = try place(in: &copy) else { return (copy, nil) }
    var container = copy.list("spec", list)[index]
    configure(&container)
    options.profile.apply(toContainer: &container, .copy)
    replace(container, at: index, of: list, &copy)
    options.profile.apply(to: &copy, .copy)
    copy = try customized(copy, list, container.text("name"))
    if list == "containers" { warn(of: copy.list("spec", list)[index], in: copy) }
    return (copy, container.text("name"))
  }

  private func setImages(_ pod: inout JSONValue) {
    let images = Dictionary(context.flags.pairs("set-image").map { ($0.name, $0.value) }) { _, last in last }
    var containers = pod.list("spec", "containers")
    for index in containers.indices {
      if let image = images[containers[index].text("name")] ?? images["*"], !image.isEmpty {
        containers[index]["image"] = .string(image)
      }
    }
    pod.set(.array(containers), at: "spec", "containers")
  }

  /// Where the debugging container stands, which is added unless it is one that the pod has; nil where none is wanted.
  private func place(in pod: inout JSONValue) throws(KubectlError) -> (list: String, index: Int)? {
    let named = context.flags.string("container")
    for list in ["containers", "initContainers"] {
      if let index = pod.list("spec", list).firstIndex(where: { $0.text("name") == named }) { return (list, index) }
    }
    if context.flags.string("image").isEmpty {
      if context.flags.isSet("set-image") { return nil }
      throw .message("you must specify image when creating new container")
    }
    let containers = pod.list("spec", "containers")
    let added: JSONValue = [
      "name": .string(containerName()), "resources": [:], "terminationMessagePolicy": "File",
    ]
    pod.set(.array(containers + [added]), at: "spec", "containers")
    return ("containers", containers.count)
  }

  private func replace(_ container: JSONValue, at index: Int, of list: String, _ pod: inout JSONValue) {
    var containers = pod.list("spec", list)
    containers[index] = container
    pod.set(.array(containers), at: "spec", list)
  }

  // MARK: Containers

  /// Gives a container what the flags say.
  private func configure(_ container: inout JSONValue) {
    let flags = context.flags
    let words = context.command
    if !words.isEmpty {
      if !flags.bool("arguments-only") { container["args"] = nil }
      container[flags.bool("arguments-only") ? "args" : "command"] = Draft.strings(words)
    }
    let variables = flags.pairs("env").map { JSONValue(["name": $0.name, "value": $0.value]) }
    if !variables.isEmpty { container["env"] = .array(variables) }
    for (flag, field) in [("image", "image"), ("image-pull-policy", "imagePullPolicy")] {
      let text = flags.string(flag)
      if !text.isEmpty { container[field] = .string(text) }
    }
    for flag in ["stdin", "tty"] { container[flag] = flags.bool(flag) ? true : nil }
  }

  /// The pod with what `--custom` says of a container in one of its lists.
  private func customized(_ pod: JSONValue, _ list: String, _ name: String) throws(KubectlError) -> JSONValue {
    guard var custom = options.custom else { return pod }
    custom["name"] = .string(name)
    return try LocalPatch.apply(["spec": [list: [custom]]], "strategic", to: pod)
  }

  /// Warns of a profile that helps nobody but root.
  private func warn(of container: JSONValue, in pod: JSONValue) {
    let user = pod.at("spec", "securityContext", "runAsUser")?.intValue ?? 0
    let rights = container["securityContext"] ?? .null
    guard user != 0, !rights.isNull, rights["runAsUser"]?.intValue != 0 else { return }
    guard rights.flag("privileged") || !rights.list("capabilities", "add").isEmpty else { return }
    context.warn(
      "Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using \"--custom\" with a custom profile that specifies \"securityContext.runAsUser: 0\"."
    )
  }
}

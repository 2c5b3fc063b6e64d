import KubernetesModel

/// What the command line of `kubectl debug` asks for.
struct DebugOptions {
  let profile: DebugProfile
  /// A part of a container's spec, from `--custom`.
  private(set) var custom: JSONValue?
  private let flags: FlagValues
  private let context: CommandContext

  init(_ context: CommandContext) throws(KubectlError) {
    self.context = context
    flags = context.flags
    profile = try DebugProfile(flags)
    try readCustomProfile()
    try check()
  }

  private func check() throws(KubectlError) {
    let image = flags.string("image")
    if flags.isSet("attach"), flags.bool("attach"), image.isEmpty, flags.string("container").isEmpty {
      throw .message("you must specify --container or create a new container using --image in order to attach.")
    }
    try checkCopy(image)
    try checkImage(image)
    if context.names.isEmpty, flags.list("filename").isEmpty {
      throw .message("NAME or filename is required for debug")
    }
    let policy = flags.string("image-pull-policy")
    if !["", "Always", "IfNotPresent", "Never"].contains(policy) {
      throw .message("invalid image pull policy: \(policy)")
    }
    for (name, image) in flags.pairs("set-image") { try checkImage(image, container: name) }
    try checkTarget()
    if flags.bool("tty"), !flags.bool("stdin") {
      throw .message("-i/--stdin is required for containers with -t/--tty=true")
    }
    if let custom, ["name", "command", "image", "lifecycle", "volumeDevices"].contains(where: { custom.has($0) }) {
      throw .message("name, command, image, lifecycle and volume devices are not modifiable via custom profile")
    }
    if profile.isLegacy {
      context.printError(
        "--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a "
          + "profile, for example \"--profile=general\".")
    }
  }

  private func checkCopy(_ image: String) throws(KubectlError) {
    guard flags.string("copy-to").isEmpty else {
      if image.isEmpty, flags.list("set-image").isEmpty, context.command.isEmpty {
        throw .message("you must specify --image, --set-image or command arguments.")
      }
      if !context.command.isEmpty, flags.string("container").isEmpty, image.isEmpty {
        throw .message("you must specify an existing container or a new image when specifying args.")
      }
      return
    }
    for flag in ["replace", "same-node", "set-image"] where flags.isSet(flag) {
      throw .message("--\(flag) may only be used with --copy-to.")
    }
    if image.isEmpty { throw .message("you must specify --image when not using --copy-to.") }
  }

  private func checkImage(_ image: String, container: String? = nil) throws(KubectlError) {
    if image.isEmpty && container == nil || ImageName.isValid(image) { return }
    let place = container.map { " for container \($0.goQuoted)" } ?? ""
    throw .message("invalid image name \(image.goQuoted)\(place): invalid reference format")
  }

  private func checkTarget() throws(KubectlError) {
    let target = flags.string("target")
    if target.isEmpty { return }
    if !flags.string("copy-to").isEmpty {
      throw .message("--target is incompatible with --copy-to. Use --share-processes instead.")
    }
    if !flags.bool("quiet") {
      context.print(
        "Targeting container \(target.goQuoted). If you don't see processes from this container it may be because the "
          + "container runtime doesn't support this feature.")
    }
  }

  private mutating func readCustomProfile() throws(KubectlError) {
    let path = flags.string("custom")
    if path.isEmpty { return }
    let text: String
    do throws(FileProblem) {
      text = String(decoding: try context.environment.files.read(path), as: UTF8.self)
    } catch {
      throw .message("must pass a container spec json file for custom profile: open \(path): \(error.reason)")
    }
    let failure = "\(path) does not contain a valid container spec: "
    do throws(YAMLError) {
      custom = try YAMLReader.value(text)
    } catch {
      throw .message(failure + "error converting YAML to JSON: \(error)")
    }
    guard let custom, custom.objectValue == nil else { return }
    if custom.isNull { return self.custom = [:] }
    throw .message(
      failure
        + "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(custom.typeName) into Go value of type v1.Container"
    )
  }
}

import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl debug`
struct DebugCommand: KubectlCommand {
  let name = "debug"
  let flags: [FlagDefinition] = [
    .bool("arguments-only"),
    .bool("attach"),
    .string("container", short: "c"),
    .string("copy-to"), .string("custom"),
    .array("env"),
    .list("filename", short: "f"),
    .string("image"),
    .string("image-pull-policy"),
    .bool("keep-annotations"),
    .bool("keep-init-containers", default: true),
    .bool("keep-labels"),
    .bool("keep-liveness"),
    .bool("keep-readiness"),
    .bool("keep-startup"),
    .string("profile", default: "legacy"),
    .bool("quiet", short: "q"),
    .bool("replace"),
    .bool("same-node"),
    .list("set-image"),
    .bool("share-processes", default: true),
    .bool("stdin", short: "i"),
    .string("target"),
    .bool("tty", short: "t"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try check(context)
    if context.flags.string("profile") == "legacy" {
      context.printError(
        "--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a "
          + "profile, for example \"--profile=general\".")
    }
    for word in context.names {
      let arguments = word.contains("/") ? [word] : ["pods", word]
      let query = ResourceQuery(arguments: arguments, namespace: context.namespace)
      let found = ResourceFetcher(context.client, query).items(try ResourceFinder(context).resolve(query))
      if let error = KubectlError.joined(found.errors) { throw error }
      for item in found.items { try debug(item, context) }
    }
  }

  private func check(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    let copies = !flags.string("copy-to").isEmpty
    if copies {
      if flags.string("image").isEmpty, flags.list("set-image").isEmpty, context.command.isEmpty {
        throw .message("you must specify --image, --set-image or command arguments.")
      }
    } else {
      for flag in ["replace", "same-node", "set-image"] where flags.isSet(flag) {
        throw .message("--\(flag) may only be used with --copy-to.")
      }
      if flags.string("image").isEmpty { throw .message("you must specify --image when not using --copy-to.") }
    }
    if context.names.isEmpty, flags.list("filename").isEmpty {
      throw .message("NAME or filename is required for debug")
    }
    let policy = flags.string("image-pull-policy")
    if !["", "Always", "IfNotPresent", "Never"].contains(policy) {
      throw .message("invalid image pull policy: \(policy)")
    }
    if flags.bool("tty"), !flags.bool("stdin") {
      throw .message("-i/--stdin is required for containers with -t/--tty=true")
    }
    if copies, !flags.string("target").isEmpty {
      throw .message("--target is incompatible with --copy-to. Use --share-processes instead.")
    }
    let profiles = ["legacy", "general", "baseline", "netadmin", "restricted", "sysadmin"]
    if !profiles.contains(flags.string("profile")) { throw .message("unknown profile: \(flags.string("profile"))") }
  }

  private func debug(_ item: ResourceItem, _ context: CommandContext) throws(KubectlError) {
    let draft = DebugDraft(context)
    let object = item.object ?? .null
    let path: String
    let container: String
    switch item.mapping.kind {
    case "Node":
      container = context.flags.isSet("container") ? context.flags.string("container") : "debugger"
      let pod = try draft.nodePod(on: item.name, container: container)
      if !context.flags.bool("quiet") {
        context.print("Creating debugging pod \(pod.name) with container \(container) on node \(item.name).")
      }
      path = "/api/v1/namespaces/\(context.namespace)/pods"
      _ = try context.client.object(.post, path, body: .value(pod))
      try attach(to: pod.name, context.namespace, container, context)
    case "Pod" where context.flags.string("copy-to").isEmpty:
      container = try addContainer(to: item, object, draft, context)
      try attach(to: item.name, item.namespace, container, context)
    case "Pod":
      let copy = try draft.copy(of: object)
      if context.flags.bool("replace") { _ = try context.client.object(.delete, item.path()) }
      _ = try context.client.object(.post, item.collectionPath, body: .value(copy.pod))
      try attach(to: copy.pod.name, item.namespace, copy.container, context)
    default:
      let (version, kind) = (item.mapping.groupVersion, item.mapping.kind)
      throw .message("\"\(version.group)/\(version.version), Kind=\(kind)\" not supported by debug")
    }
  }

  /// Adds an ephemeral container; one that is there already stays as it is.
  private func addContainer(
    to item: ResourceItem, _ pod: JSONValue, _ draft: DebugDraft, _ context: CommandContext
  ) throws(KubectlError) -> String {
    let present = pod.at("spec", "ephemeralContainers")?.arrayValue ?? []
    let others = ["containers", "initContainers", "ephemeralContainers"].flatMap {
      pod.at("spec", $0)?.arrayValue ?? []
    }
    let name = draft.containerName(besides: others.compactMap { $0["name"]?.stringValue })
    let target = context.flags.string("target")
    if !target.isEmpty, !context.flags.bool("quiet") {
      context.print(
        "Targeting container \(target.goQuoted). If you don't see processes from this container it may be because the "
          + "container runtime doesn't support this feature.")
    }
    let isKnown = present.contains { $0["name"]?.stringValue == name }
    var container = try draft.container(name)
    if !target.isEmpty { container["targetContainerName"] = .string(target) }
    var changed = pod
    if !isKnown { changed.set(.array(present + [container]), at: "spec", "ephemeralContainers") }
    let patch = LocalPatch.difference(from: pod, to: changed)
    _ = try item.patch(
      .value(patch), .strategic, subresource: "ephemeralcontainers", query: [], client: context.client)
    return name
  }

  private func attach(
    to pod: String, _ namespace: String, _ container: String, _ context: CommandContext
  ) throws(KubectlError) {
    let flags = context.flags
    guard flags.isSet("attach") ? flags.bool("attach") : flags.bool("stdin") else { return }
    while true {
      let target = try PodTarget.named(pod, namespace: namespace, context)
      let statuses = ["ephemeralContainerStatuses", "containerStatuses"].flatMap {
        target.pod.at("status", $0)?.arrayValue ?? []
      }
      let state = statuses.first { $0["name"]?.stringValue == container }?["state"] ?? .null
      if state["terminated"] != nil {
        return try AttachCommand.printLog(of: target, container: container, context)
      }
      if state["running"] != nil {
        return try AttachCommand.attachOrPrintLog(to: target, container: container, context)
      }
      guard context.environment.transport.wait(until: context.now + .milliseconds(500)) else { throw .exit(130) }
    }
  }
}

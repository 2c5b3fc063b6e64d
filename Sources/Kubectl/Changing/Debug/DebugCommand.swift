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
    .pairs("env"),
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
    .pairs("set-image"),
    .bool("share-processes", default: true),
    .bool("stdin", short: "i"),
    .string("target"),
    .bool("tty", short: "t"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let draft = DebugDraft(context, try DebugOptions(context))
    if !context.flags.list("filename").isEmpty {
      let query = ResourceQuery(context, arguments: [])
      try ResourceFinder(context).forEachGiven(query) { (result) throws(KubectlError) in
        try debug(try result.get(), draft, context)
      }
    }
    for word in context.names {
      let arguments = word.contains("/") ? [word] : ["pods", word]
      let query = ResourceQuery(arguments: arguments, namespace: context.namespace)
      let found = ResourceFetcher(context.client, query).items(try ResourceFinder(context).resolve(query))
      if let error = KubectlError.joined(found.errors) { throw error }
      for item in found.items { try debug(item, draft, context) }
    }
  }

  private func debug(_ item: ResourceItem, _ draft: DebugDraft, _ context: CommandContext) throws(KubectlError) {
    let object = item.object ?? .null
    switch item.mapping.kind {
    case "Node":
      let pod = try draft.nodePod(on: item.name)
      _ = try context.client.object(.post, "/api/v1/namespaces/\(context.namespace)/pods", body: .value(pod))
      let container = pod.list("spec", "containers").first?.text("name") ?? ""
      try attach(to: pod.name, context.namespace, container, context)
    case "Pod" where context.flags.string("copy-to").isEmpty:
      let containers = try draft.ephemeralContainers(for: object)
      try add(containers, to: item, context)
      try attach(to: item.name, item.namespace, containers.last?.text("name") ?? "", context)
    case "Pod":
      let copy = try draft.copy(of: object)
      _ = try context.client.object(.post, item.collectionPath, body: .value(copy.pod))
      if context.flags.bool("replace") {
        _ = try context.client.object(.delete, item.path(), body: .value(["gracePeriodSeconds": 0]))
      }
      if let container = copy.container { try attach(to: copy.pod.name, item.namespace, container, context) }
    default:
      let (version, kind) = (item.mapping.groupVersion, item.mapping.kind)
      throw .message("\"\(version.group)/\(version.version), Kind=\(kind)\" not supported by debug")
    }
  }

  /// Adds an ephemeral container, the last of `containers`.
  private func add(_ containers: [JSONValue], to item: ResourceItem, _ context: CommandContext) throws(KubectlError) {
    let present = item.object?.list("spec", "ephemeralContainers") ?? []
    let names = (present + containers.suffix(1)).map { JSONValue(["name": $0.text("name")]) }
    let patch: JSONValue = [
      "spec": ["$setElementOrder/ephemeralContainers": .array(names), "ephemeralContainers": .array(containers)]
    ]
    _ = try item.patch(
      .value(patch), .strategic, subresource: "ephemeralcontainers", query: [], client: context.client)
  }

  private func attach(
    to pod: String, _ namespace: String, _ container: String, _ context: CommandContext
  ) throws(KubectlError) {
    let flags = context.flags
    guard flags.isSet("attach") ? flags.bool("attach") : flags.bool("stdin") else { return }
    var told = ""
    while true {
      let target = try PodTarget.named(pod, namespace: namespace, context)
      let statuses = ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"].flatMap {
        target.pod.at("status", $0)?.arrayValue ?? []
      }
      let state = statuses.first { $0["name"]?.stringValue == container }?["state"] ?? .null
      if state["terminated"] != nil {
        return try AttachCommand.printLog(of: target, container: container, context)
      }
      if state["running"] != nil {
        return try AttachCommand.attachOrPrintLog(to: target, container: container, context)
      }
      let problem = state.text("waiting", "message")
      if !problem.isEmpty, problem != told, !flags.bool("quiet") { context.warn("container \(container): \(problem)") }
      told = problem
      guard context.environment.transport.wait(until: context.now + .milliseconds(500)) else { throw .exit(130) }
    }
  }
}

import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl rollout`
struct RolloutCommand: CommandGroup {
  let name = "rollout"
  let subcommands: [any KubectlCommand] = [
    RolloutHistory(), RolloutPause(isPausing: true), RolloutRestart(), RolloutPause(isPausing: false), RolloutStatus(),
    RolloutUndo(),
  ]

  /// Unlike other groups this one prints its help on standard output.
  func run(_ context: CommandContext) throws(KubectlError) {
    try checkArguments(context)
    context.print(HelpText.of(self, path: context.path), terminator: "")
    throw .exit(1)
  }
}

/// What the subcommands of `rollout` share.
enum Rollout {
  static let selecting = ResourceFlags.files + [ResourceFlags.selector]
  static let changing = OutcomePrinter.flags + selecting + [ChangeFlags.fieldManager("kubectl-rollout")]
  static let revisionAnnotation = "deployment.kubernetes.io/revision"

  /// The query; a type alone means all objects of it.
  static func query(_ context: CommandContext) throws(KubectlError) -> ResourceQuery {
    if context.arguments.isEmpty, context.flags.list("filename").isEmpty, context.flags.string("kustomize").isEmpty {
      throw .message("required resource not specified")
    }
    var query = ResourceQuery(context)
    query.allowsTypeAlone = true
    return query
  }

  /// `Deployment.apps`, or `Pod` in the core group.
  static func groupKind(_ item: ResourceItem) -> String {
    let group = item.mapping.groupVersion.group
    return group.isEmpty ? item.mapping.kind : item.mapping.kind + "." + group
  }

  /// What kubectl says of kinds that have no `what`.
  static func unvisited(_ item: ResourceItem, _ what: String) -> KubectlError {
    let kind = item.mapping.kind
    return .message(
      "error retrieving \(what) for \(kind.goQuoted), no visitor method exists for {\(item.mapping.groupVersion.group) \(kind)}"
    )
  }

  static func has(_ kinds: [String], _ item: ResourceItem) -> Bool {
    item.mapping.groupVersion.group == "apps" && kinds.contains(item.mapping.kind)
  }

  /// Changes each selected object and sends what differs.
  static func change(
    _ context: CommandContext, _ outcome: String,
    _ change: (ResourceItem) throws(KubectlError) -> JSONValue
  ) throws(KubectlError) {
    let printer = try OutcomePrinter(context, isTyped: true)
    let found = try context.fetch(try query(context))
    var errors = found.errors
    for item in found.items {
      do throws(KubectlError) {
        let object = item.object ?? .null
        let patch = LocalPatch.difference(from: object, to: try change(item))
        let result = try item.patch(
          .value(patch), .strategic, query: [("fieldManager", context.flags.string("field-manager"))],
          client: context.client)
        try printer.print(item, result, outcome)
      } catch {
        errors.append(error)
      }
    }
    if found.items.isEmpty, errors.isEmpty {
      context.printError("No resources found in \(context.namespace) namespace.")
    }
    if let error = KubectlError.joined(errors) { throw error }
  }
}

/// `kubectl rollout pause` and `kubectl rollout resume`
struct RolloutPause: KubectlCommand {
  let isPausing: Bool

  var name: String { isPausing ? "pause" : "resume" }
  var flags: [FlagDefinition] { Rollout.changing }

  func run(_ context: CommandContext) throws(KubectlError) {
    try Rollout.change(context, isPausing ? "paused" : "resumed") { (item) throws(KubectlError) in
      let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
      guard Rollout.has(["Deployment"], item), var object = item.object else {
        throw .message("error: \(subject) \(isPausing ? "pausing" : "resuming") is not supported")
      }
      if (object.at("spec", "paused")?.boolValue == true) == isPausing {
        throw .message("error: \(subject) is \(isPausing ? "already" : "not") paused")
      }
      object.set(isPausing ? true : nil, at: "spec", "paused")
      return object
    }
  }
}

/// `kubectl rollout restart`
struct RolloutRestart: KubectlCommand {
  let name = "restart"
  let flags = Rollout.changing
  private static let annotation = "kubectl.kubernetes.io/restartedAt"

  func run(_ context: CommandContext) throws(KubectlError) {
    try Rollout.change(context, "restarted") { (item) throws(KubectlError) in
      let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
      guard Rollout.has(["Deployment", "DaemonSet", "StatefulSet"], item), var object = item.object else {
        throw .message("error: \(subject) restarting is not supported")
      }
      if object.at("spec", "paused")?.boolValue == true {
        throw .message("error: \(subject) can't restart paused deployment (run rollout resume first)")
      }
      let path = ["spec", "template", "metadata", "annotations", Self.annotation]
      let time = JSONValue.string(context.now.rfc3339)
      if object.at(path[...]) == time {
        throw .message(
          "failed to create patch for \(item.name): if restart has already been triggered within the past second, please wait before attempting to trigger another"
        )
      }
      object.set(time, at: path[...])
      return object
    }
  }
}

import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl rollout`
struct RolloutCommand: CommandGroup {
  let name = "rollout"
  let summary = "Manage the rollout of a resource"
  let details = """
    Manage the rollout of one or many resources.
            
     Valid resource types include:

      *  deployments
      *  daemonsets
      *  statefulsets
    """
  let examples = """
    # Go back to the revision before
    kubectl rollout undo deployment/web

    # Follow a rollout until it is done
    kubectl rollout status daemonset/agent
    """
  let subcommands: [any KubectlCommand] = [
    RolloutHistory(), RolloutPause(), RolloutRestart(), RolloutResume(), RolloutStatus(), RolloutUndo(),
  ]
}

/// What the subcommands of `rollout` share.
enum Rollout {
  static let selecting = ChangeFlags.files + [ChangeFlags.selector]
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

  static func has(_ kinds: [String], _ item: ResourceItem) -> Bool {
    item.mapping.groupVersion.group == "apps" && kinds.contains(item.mapping.kind)
  }

  /// Changes each selected object and sends what differs.
  static func change(
    _ context: CommandContext, _ outcome: String,
    _ change: (ResourceItem) throws(KubectlError) -> JSONValue
  ) throws(KubectlError) {
    let printer = try OutcomePrinter(context)
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

/// `kubectl rollout pause`
struct RolloutPause: KubectlCommand {
  let name = "pause"
  let summary = "Mark the provided resource as paused"
  let usage = "RESOURCE [options]"
  let flags = Rollout.changing

  func run(_ context: CommandContext) throws(KubectlError) {
    try Rollout.change(context, "paused") { (item) throws(KubectlError) in
      let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
      guard Rollout.has(["Deployment"], item), var object = item.object else {
        throw .message("\(subject) pausing is not supported")
      }
      if object.at("spec", "paused")?.boolValue == true { throw .message("\(subject) is already paused") }
      object.set(true, at: "spec", "paused")
      return object
    }
  }
}

/// `kubectl rollout resume`
struct RolloutResume: KubectlCommand {
  let name = "resume"
  let summary = "Resume a paused resource"
  let usage = "RESOURCE [options]"
  let flags = Rollout.changing

  func run(_ context: CommandContext) throws(KubectlError) {
    try Rollout.change(context, "resumed") { (item) throws(KubectlError) in
      let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
      guard Rollout.has(["Deployment"], item), var object = item.object else {
        throw .message("\(subject) resuming is not supported")
      }
      guard object.at("spec", "paused")?.boolValue == true else { throw .message("\(subject) is not paused") }
      object.set(nil, at: "spec", "paused")
      return object
    }
  }
}

/// `kubectl rollout restart`
struct RolloutRestart: KubectlCommand {
  let name = "restart"
  let summary = "Restart a resource"
  let usage = "RESOURCE [options]"
  let flags = Rollout.changing
  private static let annotation = "kubectl.kubernetes.io/restartedAt"

  func run(_ context: CommandContext) throws(KubectlError) {
    try Rollout.change(context, "restarted") { (item) throws(KubectlError) in
      let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
      guard Rollout.has(["Deployment", "DaemonSet", "StatefulSet"], item), var object = item.object else {
        throw .message("\(subject) restarting is not supported")
      }
      if object.at("spec", "paused")?.boolValue == true {
        throw .message("\(subject) can't restart paused deployment (run rollout resume first)")
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

import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl rollout history`
struct RolloutHistory: KubectlCommand {
  let name = "history"
  let flags =
    OutcomePrinter.flags + Rollout.selecting + [.integer("revision")]

  func run(_ context: CommandContext) throws(KubectlError) {
    let query = try Rollout.query(context)
    let revision = context.flags.integer("revision")
    if revision < 0 { throw .message("revision must be a positive integer: \(revision)") }
    let printer = try OutcomePrinter(context, isTyped: true)
    try context.visit(query) { (item) throws(KubectlError) in
      guard Rollout.has(["Deployment", "DaemonSet", "StatefulSet"], item) else {
        throw Rollout.unvisited(item, "history")
      }
      let history = try RevisionHistory(of: item, context.client)
      if printer.showsObjects {
        if revision > 0, history.revision(revision) == nil { throw Self.missingRevision }
        for entry in history.revisions where revision == 0 || entry.number == Int64(revision) {
          try printer.print(entry.object, "")
        }
        return
      }
      let text =
        revision > 0 ? try details(of: revision, history, item, context) : table(history)
      let title = revision > 0 ? "with revision #\(revision)" : ""
      context.print("\(item.reference) \(title)\n\(text)")
    }
  }

  private static let missingRevision = KubectlError.message("unable to find the specified revision")

  private func table(_ history: RevisionHistory) -> String {
    if history.revisions.isEmpty { return "No rollout history found." }
    var writer = TabWriter(minimumWidth: 0, padding: 2)
    writer.write("REVISION\tCHANGE-CAUSE\n")
    for revision in history.revisions {
      writer.write("\(revision.number)\t\(revision.changeCause.isEmpty ? "<none>" : revision.changeCause)\n")
    }
    return writer.flush()
  }

  private func details(
    of number: Int, _ history: RevisionHistory, _ item: ResourceItem, _ context: CommandContext
  ) throws(KubectlError) -> String {
    if history.revisions.isEmpty { return "No rollout history found." }
    guard let revision = history.revision(number) else {
      throw Self.missingRevision
    }
    return Self.text(of: Self.template(of: revision), context)
  }

  /// The revision's template; what caused a Deployment's change is shown among its annotations.
  private static func template(of revision: RevisionHistory.Revision) -> JSONValue {
    var template = revision.template
    if !revision.changeCause.isEmpty, revision.object.kind != "ControllerRevision" {
      template.set(.string(revision.changeCause), at: "metadata", "annotations", "kubernetes.io/change-cause")
    }
    return template
  }

  static func text(of template: JSONValue, _ context: CommandContext) -> String {
    var description = Description(unaligned: context.now)
    description.podTemplate(template)
    return description.text()
  }
}

/// `kubectl rollout undo`
struct RolloutUndo: KubectlCommand {
  let name = "undo"
  let flags =
    OutcomePrinter.flags + Rollout.selecting + [
      ChangeFlags.dryRun, .integer("to-revision"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let query = try Rollout.query(context)
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: true)
    try context.visit(query) { (item) throws(KubectlError) in
      guard Rollout.has(["Deployment", "DaemonSet", "StatefulSet"], item) else {
        throw Rollout.unvisited(item, "rollbacker")
      }
      let outcome = try undo(item, dryRun, context)
      try printer.print(item, item.object ?? .null, outcome)
    }
  }

  private func undo(_ item: ResourceItem, _ dryRun: DryRun, _ context: CommandContext) throws(KubectlError) -> String {
    let number = context.flags.integer("to-revision")
    let notFound = KubectlError.message("unable to find specified revision \(number) in history")
    if number < 0 { throw notFound }
    let history = try RevisionHistory(of: item, context.client)
    guard number > 0 || history.revisions.count > 1 else {
      throw .message(
        item.mapping.kind == "Deployment"
          ? "no rollout history found for deployment \(item.name.goQuoted)" : "no last revision to roll back to")
    }
    guard let revision = number > 0 ? history.revision(number) : history.revisions.dropLast().last else {
      throw notFound
    }
    if dryRun == .client {
      let text = RolloutHistory.text(of: revision.template, context)
      return item.mapping.kind == "Deployment" ? text : "will roll back to " + text
    }
    if item.mapping.kind == "Deployment", history.owner.at("spec", "paused")?.boolValue == true {
      throw .message(
        "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again")
    }
    if Self.normal(revision.template) == Self.normal(history.owner.at("spec", "template") ?? .null) {
      return "skipped rollback (current template already matches revision \(number))"
    }
    let isDeployment = item.mapping.kind == "Deployment"
    do throws(KubectlError) {
      _ = try item.patch(
        .value(isDeployment ? Self.patch(of: history.owner, to: revision) : revision.object["data"] ?? [:]),
        isDeployment ? .json : .strategic, query: dryRun.query, accept: APIClient.typedAccept, client: context.client)
    } catch {
      throw .message("failed restoring revision \(number): \(error.message)")
    }
    return "rolled back"
  }

  /// A template as it is compared: without the hash, and without what a revision says of itself.
  private static func normal(_ template: JSONValue) -> JSONValue {
    var template = template
    if template.at("metadata", "labels", "pod-template-hash") != nil {
      template.set(nil, at: "metadata", "labels", "pod-template-hash")
    }
    template["$patch"] = nil
    template.set(nil, at: "metadata", "creationTimestamp")
    return template
  }

  /// Annotations that are the Deployment's own, whatever its revision.
  private static let kept = [
    LastApplied.annotation, Rollout.revisionAnnotation, "deployment.kubernetes.io/revision-history",
    "deployment.kubernetes.io/desired-replicas", "deployment.kubernetes.io/max-replicas",
    "deprecated.deployment.rollback.to",
  ]

  private static func patch(of deployment: JSONValue, to revision: RevisionHistory.Revision) -> JSONValue {
    var annotations = deployment.annotations.filter { kept.contains($0.key) }
    for (key, value) in revision.object.annotations where !kept.contains(key) { annotations[key] = value }
    return [
      ["op": "replace", "path": "/spec/template", "value": normal(revision.template)],
      ["op": "replace", "path": "/metadata/annotations", "value": JSONValue(annotations)],
    ]
  }
}

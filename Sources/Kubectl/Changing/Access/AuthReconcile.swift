import APIServer
import KubernetesModel

/// `kubectl auth reconcile`
struct AuthReconcile: KubectlCommand {
  let name = "reconcile"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.dryRun, .bool("remove-extra-permissions"),
      .bool("remove-extra-subjects"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try context.requireFiles()
    if !context.arguments.isEmpty { throw .message("no arguments are allowed") }
    let dryRun = try dryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: true)
    var items: [ResourceItem] = []
    try ResourceFinder(context).forEachGiven(ResourceQuery(context, arguments: [])) { (result) throws(KubectlError) in
      items.append(try result.get())
    }
    for item in items where item.mapping.groupVersion.group == Subjects.group {
      let removes = context.flags.bool(
        item.mapping.kind.hasSuffix("Role") ? "remove-extra-permissions" : "remove-extra-subjects")
      let plan = ReconcilePlan(from: try current(item, context), to: item.object ?? .null, removesExtra: removes)
      let result = dryRun == .client ? plan.object : try carryOut(plan, item, context)
      try printer.print(item, result, "reconciled")
      for line in printer.showsObjects ? [] : plan.report { context.printError(line) }
    }
  }

  private func dryRun(_ context: CommandContext) throws(KubectlError) -> DryRun {
    let dryRun: DryRun
    do throws(KubectlError) { dryRun = try DryRun(context) } catch {
      throw .message("error accessing --dry-run flag for command \(name): \(error.message)")
    }
    if dryRun == .server { throw .message("--dry-run=server for command \(name) is not supported yet") }
    return dryRun
  }

  private func current(_ item: ResourceItem, _ context: CommandContext) throws(KubectlError) -> JSONValue? {
    do throws(KubectlError) { return try context.client.object(.get, item.path(), asked: item.asked) } catch {
      guard error.status?.reason == "NotFound" else { throw error }
      return nil
    }
  }

  private func carryOut(
    _ plan: ReconcilePlan, _ item: ResourceItem, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    switch plan.operation {
    case .none: return plan.object
    case .update:
      return try context.client.object(.put, item.path(), body: .value(plan.object))
    case .recreate:
      _ = try context.client.send(.delete, item.path(), asked: item.asked)
    case .create: break
    }
    return try context.client.object(.post, item.collectionPath, body: .value(plan.object))
  }
}

/// What makes a role or a binding grant what a file says.
struct ReconcilePlan {
  enum Operation: String {
    case none, create, update, recreate
  }

  private(set) var operation = Operation.none
  /// The object as it is to be.
  private(set) var object: JSONValue
  private var missing: [JSONValue] = []
  private var extra: [JSONValue] = []
  private let isRole: Bool

  init(from current: JSONValue?, to wanted: JSONValue, removesExtra: Bool) {
    isRole = wanted.kind.hasSuffix("Role")
    let field = isRole ? "rules" : "subjects"
    let new = wanted.list(field)
    object = wanted
    guard let current else {
      operation = .create
      missing = new
      return
    }
    guard isRole || current["roleRef"] == wanted["roleRef"] else {
      operation = .recreate
      return
    }
    let old = current.list(field)
    missing = isRole ? RuleCover.uncovered(new, by: old) : new.filter { !old.contains($0) }
    if removesExtra { extra = isRole ? RuleCover.uncovered(old, by: new) : old.filter { !new.contains($0) } }
    object = current
    guard !missing.isEmpty || !extra.isEmpty else { return }
    operation = .update
    object[field] = .array(removesExtra ? new : old + missing)
  }

  /// What is said of it, on standard error.
  var report: [String] {
    if operation == .none { return [] }
    let noun = isRole ? "rules" : "subjects"
    var lines = ["\treconciliation required \(operation)"]
    for (title, values) in [("missing \(noun) added", missing), ("extra \(noun) removed", extra)] where !values.isEmpty
    {
      lines.append("\t\(title):")
      lines += values.map { "\t\t" + text($0) }
    }
    return lines
  }

  /// As Go prints a rule or a subject with `%+v`.
  private func text(_ value: JSONValue) -> String {
    guard isRole else {
      return
        "{Kind:\(value.text("kind")) APIGroup:\(value.text("apiGroup")) Name:\(value.text("name")) Namespace:\(value.text("namespace"))}"
    }
    let fields = [
      ("Verbs", "verbs"), ("APIGroups", "apiGroups"), ("Resources", "resources"), ("ResourceNames", "resourceNames"),
      ("NonResourceURLs", "nonResourceURLs"),
    ]
    return "{" + fields.map { "\($0.0):[\(value.texts($0.1).joined(separator: " "))]" }.joined(separator: " ") + "}"
  }
}

/// Which permissions of some rules others do not give.
enum RuleCover {
  /// In pieces of one verb and one resource or path.
  static func uncovered(_ rules: [JSONValue], by others: [JSONValue]) -> [JSONValue] {
    let others = others.map(PolicyRule.init)
    return rules.flatMap(pieces).filter { piece in !others.contains { $0.allows(piece.attributes) } }.map(\.rule)
  }

  private struct Piece {
    var attributes: AccessAttributes
    var rule: JSONValue
  }

  private static func pieces(of rule: JSONValue) -> [Piece] {
    let verbs = rule.texts("verbs")
    let names = rule.texts("resourceNames")
    var pieces: [Piece] = []
    for group in rule.texts("apiGroups") {
      for resource in rule.texts("resources") {
        for verb in verbs {
          for name in names.isEmpty ? [""] : names {
            pieces.append(
              Piece(
                attributes: AccessAttributes(verb: verb, group: group, resource: resource, name: name),
                rule: Draft.members([
                  "apiGroups": [.string(group)], "resources": [.string(resource)], "verbs": [.string(verb)],
                  "resourceNames": name.isEmpty ? nil : [.string(name)],
                ])))
          }
        }
      }
    }
    for path in rule.texts("nonResourceURLs") {
      pieces += verbs.map { verb in
        Piece(
          attributes: AccessAttributes(verb: verb, path: path),
          rule: ["nonResourceURLs": [.string(path)], "verbs": [.string(verb)]])
      }
    }
    return pieces
  }
}

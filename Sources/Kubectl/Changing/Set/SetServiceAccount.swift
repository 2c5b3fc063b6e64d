import KubernetesModel

/// `kubectl set serviceaccount`
struct SetServiceAccount: KubectlCommand {
  let name = "serviceaccount"
  let aliases = ["sa"]
  let flags = TemplateChange.flags + [ChangeCause.flag]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard let account = context.arguments.last else { throw .message("serviceaccount is required") }
    let change = try TemplateChange(
      context, outcome: "serviceaccount updated", failure: "failed to patch ServiceAccountName", skipsUnchanged: false)
    let query = ResourceQuery(context, arguments: Array(context.arguments.dropLast())).namesBeforeAll
    let found = try context.fetch(query)
    try change.apply(to: found.items, found.errors) { _, spec in
      spec["serviceAccountName"] = .string(account)
      return []
    }
  }
}

/// `kubectl set subject`
struct SetSubject: KubectlCommand {
  let name = "subject"
  let flags = TemplateChange.flags + Subjects.flags + [ResourceFlags.selector]

  func run(_ context: CommandContext) throws(KubectlError) {
    let change = try TemplateChange(context, outcome: "subjects updated")
    let found = try context.fetch(ResourceQuery(context).namesBeforeAll)
    let subjects = try Subjects.all(context)
    if subjects.isEmpty { throw .message("you must specify at least one value of user, group or serviceaccount") }
    var errors = found.errors
    for item in found.items {
      guard ["RoleBinding", "ClusterRoleBinding"].contains(item.mapping.kind), var object = item.object else {
        errors.append(
          .message("\(item.waitName) setting subjects is only supported for RoleBinding/ClusterRoleBinding"))
        continue
      }
      let current = object["subjects"]?.arrayValue ?? []
      object["subjects"] = .array(current + subjects.filter { !current.contains($0) })
      do throws(KubectlError) { try change.send(item, object) } catch { errors.append(error) }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }
}

/// `kubectl set selector`
struct SetSelector: KubectlCommand {
  let name = "selector"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + [
      ChangeFlags.all, ChangeCause.flag, ChangeFlags.dryRun,
      ChangeFlags.fieldManager("kubectl-set"), ChangeFlags.local, ChangeFlags.resourceVersion,
      .list("filename", short: "f"),
      .bool("recursive", short: "R", default: true),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let change = try TemplateChange(context, outcome: "selector updated", skipsUnchanged: false)
    guard let expression = context.arguments.last else { throw .message("one selector is required") }
    let selector: LabelSelector
    do throws(SelectorError) { selector = try LabelSelector(parsing: expression) } catch {
      throw .message(error.description)
    }
    for requirement in selector.requirements { try Self.check(requirement.operator) }
    let query = ResourceQuery(context, arguments: Array(context.arguments.dropLast())).namesBeforeAll
    let found = try context.fetch(query)
    var errors = found.errors
    for item in found.items {
      do throws(KubectlError) {
        try change.send(item, try selecting(selector, item, context))
      } catch {
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  /// Refuses what no LabelSelector says.
  private static func check(_ operation: LabelSelector.Operator) throws(KubectlError) {
    switch operation {
    case .notEquals: throw .message("\(operation.rawValue.goQuoted) is not a valid label selector operator")
    case .greaterThan, .lessThan:
      throw .message("\(operation.rawValue.goQuoted) isn't supported in label selectors")
    default: break
    }
  }

  private func selecting(
    _ selector: LabelSelector, _ item: ResourceItem, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    guard item.mapping.kind == "Service", var object = item.object else {
      throw .message("setting a selector is only supported for Services")
    }
    var labels: [String: String] = [:]
    for requirement in selector.requirements {
      guard requirement.operator == .equals || requirement.operator == .doubleEquals,
        let value = requirement.values.first
      else {
        throw .message("match expression [\(Self.goText(requirement))] not supported on this object")
      }
      labels[requirement.key] = value
    }
    object.set(JSONValue(labels), at: "spec", "selector")
    let version = context.flags.string("resource-version")
    if !version.isEmpty { object.set(.string(version), at: "metadata", "resourceVersion") }
    return object
  }

  /// As Go prints a LabelSelectorRequirement.
  private static func goText(_ requirement: LabelSelector.Requirement) -> String {
    let names: [LabelSelector.Operator: String] = [
      .in: "In", .notIn: "NotIn", .exists: "Exists", .doesNotExist: "DoesNotExist",
    ]
    let name = names[requirement.operator] ?? requirement.operator.rawValue
    return "{\(requirement.key) \(name) [\(requirement.values.joined(separator: " "))]}"
  }
}

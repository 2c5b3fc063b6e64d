import KubernetesModel

/// Compares a manifest with the types of its kind, and says of each field that is unknown or of a wrong kind where it
/// stands. What only the API server knows, as the limits of a number, is left to it.
struct ManifestCheck {
  private let table = TypeTable.kubernetes
  private let isPatch: Bool
  private var problems: [ScenarioProblem] = []

  /// - Parameter isPatch: of a strategic merge patch: its directives begin with a dollar, and null removes a field.
  static func problems(_ node: SourceNode, as kind: GroupVersionKind, isPatch: Bool = false) -> [ScenarioProblem] {
    guard let type = TypeTable.kubernetes.type(of: kind) else { return [] }
    var check = ManifestCheck(isPatch: isPatch)
    check.check(node, .named(type.name), kind.kind)
    return check.problems
  }

  private init(isPatch: Bool) { self.isPatch = isPatch }

  /// - Parameter name: what holds the value, for messages.
  private mutating func check(_ node: SourceNode, _ type: FieldType, _ name: String) {
    if node.isNull { return }
    switch (type, node.content) {
    case (.list(let element), .list(let nodes)):
      for node in nodes { check(node, element, name) }
    case (.map(let element), .map(let members)):
      for member in members where !isDirective(member.key) { check(member.value, element, member.key) }
    case (.named(let type), _): checkNamed(node, type, name)
    case (.string, .scalar(.string)), (.bytes, .scalar(.string)), (.bool, .scalar(.bool)),
      (.int32, .scalar(.integer)), (.int64, .scalar(.integer)), (.double, .scalar(.integer)),
      (.double, .scalar(.double)):
      break
    default: report(node, type.kindName, name)
    }
  }

  private mutating func checkNamed(_ node: SourceNode, _ type: String, _ name: String) {
    guard let definition = table.type(named: type) else { return }
    guard definition.scalar == nil else {
      checkScalar(node, type, name)
      return
    }
    guard case .map(let members) = node.content else {
      report(node, "a map", name)
      return
    }
    for member in members where !isDirective(member.key) {
      guard let field = definition.field(member.key) else {
        problems.append(
          ScenarioProblem(
            "\(name) has no field \"\(member.key)\"", at: member.position,
            suggestion: Spelling.nearest(to: member.key, among: definition.fields.map(\.name))))
        continue
      }
      check(member.value, field.type, member.key)
    }
  }

  /// Types that are one value, and have their own way of reading it.
  private mutating func checkScalar(_ node: SourceNode, _ type: String, _ name: String) {
    guard case .scalar(let value) = node.content else {
      report(node, "one value", name)
      return
    }
    switch type {
    case "resource.Quantity":
      let isQuantity =
        Quantity(value) != nil || value.stringValue.map { (try? Quantity(parsing: $0)) != nil } ?? false
      if !isQuantity { report(node, "a quantity, as 500m or 64Mi are", name) }
    case "intstr.IntOrString":
      if value.intValue == nil, value.stringValue == nil { report(node, "a whole number or a text", name) }
    case "meta.v1.Time", "meta.v1.MicroTime":
      if value.stringValue == nil { report(node, "a time in quotes", name) }
    default: break
    }
  }

  private mutating func report(_ node: SourceNode, _ wanted: String, _ name: String) {
    var advice = ""
    if case .scalar = node.content, wanted == "a text" { advice = "put quotes around it" }
    if case .scalar(.string(let text)) = node.content, Int64(text) != nil || ["true", "false"].contains(text) {
      advice = "leave the quotes out"
    }
    if !advice.isEmpty, node.isFilled { advice += " where the value is defined" }
    problems.append(
      ScenarioProblem("\(name) must be \(wanted), not \(node.kindName)", at: node.position, advice: advice))
  }

  private func isDirective(_ key: String) -> Bool { isPatch && key.hasPrefix("$") }
}

extension FieldType {
  /// What the field wants, in an author's words.
  fileprivate var kindName: String {
    switch self {
    case .string, .bytes: "a text"
    case .bool: "true or false"
    case .int32, .int64: "a whole number"
    case .double: "a number"
    case .list: "a list"
    case .map, .named: "a map"
    }
  }
}

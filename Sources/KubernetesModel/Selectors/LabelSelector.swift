/// Why a selector was refused, in apimachinery's words.
package struct SelectorError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Which labels an object must have: requirements that must all hold.
package struct LabelSelector: Hashable, Sendable {
  package enum Operator: String, Sendable {
    case `in`, notIn = "notin"
    case equals = "=", doubleEquals = "==", notEquals = "!="
    case exists, doesNotExist = "!"
    case greaterThan = "gt", lessThan = "lt"
  }

  package struct Requirement: Hashable, Sendable {
    package let key: String
    package let `operator`: Operator
    package let values: [String]
  }

  /// Ordered by key.
  package let requirements: [Requirement]
  /// A selector that is absent from an object selects nothing; an empty one selects everything.
  package let matchesNothing: Bool

  private init(_ requirements: [Requirement], matchesNothing: Bool = false) {
    self.requirements = requirements.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map(\.element)
    self.matchesNothing = matchesNothing
  }

  package static let everything = LabelSelector([])
  package static let nothing = LabelSelector([], matchesNothing: true)

  package var isEmpty: Bool { requirements.isEmpty && !matchesNothing }

  /// Requires each label to have its value, as the selectors of Services and nodes do.
  package init(_ labels: [String: String]) {
    self.init(labels.map { Requirement(key: $0.key, operator: .equals, values: [$0.value]) })
  }

  /// Reads `a=b,c!=d,e in (f,g),h,!i`.
  package init(parsing text: String) throws(SelectorError) {
    var parser = LabelSelectorParser(text)
    self.init(try parser.requirements())
  }

  /// Reads the object form: `matchLabels` and `matchExpressions`. Nil and null select nothing, `{}` everything.
  package init(object: JSONValue?) throws(SelectorError) {
    guard let object, !object.isNull else {
      self = .nothing
      return
    }
    var requirements: [Requirement] = []
    for member in object["matchLabels"]?.objectValue?.members ?? [] {
      requirements.append(try Requirement(checking: member.key, .equals, [member.value.stringValue ?? ""]))
    }
    for expression in object["matchExpressions"]?.arrayValue ?? [] {
      requirements.append(try Requirement(expression: expression))
    }
    self.init(requirements)
  }

  package func matches(_ labels: [String: String]) -> Bool {
    matches { labels[$0] }
  }

  /// Matches `metadata.labels`, as it stands in an object.
  package func matches(_ labels: JSONValue?) -> Bool {
    matches { labels?[$0]?.stringValue }
  }

  private func matches(_ value: (String) -> String?) -> Bool {
    !matchesNothing && requirements.allSatisfy { $0.matches(value($0.key)) }
  }
}

extension LabelSelector: CustomStringConvertible {
  /// The text form; empty for a selector of everything and of nothing.
  package var description: String { requirements.map(\.description).joined(separator: ",") }

  /// The text of an object's selector as kubectl prints it.
  package static func text(of object: JSONValue?) -> String {
    guard let selector = try? LabelSelector(object: object) else { return "<error>" }
    let text = selector.description
    return text.isEmpty ? "<none>" : text
  }
}

extension LabelSelector.Requirement: CustomStringConvertible {
  /// Refuses what apimachinery's `NewRequirement` refuses.
  init(checking key: String, _ operator: LabelSelector.Operator, _ values: [String]) throws(SelectorError) {
    let errors =
      Self.keyErrors(key) + Self.countErrors(`operator`, values)
      + values.enumerated().flatMap { index, value in Self.valueErrors(key, value, index) }
    guard errors.isEmpty else {
      throw SelectorError(errors.count == 1 ? errors[0] : "[" + errors.joined(separator: ", ") + "]")
    }
    self.init(key: key, operator: `operator`, values: values)
  }

  init(expression: JSONValue) throws(SelectorError) {
    let name = expression["operator"]?.stringValue ?? ""
    let operators: [String: LabelSelector.Operator] = [
      "In": .in, "NotIn": .notIn, "Exists": .exists, "DoesNotExist": .doesNotExist,
    ]
    guard let found = operators[name] else {
      throw SelectorError("\(GoText.quoted(name)) is not a valid label selector operator")
    }
    try self.init(
      checking: expression["key"]?.stringValue ?? "", found,
      (expression["values"]?.arrayValue ?? []).compactMap(\.stringValue))
  }

  static func keyErrors(_ key: String) -> [String] {
    let wrong = NameRules.qualifiedName(key)
    // The parser knows no path for the key, and says so.
    return wrong.isEmpty ? [] : ["key: Invalid value: \(GoText.quoted(key)): " + wrong.joined(separator: "; ")]
  }

  private static func countErrors(_ operator: LabelSelector.Operator, _ values: [String]) -> [String] {
    func invalid(_ detail: String) -> [String] {
      let shown = values.isEmpty ? "null" : JSONWriter.string(.array(values.map(JSONValue.string)))
      return ["values: Invalid value: \(shown): \(detail)"]
    }
    switch `operator` {
    case .in, .notIn: return values.isEmpty ? invalid("for 'in', 'notin' operators, values set can't be empty") : []
    case .equals, .doubleEquals, .notEquals:
      return values.count == 1 ? [] : invalid("exact-match compatibility requires one single value")
    case .exists, .doesNotExist:
      return values.isEmpty ? [] : invalid("values set must be empty for exists and does not exist")
    case .greaterThan, .lessThan:
      if values.count != 1 { return invalid("for 'Gt', 'Lt' operators, exactly one value is required") }
      return values.filter { Int64($0) == nil }.map {
        "values[0]: Invalid value: \(GoText.quoted($0)): for 'Gt', 'Lt' operators, the value must be an integer"
      }
    }
  }

  private static func valueErrors(_ key: String, _ value: String, _ index: Int) -> [String] {
    let wrong = NameRules.labelValue(value)
    if wrong.isEmpty { return [] }
    return ["values[\(index)][\(key)]: Invalid value: \(GoText.quoted(value)): " + wrong.joined(separator: "; ")]
  }

  /// Whether an object with this value of the key's label, or without that label, is selected.
  func matches(_ value: String?) -> Bool {
    switch `operator` {
    case .in, .equals, .doubleEquals: value.map(values.contains) ?? false
    case .notIn, .notEquals: !(value.map(values.contains) ?? false)
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .greaterThan: compare(value, >)
    case .lessThan: compare(value, <)
    }
  }

  private func compare(_ value: String?, _ holds: (Int64, Int64) -> Bool) -> Bool {
    guard let left = value.flatMap({ Int64($0) }), let right = values.first.flatMap({ Int64($0) }) else { return false }
    return holds(left, right)
  }

  package var description: String {
    let list = values.sorted().joined(separator: ",")
    switch `operator` {
    case .in, .notIn: return "\(key) \(`operator`.rawValue) (\(list))"
    case .equals, .doubleEquals, .notEquals: return key + `operator`.rawValue + list
    case .exists: return key
    case .doesNotExist: return "!" + key
    case .greaterThan: return key + ">" + list
    case .lessThan: return key + "<" + list
    }
  }
}

/// What an expression computes. Objects stay JSON until a field of them is asked for.
package indirect enum CELValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case string(String)
  case list([CELValue])
  case map(JSONObject)
  case quantity(Quantity)
  case optional(CELValue?)
  /// The name of a type, as `type(1)` gives it.
  case type(String)

  package init(_ value: JSONValue) {
    self =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .integer(let value): .integer(value)
      case .double(let value): .double(value)
      case .string(let text): .string(text)
      case .array(let elements): .list(elements.map(CELValue.init))
      case .object(let object): .map(object)
      }
  }

  package var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

  package var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  /// The value as JSON; nil for what JSON does not know.
  var json: JSONValue? {
    switch self {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .integer(let value): return .integer(value)
    case .double(let value): return .double(value)
    case .string(let text): return .string(text)
    case .map(let object): return .object(object)
    case .list(let elements):
      let values = elements.compactMap(\.json)
      return values.count == elements.count ? .array(values) : nil
    case .quantity, .optional, .type: return nil
    }
  }

  var typeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .integer: "int"
    case .double: "double"
    case .string: "string"
    case .list: "list"
    case .map: "map"
    case .quantity: "kubernetes.Quantity"
    case .optional: "optional_type"
    case .type: "type"
    }
  }

  /// Numbers are equal by their amount, everything else by type and content.
  func isEqual(to other: CELValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.integer(let left), .double(let right)): Double(left) == right
    case (.double(let left), .integer(let right)): left == Double(right)
    case (.double(let left), .double(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isEqual(to: $1) }
    case (.map(let left), .map(let right)): left == right
    case (.quantity(let left), .quantity(let right)): left == right
    case (.type(let left), .type(let right)): left == right
    case (.optional(let left), .optional(let right)):
      if let left, let right { left.isEqual(to: right) } else { left == nil && right == nil }
    default: false
    }
  }

  /// Less, equal or greater than another value: -1, 0, 1.
  func compared(to other: CELValue) throws(CELError) -> Int {
    func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int { left < right ? -1 : left > right ? 1 : 0 }
    switch (self, other) {
    case (.integer(let left), .integer(let right)): return order(left, right)
    case (.integer(let left), .double(let right)): return order(Double(left), right)
    case (.double(let left), .integer(let right)): return order(left, Double(right))
    case (.double(let left), .double(let right)): return order(left, right)
    case (.string(let left), .string(let right)): return order(left, right)
    case (.bool(let left), .bool(let right)): return order(left ? 1 : 0, right ? 1 : 0)
    case (.quantity(let left), .quantity(let right)): return order(left, right)
    default: throw .overload
    }
  }
}

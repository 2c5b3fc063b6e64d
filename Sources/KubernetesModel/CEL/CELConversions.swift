/// The functions that stand alone: sizes, conversions between types, quantities, optional values.
enum CELConversions {
  static let types: Set<String> = ["bool", "int", "uint", "double", "string", "list", "map", "null_type", "type"]

  static func call(
    _ name: String, _ arguments: [CELValue], _ evaluator: inout CELEvaluator
  ) throws(CELError) -> CELValue {
    if name == "optional.none", arguments.isEmpty { return .optional(nil) }
    if arguments.count == 2 {
      switch name {
      case "matches": return try CELMethods.call(name, arguments[0], [arguments[1]], &evaluator)
      case "sets.contains", "sets.intersects", "sets.equivalent":
        return try sets(name, arguments[0], arguments[1], &evaluator)
      default: break
      }
    }
    if name == "math.greatest" || name == "math.least" { return try extreme(arguments, isLeast: name == "math.least") }
    guard arguments.count == 1 else { throw .overload }
    let value = arguments[0]
    switch name {
    case "size": return .integer(Int64(try size(value)))
    case "string": return .string(try text(value))
    case "int", "uint": return .integer(try integer(value))
    case "double": return .double(try double(value))
    case "bool":
      switch value {
      case .bool: return value
      case .string("true"), .string("True"), .string("TRUE"), .string("1"), .string("t"): return .bool(true)
      case .string("false"), .string("False"), .string("FALSE"), .string("0"), .string("f"): return .bool(false)
      default: throw CELError("Type conversion error")
      }
    case "type": return .type(value.typeName)
    case "dyn", "optional.of":
      return name == "dyn" ? value : .optional(value)
    case "optional.ofNonZeroValue": return .optional(isZero(value) ? nil : value)
    case "quantity":
      guard case .string(let text) = value else { throw .overload }
      guard let quantity = Quantity(JSONValue.string(text)) else {
        throw CELError(
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
      }
      return .quantity(quantity)
    case "isQuantity":
      guard case .string(let text) = value else { throw .overload }
      return .bool(Quantity(JSONValue.string(text)) != nil)
    default: throw .overload
    }
  }

  static func size(_ value: CELValue) throws(CELError) -> Int {
    switch value {
    case .string(let text): return text.unicodeScalars.count
    case .list(let elements): return elements.count
    case .map(let object): return object.count
    default: throw .overload
    }
  }

  private static func isZero(_ value: CELValue) -> Bool {
    switch value {
    case .null: true
    case .bool(let value): !value
    case .integer(let value): value == 0
    case .double(let value): value == 0
    case .string(let text): text.isEmpty
    case .list(let elements): elements.isEmpty
    case .map(let object): object.isEmpty
    case .quantity, .optional, .type: false
    }
  }

  static func text(_ value: CELValue) throws(CELError) -> String {
    switch value {
    case .string(let text): return text
    case .integer(let value): return String(value)
    case .double: return value.json.map { JSONWriter.string($0) } ?? ""
    case .bool(let value): return value ? "true" : "false"
    case .quantity(let quantity): return quantity.description
    case .type(let name): return name
    default: throw .overload
    }
  }

  private static func integer(_ value: CELValue) throws(CELError) -> Int64 {
    switch value {
    case .integer(let value): return value
    case .double(let value):
      guard let whole = Int64(exactly: value.rounded(.towardZero)) else { throw .overflow }
      return whole
    case .string(let text):
      guard let value = Int64(text) else {
        throw CELError("strconv.ParseInt: parsing \(GoText.quoted(text)): invalid syntax")
      }
      return value
    default: throw .overload
    }
  }

  private static func double(_ value: CELValue) throws(CELError) -> Double {
    switch value {
    case .integer(let value): return Double(value)
    case .double(let value): return value
    case .string(let text):
      guard let value = Double(text) else {
        throw CELError("strconv.ParseFloat: parsing \(GoText.quoted(text)): invalid syntax")
      }
      return value
    default: throw .overload
    }
  }

  private static func sets(
    _ name: String, _ left: CELValue, _ right: CELValue, _ evaluator: inout CELEvaluator
  ) throws(CELError) -> CELValue {
    guard case .list(let left) = left, case .list(let right) = right else { throw .overload }
    try evaluator.charge(left.count.multipliedReportingOverflow(by: right.count).partialValue)
    func covers(_ outer: [CELValue], _ inner: [CELValue]) -> Bool {
      inner.allSatisfy { value in outer.contains { $0.isEqual(to: value) } }
    }
    switch name {
    case "sets.contains": return .bool(covers(left, right))
    case "sets.equivalent": return .bool(covers(left, right) && covers(right, left))
    default: return .bool(left.contains { value in right.contains { $0.isEqual(to: value) } })
    }
  }

  private static func extreme(_ arguments: [CELValue], isLeast: Bool) throws(CELError) -> CELValue {
    var values = arguments
    if values.count == 1, case .list(let elements) = values[0] { values = elements }
    guard var best = values.first else { throw .overload }
    for value in values.dropFirst() {
      let order = try value.compared(to: best)
      if isLeast ? order < 0 : order > 0 { best = value }
    }
    return best
  }
}

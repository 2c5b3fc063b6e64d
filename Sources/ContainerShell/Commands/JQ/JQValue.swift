/// A JSON value as jq has it: numbers are doubles, and members keep the order in which they came.
indirect enum JQValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JQValue])
  case object(JQObject)

  /// Everything but null and false.
  var isTrue: Bool {
    switch self {
    case .null, .bool(false): false
    default: true
    }
  }

  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// As errors show it: its type, and its beginning in parentheses.
  var described: String {
    let text = JQWriter.text(self)
    let short = text.utf8.count > 11 ? String(decoding: text.utf8.prefix(10), as: UTF8.self) + "..." : text
    return "\(typeName) (\(short))"
  }

  var keyed: JQObject? { if case .object(let object) = self { object } else { nil } }

  var elements: [JQValue]? { if case .array(let array) = self { array } else { nil } }

  // MARK: Order

  private var rank: Int {
    switch self {
    case .null: 0
    case .bool(false): 1
    case .bool(true): 2
    case .number: 3
    case .string: 4
    case .array: 5
    case .object: 6
    }
  }

  /// Negative, zero or positive: null, false, true, numbers, strings, arrays, objects.
  static func compare(_ left: JQValue, _ right: JQValue) -> Int {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      return first < second ? -1 : first == second ? 0 : first.isNaN ? -1 : 1
    case (.string(let first), .string(let second)):
      return first == second ? 0 : first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars) ? -1 : 1
    case (.array(let first), .array(let second)):
      for (one, other) in zip(first, second) {
        let order = compare(one, other)
        if order != 0 { return order }
      }
      return first.count - second.count
    case (.object(let first), .object(let second)):
      let keys = (first.keys.sorted(), second.keys.sorted())
      let order = compare(.array(keys.0.map(JQValue.string)), .array(keys.1.map(JQValue.string)))
      if order != 0 { return order }
      for key in keys.0 {
        let order = compare(first[key] ?? .null, second[key] ?? .null)
        if order != 0 { return order }
      }
      return 0
    default: return left.rank - right.rank
    }
  }
}

extension JQValue: Equatable {
  static func == (left: JQValue, right: JQValue) -> Bool { compare(left, right) == 0 }
}

/// An object whose members keep their order.
struct JQObject: Sendable {
  private(set) var keys: [String] = []
  private var values: [String: JQValue] = [:]

  var count: Int { keys.count }

  subscript(key: String) -> JQValue? {
    get { values[key] }
    set {
      if let newValue {
        if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
      } else if values.removeValue(forKey: key) != nil {
        keys.removeAll { $0 == key }
      }
    }
  }

  var members: [(key: String, value: JQValue)] { keys.map { ($0, values[$0] ?? .null) } }
}

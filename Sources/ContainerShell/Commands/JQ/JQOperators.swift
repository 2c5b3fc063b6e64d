/// What jq's signs do with two values.
enum JQOperators {
  static func apply(_ symbol: String, _ left: JQValue, _ right: JQValue) throws(JQMachine.Stop) -> JQValue {
    switch symbol {
    case "==": return .bool(left == right)
    case "!=": return .bool(left != right)
    case "<": return .bool(JQValue.compare(left, right) < 0)
    case "<=": return .bool(JQValue.compare(left, right) <= 0)
    case ">": return .bool(JQValue.compare(left, right) > 0)
    case ">=": return .bool(JQValue.compare(left, right) >= 0)
    case "+": return try add(left, right)
    case "-": return try subtract(left, right)
    case "*": return try multiply(left, right)
    case "/": return try divide(left, right)
    default: return try remainder(left, right)
    }
  }

  private static func failure(_ left: JQValue, _ right: JQValue, _ verb: String) -> JQMachine.Stop {
    JQMachine.failure("\(left.described) and \(right.described) cannot be \(verb)")
  }

  static func add(_ left: JQValue, _ right: JQValue) throws(JQMachine.Stop) -> JQValue {
    switch (left, right) {
    case (.null, let other), (let other, .null): return other
    case (.number(let first), .number(let second)): return .number(first + second)
    case (.string(let first), .string(let second)): return .string(first + second)
    case (.array(let first), .array(let second)): return .array(first + second)
    case (.object(var first), .object(let second)):
      for (key, value) in second.members { first[key] = value }
      return .object(first)
    default: throw failure(left, right, "added")
    }
  }

  private static func subtract(_ left: JQValue, _ right: JQValue) throws(JQMachine.Stop) -> JQValue {
    switch (left, right) {
    case (.number(let first), .number(let second)): return .number(first - second)
    case (.array(let first), .array(let second)): return .array(first.filter { value in !second.contains(value) })
    default: throw failure(left, right, "subtracted")
    }
  }

  private static let textLimit = 16 << 20

  private static func multiply(_ left: JQValue, _ right: JQValue) throws(JQMachine.Stop) -> JQValue {
    switch (left, right) {
    case (.number(let first), .number(let second)): return .number(first * second)
    case (.string(let text), .number(let number)), (.number(let number), .string(let text)):
      guard number > 0 else { return .null }
      let times = number < 1 ? 1 : Int(min(number, 1e9))
      guard text.utf8.count < textLimit / times else { throw JQMachine.failure("Repeat string result too long") }
      return .string(String(repeating: text, count: times))
    case (.object(let first), .object(let second)): return .object(merge(first, second))
    default: throw failure(left, right, "multiplied")
    }
  }

  /// Objects within are merged, too; they are nested no deeper than what was read.
  private static func merge(_ left: JQObject, _ right: JQObject) -> JQObject {
    var result = left
    for (key, value) in right.members {
      if case .object(let new) = value, case .object(let old)? = result[key] {
        result[key] = .object(merge(old, new))
      } else {
        result[key] = value
      }
    }
    return result
  }

  private static func divide(_ left: JQValue, _ right: JQValue) throws(JQMachine.Stop) -> JQValue {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      if second == 0 { throw failure(left, right, "divided because the divisor is zero") }
      return .number(first / second)
    case (.string(let text), .string(let separator)): return .array(split(text, separator))
    default: throw failure(left, right, "divided")
    }
  }

  static func split(_ text: String, _ separator: String) -> [JQValue] {
    if text.isEmpty { return [] }
    if separator.isEmpty { return text.map { .string(String($0)) } }
    return text.split(separator: separator, omittingEmptySubsequences: false).map { .string(String($0)) }
  }

  private static func remainder(_ left: JQValue, _ right: JQValue) throws(JQMachine.Stop) -> JQValue {
    guard case .number(let first) = left, case .number(let second) = right else {
      throw failure(left, right, "divided")
    }
    func whole(_ number: Double) -> Int64 { number.isNaN ? 0 : Int64(max(-9e18, min(9e18, number))) }
    let divisor = whole(second).magnitude
    if divisor == 0 { throw failure(left, right, "divided because the divisor is zero") }
    let rest = whole(first).magnitude % divisor
    return .number(first < 0 ? -Double(rest) : Double(rest))
  }
}

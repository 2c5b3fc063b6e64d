/// Evaluates `$(( … ))`: 64-bit numbers that wrap around, with the operators of C.
struct ShellArithmetic {
  struct Failure: Error {
    let message: String
  }

  private let text: [UInt8]
  private var position = 0
  private var depth = 0
  /// Reads a variable's value; an empty one is 0.
  private let value: (String) -> String
  private(set) var assignments: [(name: String, value: Int)] = []

  static func evaluate(
    _ text: String, value: (String) -> String
  ) throws(Failure) -> (result: Int, assignments: [(name: String, value: Int)]) {
    try withoutActuallyEscaping(value) { (value) throws(Failure) in
      var parser = ShellArithmetic(text: Array(text.utf8), value: value)
      parser.skipSpace()
      if parser.position >= parser.text.count { return (0, []) }
      let result = try parser.assignment()
      parser.skipSpace()
      guard parser.position >= parser.text.count else { throw Failure(message: "arithmetic syntax error") }
      return (result, parser.assignments)
    }
  }

  private init(text: [UInt8], value: @escaping (String) -> String) {
    self.text = text
    self.value = value
  }

  private mutating func skipSpace() {
    while position < text.count, Byte.isSpace(text[position]) { position += 1 }
  }

  private mutating func take(_ symbol: String, unlessFollowedBy stops: String = "") -> Bool {
    skipSpace()
    let wanted = Array(symbol.utf8)
    guard position + wanted.count <= text.count, Array(text[position..<(position + wanted.count)]) == wanted else {
      return false
    }
    if position + wanted.count < text.count, stops.utf8.contains(text[position + wanted.count]) { return false }
    position += wanted.count
    return true
  }

  private func lookUp(_ name: String) -> Int {
    if let assigned = assignments.last(where: { $0.name == name }) { return assigned.value }
    return Self.number(value(name)) ?? 0
  }

  static func number(_ text: String) -> Int? {
    let trimmed = text.drop { $0 == " " }
    if trimmed.hasPrefix("0x") || trimmed.hasPrefix("0X") { return Int(trimmed.dropFirst(2), radix: 16) }
    if trimmed.hasPrefix("0"), trimmed.count > 1 { return Int(trimmed.dropFirst(), radix: 8) }
    return Int(trimmed)
  }

  private mutating func assignment() throws(Failure) -> Int {
    depth += 1
    defer { depth -= 1 }
    if depth > 60 { throw Failure(message: "arithmetic syntax error") }
    let start = position
    if let name = takeName() {
      if take("=", unlessFollowedBy: "=") { return assign(name, try assignment()) }
      for symbol in ["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^"] where take(symbol + "=") {
        return assign(name, try Self.apply(symbol, lookUp(name), try assignment()))
      }
    }
    position = start
    let result = try ternary()
    if take(",") { return try assignment() }
    return result
  }

  private mutating func assign(_ name: String, _ value: Int) -> Int {
    assignments.append((name, value))
    return value
  }

  private mutating func takeName() -> String? {
    skipSpace()
    let start = position
    guard position < text.count, Byte.isNamePart(text[position]), !Byte.isDigit(text[position]) else { return nil }
    while position < text.count, Byte.isNamePart(text[position]) { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func ternary() throws(Failure) -> Int {
    let condition = try binary(0)
    guard take("?") else { return condition }
    let yes = try assignment()
    guard take(":") else { throw Failure(message: "arithmetic syntax error") }
    let no = try assignment()
    return condition != 0 ? yes : no
  }

  private static let levels: [[(symbol: String, stops: String)]] = [
    [("||", "")], [("&&", "")], [("|", "|=")], [("^", "=")], [("&", "&=")], [("==", ""), ("!=", "")],
    [("<=", ""), (">=", ""), ("<", "<"), (">", ">")], [("<<", "="), (">>", "=")], [("+", "="), ("-", "=")],
    [("*", "*="), ("/", "="), ("%", "=")],
  ]

  private mutating func binary(_ level: Int) throws(Failure) -> Int {
    guard level < Self.levels.count else { return try power() }
    var left = try binary(level + 1)
    var isFound = true
    while isFound {
      isFound = false
      for (symbol, stops) in Self.levels[level] where take(symbol, unlessFollowedBy: stops) {
        left = try Self.apply(symbol, left, try binary(level + 1))
        isFound = true
        break
      }
    }
    return left
  }

  private mutating func power() throws(Failure) -> Int {
    let base = try unary()
    guard take("**") else { return base }
    let exponent = try unary()
    if exponent < 0 { throw Failure(message: "exponent less than 0") }
    var result = 1
    for _ in 0..<min(exponent, 64) { result = result &* base }
    return result
  }

  private static func apply(_ symbol: String, _ left: Int, _ right: Int) throws(Failure) -> Int {
    switch symbol {
    case "||": return left != 0 || right != 0 ? 1 : 0
    case "&&": return left != 0 && right != 0 ? 1 : 0
    case "|": return left | right
    case "^": return left ^ right
    case "&": return left & right
    case "==": return left == right ? 1 : 0
    case "!=": return left != right ? 1 : 0
    case "<=": return left <= right ? 1 : 0
    case ">=": return left >= right ? 1 : 0
    case "<": return left < right ? 1 : 0
    case ">": return left > right ? 1 : 0
    case "<<": return left &<< right
    case ">>": return left &>> right
    case "+": return left &+ right
    case "-": return left &- right
    case "*": return left &* right
    default:
      if right == 0 { throw Failure(message: "divide by zero") }
      if right == -1 { return symbol == "/" ? 0 &- left : 0 }
      return symbol == "/" ? left / right : left % right
    }
  }

  private mutating func unary() throws(Failure) -> Int {
    depth += 1
    defer { depth -= 1 }
    if depth > 60 { throw Failure(message: "arithmetic syntax error") }
    for (symbol, change) in [("++", 1), ("--", -1)] where take(symbol) {
      guard let name = takeName() else { throw Failure(message: "arithmetic syntax error") }
      return assign(name, lookUp(name) &+ change)
    }
    if take("-") { return 0 &- (try unary()) }
    if take("+") { return try unary() }
    if take("!", unlessFollowedBy: "=") { return try unary() == 0 ? 1 : 0 }
    if take("~") { return ~(try unary()) }
    return try primary()
  }

  private mutating func primary() throws(Failure) -> Int {
    if take("(") {
      let inner = try assignment()
      guard take(")") else { throw Failure(message: "arithmetic syntax error") }
      return inner
    }
    if let name = takeName() {
      let current = lookUp(name)
      if take("++") { _ = assign(name, current &+ 1) } else if take("--") { _ = assign(name, current &- 1) }
      return current
    }
    skipSpace()
    let start = position
    while position < text.count, Byte.isNamePart(text[position]) { position += 1 }
    guard let number = Self.number(String(decoding: text[start..<position], as: UTF8.self)) else {
      throw Failure(message: "arithmetic syntax error")
    }
    return number
  }
}

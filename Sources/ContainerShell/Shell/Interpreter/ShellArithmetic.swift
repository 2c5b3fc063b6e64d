/// Evaluates `$(( … ))`: 64-bit numbers that wrap around, with the operators of C.
struct ShellArithmetic {
  struct Failure: Error {
    let message: String
  }

  /// A variable, or an element of an array by the text of its subscript.
  struct Place: Hashable {
    var name: String
    var part: String?
  }

  private let text: [UInt8]
  private var position = 0
  private var depth: Int
  /// Reads a variable's value; an empty one is 0.
  private let value: (Place) -> String
  private(set) var assignments: [(place: Place, value: Int)] = []
  /// Set while an operand is only read over: what `0 && x++` does not do.
  private var isSkipping = false

  private static let depthLimit = 60
  /// How many variables are read and set, at most: variables may hold expressions with variables.
  private static let stepLimit = 10_000
  private var steps = 0

  static func evaluate(
    _ text: String, value: (Place) -> String
  ) throws(Failure) -> (result: Int, assignments: [(place: Place, value: Int)]) {
    try withoutActuallyEscaping(value) { (value) throws(Failure) in
      var parser = ShellArithmetic(text: Array(text.utf8), depth: 0, value: value)
      return (try parser.whole(), parser.assignments)
    }
  }

  private init(text: [UInt8], depth: Int, value: @escaping (Place) -> String) {
    self.text = text
    self.depth = depth
    self.value = value
  }

  private var syntaxError: Failure { Failure(message: "arithmetic syntax error") }

  private mutating func whole() throws(Failure) -> Int {
    skipSpace()
    if position >= text.count { return 0 }
    let result = try list()
    skipSpace()
    guard position >= text.count else { throw syntaxError }
    return result
  }

  private mutating func skipSpace() {
    while position < text.count, Byte.isSpace(text[position]) { position += 1 }
  }

  private mutating func take(_ symbol: String, unlessFollowedBy stops: String = "") -> Bool {
    skipSpace()
    let end = position + symbol.utf8.count
    guard end <= text.count, text[position..<end].elementsEqual(symbol.utf8) else { return false }
    if end < text.count, stops.utf8.contains(text[end]) { return false }
    position = end
    return true
  }

  // MARK: Variables

  private mutating func lookUp(_ place: Place) throws(Failure) -> Int {
    steps += 1
    if steps > Self.stepLimit { throw Failure(message: "expression recursion level exceeded") }
    if let assigned = assignments.last(where: { $0.place == place }) { return assigned.value }
    let content = value(place)
    if let number = Self.number(content) { return number }
    // A variable may hold an expression.
    if content.isEmpty || depth > Self.depthLimit / 2 { return 0 }
    var inner = ShellArithmetic(text: Array(content.utf8), depth: depth + 10, value: value)
    inner.steps = steps
    defer { steps = inner.steps }
    return try inner.whole()
  }

  /// Decimal, octal after 0, hexadecimal after 0x, any base before `#`.
  static func number(_ text: String) -> Int? {
    let trimmed = text.drop { $0 == " " }
    if trimmed.hasPrefix("0x") || trimmed.hasPrefix("0X") { return Int(trimmed.dropFirst(2), radix: 16) }
    if let mark = trimmed.firstIndex(of: "#"), let base = Int(trimmed[..<mark]), (2...36).contains(base) {
      return Int(trimmed[trimmed.index(after: mark)...], radix: base)
    }
    if trimmed.hasPrefix("0"), trimmed.count > 1 { return Int(trimmed.dropFirst(), radix: 8) }
    return Int(trimmed)
  }

  private mutating func assign(_ place: Place, _ value: Int) -> Int {
    if !isSkipping, assignments.count < Self.stepLimit { assignments.append((place, value)) }
    return value
  }

  private mutating func takePlace() throws(Failure) -> Place? {
    skipSpace()
    let start = position
    guard position < text.count, Byte.isNamePart(text[position]), !Byte.isDigit(text[position]) else { return nil }
    while position < text.count, Byte.isNamePart(text[position]) { position += 1 }
    let name = String(decoding: text[start..<position], as: UTF8.self)
    guard position < text.count, text[position] == UInt8(ascii: "[") else { return Place(name: name) }
    var open = 0
    let first = position + 1
    repeat {
      if text[position] == UInt8(ascii: "[") { open += 1 }
      if text[position] == UInt8(ascii: "]") { open -= 1 }
      position += 1
    } while open > 0 && position < text.count
    if open > 0 { throw syntaxError }
    return Place(name: name, part: String(decoding: text[first..<(position - 1)], as: UTF8.self))
  }

  // MARK: Operators

  /// Expressions with commas between them; the last one counts.
  private mutating func list() throws(Failure) -> Int {
    var result = try assignment()
    while take(",") { result = try assignment() }
    return result
  }

  private mutating func assignment() throws(Failure) -> Int {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw syntaxError }
    let start = position
    if let place = try takePlace() {
      if take("=", unlessFollowedBy: "=") { return assign(place, try assignment()) }
      for symbol in ["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^"] where take(symbol + "=") {
        return assign(place, try apply(symbol, try lookUp(place), try assignment()))
      }
    }
    position = start
    return try ternary()
  }

  private mutating func ternary() throws(Failure) -> Int {
    let condition = try binary(0)
    guard take("?") else { return condition }
    let yes = try skipping(condition == 0) { (parser) throws(Failure) in try parser.assignment() }
    guard take(":") else { throw syntaxError }
    let no = try skipping(condition != 0) { (parser) throws(Failure) in try parser.assignment() }
    return condition != 0 ? yes : no
  }

  private mutating func skipping(
    _ isSkipped: Bool, _ body: (inout ShellArithmetic) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    let before = isSkipping
    isSkipping = before || isSkipped
    defer { isSkipping = before }
    return try body(&self)
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
        let isDecided = symbol == "||" ? left != 0 : symbol == "&&" ? left == 0 : false
        let right = try skipping(isDecided) { (parser) throws(Failure) in try parser.binary(level + 1) }
        left = try apply(symbol, left, right)
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

  private func apply(_ symbol: String, _ left: Int, _ right: Int) throws(Failure) -> Int {
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
      if right == 0 {
        if isSkipping { return 0 }
        throw Failure(message: "divide by zero")
      }
      if right == -1 { return symbol == "/" ? 0 &- left : 0 }
      return symbol == "/" ? left / right : left % right
    }
  }

  private mutating func unary() throws(Failure) -> Int {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw syntaxError }
    for (symbol, change) in [("++", 1), ("--", -1)] where take(symbol) {
      guard let place = try takePlace() else { throw syntaxError }
      return assign(place, try lookUp(place) &+ change)
    }
    if take("-") { return 0 &- (try unary()) }
    if take("+") { return try unary() }
    if take("!", unlessFollowedBy: "=") { return try unary() == 0 ? 1 : 0 }
    if take("~") { return ~(try unary()) }
    return try primary()
  }

  private mutating func primary() throws(Failure) -> Int {
    if take("(") {
      let inner = try list()
      guard take(")") else { throw syntaxError }
      return inner
    }
    if let place = try takePlace() {
      let current = try lookUp(place)
      if take("++") { _ = assign(place, current &+ 1) } else if take("--") { _ = assign(place, current &- 1) }
      return current
    }
    skipSpace()
    let start = position
    while position < text.count, Byte.isNamePart(text[position]) || text[position] == Byte.hash { position += 1 }
    guard let number = Self.number(String(decoding: text[start..<position], as: UTF8.self)) else { throw syntaxError }
    return number
  }
}

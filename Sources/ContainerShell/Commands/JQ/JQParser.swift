/// Reads a jq program.
struct JQParser {
  private let text: [Character]
  var position = 0
  private var depth = 0

  private static let depthLimit = 60

  init(_ program: String) { text = Array(program) }

  static func parse(_ program: String) throws(JQFailure) -> JQFilter {
    var parser = JQParser(program)
    parser.skip()
    if parser.position >= parser.text.count { return .identity }
    let filter = try parser.pipe()
    guard parser.position >= parser.text.count else { throw parser.unexpected() }
    return filter
  }

  /// Definitions without a filter after them.
  static func definitions(_ text: String) -> [JQFunction] {
    var parser = JQParser(text)
    var found: [JQFunction] = []
    parser.skip()
    while parser.takeWord("def"), let function = try? parser.definition() { found.append(function) }
    return found
  }

  var current: Character? { position < text.count ? text[position] : nil }

  func unexpected() -> JQFailure {
    let what = current.map { "'\($0)'" } ?? "$end"
    return JQFailure(message: "syntax error, unexpected \(what) at <top-level>, line 1")
  }

  mutating func skip() {
    while let next = current {
      if next == "#" {
        while let other = current, other != "\n" { position += 1 }
      } else if next.isWhitespace {
        position += 1
      } else {
        return
      }
    }
  }

  func isNext(_ symbol: String) -> Bool { text[min(position, text.count)...].starts(with: symbol) }

  func character(at offset: Int) -> Character? {
    position + offset < text.count ? text[position + offset] : nil
  }

  mutating func take(_ symbol: String, unless stops: String = "") -> Bool {
    skip()
    guard isNext(symbol) else { return false }
    let after = position + symbol.count
    if after < text.count, stops.contains(text[after]) { return false }
    position = after
    skip()
    return true
  }

  func isNamePart(_ character: Character) -> Bool {
    character == "_" || character.isASCII && (character.isLetter || character.isNumber)
  }

  mutating func takeWord(_ word: String) -> Bool {
    skip()
    guard isNext(word) else { return false }
    let after = position + word.count
    if after < text.count, isNamePart(text[after]) { return false }
    position = after
    skip()
    return true
  }

  mutating func expect(_ symbol: String) throws(JQFailure) {
    guard take(symbol) else { throw unexpected() }
  }

  /// Takes a closing bracket, but not the blanks after it.
  mutating func close(_ symbol: Character) throws(JQFailure) {
    skip()
    guard current == symbol else { throw unexpected() }
    position += 1
  }

  mutating func name() -> String? {
    guard let first = current, isNamePart(first), !first.isNumber else { return nil }
    let start = position
    while let next = current, isNamePart(next) || (next == ":" && isNext("::")) { position += next == ":" ? 2 : 1 }
    return String(text[start..<min(position, text.count)])
  }

  mutating func variableName() throws(JQFailure) -> String {
    guard take("$"), let name = name() else { throw unexpected() }
    return name
  }

  mutating func digits() -> String {
    let start = position
    while let next = current {
      let isSign = (next == "-" || next == "+") && position > start && "eE".contains(text[position - 1])
      guard next.isASCII && next.isNumber || next == "." || next == "e" || next == "E" || isSign else { break }
      position += 1
    }
    return String(text[start..<position])
  }

  mutating func hexadecimal() -> UInt32? {
    let digits = String(text[min(position, text.count)..<min(position + 4, text.count)])
    position = min(position + 4, text.count)
    return UInt32(digits, radix: 16)
  }

  mutating func nested<Result>(_ body: (inout JQParser) throws(JQFailure) -> Result) throws(JQFailure) -> Result {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw JQFailure(message: "syntax error: the program is nested too deeply") }
    return try body(&self)
  }

  // MARK: Operators, loosest first

  mutating func pipe() throws(JQFailure) -> JQFilter {
    try nested { (parser: inout JQParser) throws(JQFailure) in
      if parser.takeWord("def") {
        let function = try parser.definition()
        return .define(function, try parser.pipe())
      }
      if parser.takeWord("label") {
        let name = try parser.variableName()
        try parser.expect("|")
        return .label(name, try parser.pipe())
      }
      let left = try parser.comma()
      guard parser.take("|", unless: "=") else { return left }
      return .pipe(left, try parser.pipe())
    }
  }

  mutating func definition() throws(JQFailure) -> JQFunction {
    guard let name = name() else { throw unexpected() }
    var parameters: [String] = []
    if take("(") {
      repeat {
        let isValue = take("$")
        guard let parameter = self.name() else { throw unexpected() }
        parameters.append(isValue ? "$" + parameter : parameter)
      } while take(";")
      try expect(")")
    }
    try expect(":")
    let body = try pipe()
    try expect(";")
    return JQFunction(name: name, parameters: parameters, body: body)
  }

  private mutating func comma() throws(JQFailure) -> JQFilter {
    var left = try binary(0)
    var count = 0
    while take(",") {
      count += 1
      // They stand to the left of each other: a list of a thousand is a tree that deep.
      if count > 1_000 { throw JQFailure(message: "syntax error: too many filters in a list") }
      left = .comma(left, try binary(0))
    }
    return left
  }

  private static let levels: [[(symbol: String, stops: String)]] = [
    [("//", "=")],
    [("|=", ""), ("+=", ""), ("-=", ""), ("*=", ""), ("/=", ""), ("%=", ""), ("//=", ""), ("=", "=")],
    [("or", "")], [("and", "")], [("==", ""), ("!=", ""), ("<=", ""), (">=", ""), ("<", ""), (">", "")],
    [("+", "="), ("-", "=")], [("*", "="), ("/", "=/"), ("%", "=")],
  ]

  mutating func binary(_ level: Int) throws(JQFailure) -> JQFilter {
    guard level < Self.levels.count else { return try postfix() }
    var left = try binary(level + 1)
    var count = 0
    while let symbol = takeOperator(level) {
      count += 1
      if count > 200 { throw JQFailure(message: "syntax error: too many operators") }
      // The alternative is right-associative: `a // b // c`.
      let right = try nested { (parser: inout JQParser) throws(JQFailure) in
        try parser.binary(symbol == "//" ? level : level + 1)
      }
      left = level == 1 ? .assign(String(symbol.dropLast()), left, right) : .binary(symbol, left, right)
    }
    return left
  }

  private mutating func takeOperator(_ level: Int) -> String? {
    for (symbol, stops) in Self.levels[level] {
      if symbol == "or" || symbol == "and" ? takeWord(symbol) : take(symbol, unless: stops) { return symbol }
    }
    return nil
  }
}

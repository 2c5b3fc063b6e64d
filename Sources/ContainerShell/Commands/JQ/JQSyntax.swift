import KubernetesModel

/// A jq filter.
indirect enum JQFilter: Sendable {
  case identity
  case recurse
  case literal(JSONValue)
  case field(JQFilter, JQFilter, isOptional: Bool)
  case slice(JQFilter, JQFilter?, JQFilter?)
  case iterate(JQFilter, isOptional: Bool)
  case array(JQFilter?)
  case object([(key: JQFilter, value: JQFilter)])
  case text([JQFilter], format: String?)
  case format(String)
  case negate(JQFilter)
  case pipe(JQFilter, JQFilter)
  case comma(JQFilter, JQFilter)
  case binary(String, JQFilter, JQFilter)
  case condition(JQFilter, JQFilter, JQFilter)
  case attempt(JQFilter, JQFilter?)
  case call(String, [JQFilter])
  case variable(String)
  case bind(JQFilter, String, JQFilter)
  case reduce(JQFilter, String, JQFilter, JQFilter)
}

struct JQFailure: Error {
  let message: String
  /// A program that cannot be read ends with 3, one that fails with 5.
  var isSyntax = false
}

/// Reads a jq program.
struct JQParser {
  private let text: [Character]
  private var position = 0
  private var depth = 0

  init(_ program: String) { text = Array(program) }

  static func parse(_ program: String) throws(JQFailure) -> JQFilter {
    var parser = JQParser(program)
    parser.skip()
    if parser.position >= parser.text.count { return .identity }
    let filter = try parser.pipe()
    guard parser.position >= parser.text.count else { throw parser.unexpected() }
    return filter
  }

  private var current: Character? { position < text.count ? text[position] : nil }

  private func unexpected() -> JQFailure {
    let what = current.map { "'\($0)'" } ?? "$end"
    return JQFailure(message: "syntax error, unexpected \(what) at <top-level>, line 1", isSyntax: true)
  }

  private mutating func skip() {
    while let next = current {
      if next == "#" {
        while let other = current, other != "\n" { position += 1; _ = other }
      } else if next.isWhitespace {
        position += 1
      } else {
        return
      }
    }
  }

  private func isNext(_ symbol: String) -> Bool {
    let wanted = Array(symbol)
    return position + wanted.count <= text.count && Array(text[position..<(position + wanted.count)]) == wanted
  }

  private mutating func take(_ symbol: String, unless stops: String = "") -> Bool {
    skip()
    guard isNext(symbol) else { return false }
    let after = position + symbol.count
    if after < text.count, stops.contains(text[after]) { return false }
    position = after
    skip()
    return true
  }

  private func isNamePart(_ character: Character) -> Bool {
    character == "_" || character.isASCII && (character.isLetter || character.isNumber)
  }

  private mutating func takeWord(_ word: String) -> Bool {
    skip()
    guard isNext(word) else { return false }
    let after = position + word.count
    if after < text.count, isNamePart(text[after]) { return false }
    position = after
    skip()
    return true
  }

  private mutating func expect(_ symbol: String) throws(JQFailure) {
    guard take(symbol) else { throw unexpected() }
  }

  private mutating func name() -> String? {
    guard let first = current, isNamePart(first), !first.isNumber else { return nil }
    let start = position
    while let next = current, isNamePart(next) { position += 1; _ = next }
    return String(text[start..<position])
  }

  // MARK: Operators, loosest first

  private mutating func pipe() throws(JQFailure) -> JQFilter {
    depth += 1
    defer { depth -= 1 }
    if depth > 60 { throw JQFailure(message: "program nested too deeply", isSyntax: true) }
    let left = try comma()
    if takeWord("as") {
      guard take("$"), let name = name() else { throw unexpected() }
      try expect("|")
      return .bind(left, name, try pipe())
    }
    guard take("|", unless: "=") else { return left }
    return .pipe(left, try pipe())
  }

  private mutating func comma() throws(JQFailure) -> JQFilter {
    var left = try binary(0)
    while take(",") { left = .comma(left, try binary(0)) }
    return left
  }

  private static let levels: [[(String, String)]] = [
    [("//", "=")], [("|=", ""), ("+=", ""), ("-=", ""), ("=", "=")], [("or", "")], [("and", "")],
    [("==", ""), ("!=", ""), ("<=", ""), (">=", ""), ("<", ""), (">", "")], [("+", "="), ("-", "=")],
    [("*", "="), ("/", "=/"), ("%", "=")],
  ]

  private mutating func binary(_ level: Int) throws(JQFailure) -> JQFilter {
    guard level < Self.levels.count else { return try postfix() }
    var left = try binary(level + 1)
    while let symbol = takeOperator(level) {
      // The alternative is right-associative: `a // b // c`.
      left = .binary(symbol, left, try binary(symbol == "//" ? level : level + 1))
    }
    return left
  }

  private mutating func takeOperator(_ level: Int) -> String? {
    for (symbol, stops) in Self.levels[level] {
      if symbol == "or" || symbol == "and" ? takeWord(symbol) : take(symbol, unless: stops) { return symbol }
    }
    return nil
  }

  // MARK: Terms

  private mutating func postfix() throws(JQFailure) -> JQFilter {
    skip()
    if take("-") { return .negate(try postfix()) }
    var term = try primary()
    var count = 0
    while count < 500 {
      count += 1
      if isNext("."), position + 1 < text.count,
        isNamePart(text[position + 1]) || text[position + 1] == "\"" || text[position + 1] == "["
      {
        position += 1
        if current == "[" { continue }
        let key = current == "\"" ? try string(nil) : .literal(.string(name() ?? ""))
        term = .field(term, key, isOptional: take("?"))
      } else if isNext("[") {
        position += 1
        term = try bracket(term)
      } else if isNext("?"), !isNext("?//") {
        position += 1
        term = .attempt(term, nil)
      } else {
        break
      }
    }
    skip()
    return term
  }

  private mutating func bracket(_ term: JQFilter) throws(JQFailure) -> JQFilter {
    if take("]") { return .iterate(term, isOptional: take("?")) }
    if take(":") {
      let end = try pipe()
      try expectTight("]")
      return .slice(term, nil, end)
    }
    let index = try pipe()
    if take(":") {
      let end = isNext("]") ? nil : try pipe()
      try expectTight("]")
      return .slice(term, index, end)
    }
    try expectTight("]")
    return .field(term, index, isOptional: take("?"))
  }

  private mutating func expectTight(_ symbol: Character) throws(JQFailure) {
    skip()
    guard current == symbol else { throw unexpected() }
    position += 1
  }

  private mutating func primary() throws(JQFailure) -> JQFilter {
    guard let first = current else { throw unexpected() }
    switch first {
    case ".": return try dot()
    case "\"": return try string(nil)
    case "(":
      position += 1
      let inner = try pipe()
      try expectTight(")")
      return inner
    case "[":
      position += 1
      if take("]") { return .array(nil) }
      let inner = try pipe()
      try expectTight("]")
      return .array(inner)
    case "{": return try object()
    case "$":
      position += 1
      guard let name = name() else { throw unexpected() }
      return .variable(name)
    case "@":
      position += 1
      guard let name = name() else { throw unexpected() }
      skip()
      return current == "\"" ? try string(name) : .format(name)
    default: break
    }
    if first.isASCII, first.isNumber { return try number() }
    guard let word = name() else { throw unexpected() }
    return try keyword(word)
  }

  private mutating func dot() throws(JQFailure) -> JQFilter {
    position += 1
    if current == "." {
      position += 1
      return .recurse
    }
    if current == "\"" { return .field(.identity, try string(nil), isOptional: take("?")) }
    if let name = name() { return .field(.identity, .literal(.string(name)), isOptional: isNext("?") && take("?")) }
    return .identity
  }

  private mutating func number() throws(JQFailure) -> JQFilter {
    let start = position
    while let next = current, next.isASCII && next.isNumber || next == "." || next == "e" || next == "E" {
      position += 1; _ = next
    }
    let digits = String(text[start..<position])
    if let whole = Int64(digits) { return .literal(.integer(whole)) }
    guard let value = Double(digits) else { throw unexpected() }
    return .literal(.double(value))
  }

  private mutating func keyword(_ word: String) throws(JQFailure) -> JQFilter {
    switch word {
    case "null": return .literal(.null)
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "not": return .call("not", [])
    case "if": return try condition()
    case "try":
      let body = try postfix()
      return .attempt(body, takeWord("catch") ? try postfix() : nil)
    case "reduce":
      let source = try postfix()
      guard takeWord("as"), take("$"), let name = name() else { throw unexpected() }
      try expect("(")
      let start = try pipe()
      try expect(";")
      let update = try pipe()
      try expectTight(")")
      return .reduce(source, name, start, update)
    default: break
    }
    var arguments: [JQFilter] = []
    if isNext("(") {
      position += 1
      repeat { arguments.append(try pipe()) } while take(";")
      try expectTight(")")
    }
    return .call(word, arguments)
  }

  private mutating func condition() throws(JQFailure) -> JQFilter {
    let test = try pipe()
    guard takeWord("then") else { throw unexpected() }
    let yes = try pipe()
    if takeWord("elif") {
      return .condition(test, yes, try nested { (parser: inout JQParser) throws(JQFailure) in try parser.condition() })
    }
    let no = takeWord("else") ? try pipe() : .identity
    guard takeWord("end") else { throw unexpected() }
    return .condition(test, yes, no)
  }

  private mutating func nested(_ body: (inout JQParser) throws(JQFailure) -> JQFilter) throws(JQFailure) -> JQFilter {
    depth += 1
    defer { depth -= 1 }
    if depth > 60 { throw JQFailure(message: "program nested too deeply", isSyntax: true) }
    return try body(&self)
  }

  private mutating func object() throws(JQFailure) -> JQFilter {
    try expect("{")
    var members: [(key: JQFilter, value: JQFilter)] = []
    while !isNext("}") {
      let key: JQFilter
      var implied: JQFilter
      if take("$") {
        let name = name() ?? ""
        (key, implied) = (.literal(.string(name)), .variable(name))
      } else if isNext("\"") {
        key = try string(nil)
        implied = .field(.identity, key, isOptional: false)
      } else if take("(") {
        key = try pipe()
        try expect(")")
        implied = .identity
      } else {
        guard let name = name() else { throw unexpected() }
        key = .literal(.string(name))
        implied = .field(.identity, key, isOptional: false)
      }
      if take(":") {
        implied = try binary(0)
        while take("|") { implied = .pipe(implied, try binary(0)) }
      }
      members.append((key, implied))
      if !take(",") { break }
    }
    try expectTight("}")
    return .object(members)
  }

  private mutating func string(_ format: String?) throws(JQFailure) -> JQFilter {
    position += 1
    var parts: [JQFilter] = []
    var literal = ""
    while let next = current, next != "\"" {
      position += 1
      guard next == "\\", let escaped = current else {
        literal.append(next)
        continue
      }
      position += 1
      switch escaped {
      case "(":
        parts.append(.literal(.string(literal)))
        literal = ""
        parts.append(try pipe())
        try expectTight(")")
      case "n": literal.append("\n")
      case "t": literal.append("\t")
      case "r": literal.append("\r")
      case "u":
        let digits = String(text[position..<min(position + 4, text.count)])
        if let value = UInt32(digits, radix: 16), let scalar = UnicodeScalar(value) {
          literal.unicodeScalars.append(scalar)
        }
        position = min(position + 4, text.count)
      default: literal.append(escaped)
      }
    }
    guard current == "\"" else { throw unexpected() }
    position += 1
    if parts.isEmpty { return .literal(.string(literal)) }
    return .text(parts + [.literal(.string(literal))], format: format)
  }
}

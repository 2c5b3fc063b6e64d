/// Splits an expression into its words.
struct CELLexer {
  enum Token: Hashable {
    case identifier(String)
    case integer(Int64)
    case double(Double)
    case string(String)
    case symbol(String)
    case end
  }

  struct Placed {
    let token: Token
    let offset: Int
  }

  private let source: String
  private let scalars: [UnicodeScalar]
  private var position = 0

  static func tokens(_ source: String) throws(CELSyntaxError) -> [Placed] {
    var lexer = CELLexer(source)
    var tokens: [Placed] = []
    while true {
      lexer.skipBlanks()
      let offset = lexer.position
      let token = try lexer.next()
      tokens.append(Placed(token: token, offset: offset))
      if token == .end { return tokens }
    }
  }

  private init(_ source: String) {
    self.source = source
    scalars = Array(source.unicodeScalars)
  }

  private func peek(_ ahead: Int = 0) -> UnicodeScalar? {
    let index = position + ahead
    return index < scalars.count ? scalars[index] : nil
  }

  private func failure(_ message: String, at offset: Int) -> CELSyntaxError {
    CELSyntaxError(message: "Syntax error: " + message, offset: offset, source: source)
  }

  private mutating func skipBlanks() {
    while let scalar = peek() {
      if scalar == "/", peek(1) == "/" {
        while let scalar = peek(), scalar != "\n" { position += 1 }
      } else if [" ", "\t", "\n", "\r"].contains(scalar) {
        position += 1
      } else {
        return
      }
    }
  }

  private static func isDigit(_ scalar: UnicodeScalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }

  private static func isLetter(_ scalar: UnicodeScalar?) -> Bool {
    scalar.map { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "_" } ?? false
  }

  private mutating func next() throws(CELSyntaxError) -> Token {
    guard let scalar = peek() else { return .end }
    if Self.isDigit(scalar) || (scalar == "." && Self.isDigit(peek(1))) { return try number() }
    if scalar == "'" || scalar == "\"" { return .string(try string(isRaw: false)) }
    if Self.isLetter(scalar) {
      let isQuoted = peek(1) == "'" || peek(1) == "\""
      if isQuoted, scalar == "r" || scalar == "R" {
        position += 1
        return .string(try string(isRaw: true))
      }
      if isQuoted, scalar == "b" || scalar == "B" { throw failure("bytes are not supported", at: position) }
      return .identifier(word())
    }
    for symbol in ["||", "&&", "==", "!=", "<=", ">=", ".?", "[?"] where starts(with: symbol) {
      position += 2
      return .symbol(symbol)
    }
    guard "()[]{}.,:?!<>+-*/%".unicodeScalars.contains(scalar) else {
      throw failure("token recognition error at: '\(scalar)'", at: position)
    }
    position += 1
    return .symbol(String(scalar))
  }

  private func starts(with text: String) -> Bool {
    text.unicodeScalars.enumerated().allSatisfy { peek($0.offset) == $0.element }
  }

  private mutating func word() -> String {
    var text = ""
    while let scalar = peek(), Self.isLetter(scalar) || Self.isDigit(scalar) {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    return text
  }

  private mutating func number() throws(CELSyntaxError) -> Token {
    let start = position
    var text = ""
    if peek() == "0", peek(1) == "x" || peek(1) == "X" {
      position += 2
      let digits = word()
      let plain = digits.hasSuffix("u") ? String(digits.dropLast()) : digits
      guard let value = Int64(plain, radix: 16) else { throw failure("invalid int literal", at: start) }
      return .integer(value)
    }
    var isDouble = false
    while let scalar = peek() {
      let isExponentSign = (scalar == "+" || scalar == "-") && (text.hasSuffix("e") || text.hasSuffix("E"))
      if scalar == "." && Self.isDigit(peek(1)) && !isDouble || scalar == "e" || scalar == "E" {
        isDouble = true
      } else if !Self.isDigit(scalar), !isExponentSign {
        break
      }
      text.unicodeScalars.append(scalar)
      position += 1
    }
    if peek() == "u" || peek() == "U" { position += 1 }
    if isDouble, let value = Double(text.hasPrefix(".") ? "0" + text : text) { return .double(value) }
    guard let value = Int64(text) else { throw failure("invalid int literal", at: start) }
    return .integer(value)
  }

  private mutating func string(isRaw: Bool) throws(CELSyntaxError) -> String {
    let start = position
    guard let quote = peek() else { throw failure("mismatched quotes", at: start) }
    let isLong = peek(1) == quote && peek(2) == quote
    position += isLong ? 3 : 1
    var text = ""
    while let scalar = peek() {
      let isEnd = scalar == quote && (!isLong || (peek(1) == quote && peek(2) == quote))
      if isEnd {
        position += isLong ? 3 : 1
        return text
      }
      if scalar == "\n", !isLong { break }
      position += 1
      if scalar == "\\", !isRaw {
        text.unicodeScalars.append(try escape(start))
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    throw failure("token recognition error at: '\(quote)\(text)'", at: start)
  }

  private static let escapes: [UnicodeScalar: UnicodeScalar] = [
    "n": "\n", "t": "\t", "r": "\r", "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "v": "\u{b}", "\\": "\\", "'": "'",
    "\"": "\"", "`": "`", "?": "?",
  ]

  private mutating func escape(_ start: Int) throws(CELSyntaxError) -> UnicodeScalar {
    guard let scalar = peek() else { throw failure("unterminated string", at: start) }
    position += 1
    if let plain = Self.escapes[scalar] { return plain }
    let (length, radix): (Int, Int)
    switch scalar {
    case "x", "X": (length, radix) = (2, 16)
    case "u": (length, radix) = (4, 16)
    case "U": (length, radix) = (8, 16)
    case "0"..."3":
      (length, radix) = (3, 8)
      position -= 1
    default: throw failure("token recognition error at: '\\\(scalar)'", at: position - 1)
    }
    var digits = ""
    for _ in 0..<length {
      if let digit = peek() { digits.unicodeScalars.append(digit) }
      position += 1
    }
    guard let value = UInt32(digits, radix: radix), let decoded = UnicodeScalar(value) else {
      throw failure("invalid escape sequence", at: start)
    }
    return decoded
  }
}

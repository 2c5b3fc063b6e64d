import KubernetesModel

/// Takes an awk program apart into tokens.
struct AwkLexer {
  enum Token: Hashable {
    case number(Double)
    case text([UInt8])
    case regularExpression([UInt8])
    case name(String)
    /// A name that an opening parenthesis follows at once.
    case functionName(String)
    case builtIn(String)
    case keyword(String)
    case symbol(String)
    case newline
    case end

    /// As an error message shows it.
    var shown: String {
      switch self {
      case .number(let number): NumberText.general(number, 6)
      case .text(let text): "\"" + String(decoding: text, as: UTF8.self) + "\""
      case .regularExpression(let text): "/" + String(decoding: text, as: UTF8.self) + "/"
      case .name(let name), .functionName(let name), .builtIn(let name), .keyword(let name), .symbol(let name): name
      case .newline: "end of line"
      case .end: "end of file"
      }
    }
  }

  private static let keywords: Set<String> = [
    "BEGIN", "END", "function", "func", "if", "else", "while", "do", "for", "in", "next", "nextfile", "exit", "return",
    "break", "continue", "delete", "print", "printf", "getline",
  ]

  static let builtIns: Set<String> = [
    "length", "substr", "index", "split", "sub", "gsub", "match", "toupper", "tolower", "sprintf", "int", "sqrt", "exp",
    "log", "sin", "cos", "atan2", "rand", "srand", "close", "fflush", "systime", "strftime", "system",
  ]

  private static let symbols = [
    "**=", "&&", "||", "==", "<=", ">=", "!=", "!~", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "**", ">>", "{",
    "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<", "|", "?", ":", "~", "$", "=",
  ].map { Array($0.utf8) }

  private let bytes: [UInt8]
  private var position = 0
  private(set) var tokens: [(token: Token, line: Int)] = []
  private var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  static func tokens(of text: String) throws(AwkFailure) -> [(token: Token, line: Int)] {
    var lexer = AwkLexer(text)
    while lexer.position < lexer.bytes.count { try lexer.takeToken() }
    lexer.append(.newline)
    lexer.append(.end)
    return lexer.tokens
  }

  private mutating func append(_ token: Token) { tokens.append((token, line)) }

  private mutating func takeToken() throws(AwkFailure) {
    let byte = bytes[position]
    if byte == Byte.newline {
      append(.newline)
      position += 1
      line += 1
    } else if Byte.isSpace(byte) {
      position += 1
    } else if byte == Byte.hash {
      position = bytes[position...].firstIndex(of: Byte.newline) ?? bytes.count
    } else if byte == Byte.backslash, isAt(position + 1, "\n") || isAt(position + 1, "\r\n") {
      position += isAt(position + 1, "\n") ? 2 : 3
      line += 1
    } else if byte == UInt8(ascii: "\"") {
      append(.text(try quoted()))
    } else if Byte.isDigit(byte) || byte == 46 && position + 1 < bytes.count && Byte.isDigit(bytes[position + 1]) {
      let (number, length) = AwkNumber.prefix(bytes[position...])
      append(.number(number))
      position += max(1, length)
    } else if Byte.isNamePart(byte) {
      word()
    } else if byte == UInt8(ascii: "/"), allowsRegularExpression {
      append(.regularExpression(try regularExpression()))
    } else {
      try symbol()
    }
  }

  private func isAt(_ place: Int, _ text: String) -> Bool { bytes[min(place, bytes.count)...].starts(with: text.utf8) }

  private mutating func symbol() throws(AwkFailure) {
    guard let found = Self.symbols.first(where: { bytes[position...].starts(with: $0) }) else {
      throw AwkFailure(message: "unexpected character '\(Character(UnicodeScalar(bytes[position])))'")
    }
    position += found.count
    let text = String(decoding: found, as: UTF8.self)
    append(.symbol(text == "**" ? "^" : text == "**=" ? "^=" : text))
  }

  /// A slash divides after an operand, and begins a regular expression elsewhere.
  private var allowsRegularExpression: Bool {
    switch tokens.last?.token {
    case .number, .text, .regularExpression, .name, .builtIn: false
    case .symbol(let text): ![")", "]", "$", "++", "--"].contains(text)
    default: true
    }
  }

  private mutating func word() {
    let start = position
    while position < bytes.count, Byte.isNamePart(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if Self.keywords.contains(text) {
      append(.keyword(text == "func" ? "function" : text))
    } else if Self.builtIns.contains(text) {
      append(.builtIn(text))
    } else if isAt(position, "(") {
      append(.functionName(text))
    } else {
      append(.name(text))
    }
  }

  private mutating func quoted() throws(AwkFailure) -> [UInt8] {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == Byte.newline { break }
      position += bytes[position] == Byte.backslash ? 2 : 1
    }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw AwkFailure(
        message: "runaway string constant \"\(String(decoding: bytes[start...].prefix(20), as: UTF8.self))")
    }
    position += 1
    return AwkText.unescaped(Array(bytes[start..<(position - 1)]))
  }

  private mutating func regularExpression() throws(AwkFailure) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    var isInSet = false
    while position < bytes.count, bytes[position] != Byte.newline {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "/"), !isInSet { return result }
      if byte == Byte.backslash, position < bytes.count {
        let next = bytes[position]
        position += 1
        if next != UInt8(ascii: "/"), next != UInt8(ascii: "\"") { result.append(byte) }
        result.append(next)
        continue
      }
      if byte == UInt8(ascii: "["), !isInSet {
        isInSet = true
        result.append(byte)
        if position < bytes.count, bytes[position] == UInt8(ascii: "^") { takeByte(&result) }
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") { takeByte(&result) }
        continue
      }
      if byte == UInt8(ascii: "]") { isInSet = false }
      result.append(byte)
    }
    throw AwkFailure(message: "regular expression compile failed (missing /)")
  }

  private mutating func takeByte(_ result: inout [UInt8]) {
    result.append(bytes[position])
    position += 1
  }
}

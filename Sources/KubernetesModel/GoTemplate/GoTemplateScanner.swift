enum GoTemplateToken: Hashable, Sendable {
  case text(String)
  case open, close, pipe, leftParenthesis, rightParenthesis, comma, declare, assign, blank, dot
  case field(String), variable(String), word(String), literal(JSONValue)
  /// What has no meaning of its own.
  case character(Unicode.Scalar)
}

/// Cuts templates into tokens.
struct GoTemplateScanner {
  private let source: [Unicode.Scalar]
  private var position = 0
  /// Where `position` is in the text's bytes.
  private var offset = 0
  private(set) var tokens: [(token: GoTemplateToken, start: Int, end: Int)] = []

  init(_ text: String) throws(GoTemplateProblem) {
    source = Array(text.unicodeScalars)
    var trimsNext = false
    while position < source.count {
      let start = offset
      var plain = String.UnicodeScalarView()
      while position < source.count, !startsWith("{{") {
        if let scalar = next() { plain.append(scalar) }
      }
      if trimsNext { plain = String.UnicodeScalarView(plain.drop(while: Self.isBlank)) }
      let opens = startsWith("{{")
      if opens {
        skip(2)
        if peek == "-", peek(1).map(Self.isBlank) == true {
          skip(1)
          while let last = plain.last, Self.isBlank(last) { plain.removeLast() }
        }
      }
      if !plain.isEmpty { append(.text(String(plain)), from: start) }
      if opens { trimsNext = try action() }
    }
  }

  private var peek: Unicode.Scalar? { peek(0) }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < source.count ? source[position + distance] : nil
  }

  private func startsWith(_ text: String) -> Bool { source[position...].starts(with: text.unicodeScalars) }

  private mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek else { return nil }
    position += 1
    offset += UTF8.width(scalar)
    return scalar
  }

  private mutating func skip(_ count: Int) { for _ in 0..<count { _ = next() } }

  private mutating func take(while holds: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = peek, holds(scalar) {
      taken.append(scalar)
      _ = next()
    }
    return String(taken)
  }

  private mutating func append(_ token: GoTemplateToken, from start: Int) { tokens.append((token, start, offset)) }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\r\n".unicodeScalars.contains(scalar) }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  /// Reads up to `}}`; true when what follows is to be trimmed.
  private mutating func action() throws(GoTemplateProblem) -> Bool {
    let blanks = source[position...].prefix(while: Self.isBlank).count
    if source[(position + blanks)...].starts(with: "/*".unicodeScalars) { return try comment() }
    append(.open, from: offset)
    while let scalar = peek {
      let start = offset
      if startsWith("}}") {
        skip(2)
        append(.close, from: start)
        return false
      }
      guard Self.isBlank(scalar) else {
        append(try token(), from: start)
        continue
      }
      _ = take(while: Self.isBlank)
      append(.blank, from: start)
      if startsWith("-}}") {
        skip(3)
        append(.close, from: start)
        return true
      }
    }
    throw GoTemplateProblem("unclosed action", at: offset)
  }

  private mutating func comment() throws(GoTemplateProblem) -> Bool {
    while position < source.count, !startsWith("*/") { skip(1) }
    skip(2)
    _ = take(while: Self.isBlank)
    let trims = peek == "-"
    if trims { skip(1) }
    guard startsWith("}}") else { throw GoTemplateProblem("unclosed comment", at: offset) }
    skip(2)
    return trims
  }

  private mutating func token() throws(GoTemplateProblem) -> GoTemplateToken {
    let start = offset
    guard let scalar = next() else { return .close }
    switch scalar {
    case "|": return .pipe
    case "(": return .leftParenthesis
    case ")": return .rightParenthesis
    case ",": return .comma
    case "=": return .assign
    case ":" where peek == "=":
      skip(1)
      return .declare
    case ".":
      let name = take(while: Self.isWord)
      if name.isEmpty { return .dot }
      try requireTerminator()
      return .field(name)
    case "$":
      let name = "$" + take(while: Self.isWord)
      try requireTerminator()
      return .variable(name)
    case "\"", "`", "'": return .literal(try quoted(scalar, from: start))
    case "-", "+", "0"..."9": return .literal(try number(scalar, from: start))
    case _ where Self.isWord(scalar):
      let name = String(scalar) + take(while: Self.isWord)
      try requireTerminator()
      switch name {
      case "true", "false": return .literal(.bool(name == "true"))
      case "nil": return .literal(.null)
      default: return .word(name)
      }
    default: return .character(scalar)
    }
  }

  /// Names end at what can stand after them.
  private func requireTerminator() throws(GoTemplateProblem) {
    guard let next = peek, !Self.isBlank(next), !".,|:()=".unicodeScalars.contains(next), !startsWith("}}") else {
      return
    }
    throw GoTemplateProblem(
      "bad character U+\(GoText.hexadecimal(next.value, digits: 4).uppercased()) '\(next)'", at: offset)
  }

  private mutating func number(_ first: Unicode.Scalar, from start: Int) throws(GoTemplateProblem) -> JSONValue {
    let text = String(first) + take { Self.isWord($0) || $0 == "." }
    switch YAMLScalar(plain: text) {
    case .integer(let number): return .integer(number)
    case .float(let number): return .double(number)
    default: throw GoTemplateProblem("bad number syntax: \(GoText.quoted(text))", at: start)
    }
  }

  private mutating func quoted(_ quote: Unicode.Scalar, from start: Int) throws(GoTemplateProblem) -> JSONValue {
    let escapes: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "\"": "\"", "'": "'", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}",
      "v": "\u{0B}",
    ]
    var text = String.UnicodeScalarView()
    while let scalar = next() {
      if scalar == quote {
        if quote != "'" { return .string(String(text)) }
        guard text.count == 1, let only = text.first else {
          throw GoTemplateProblem("malformed character constant: '\(String(text))'", at: start)
        }
        // A character constant is its number.
        return .integer(Int64(only.value))
      }
      guard scalar == "\\", quote != "`" else {
        text.append(scalar)
        continue
      }
      guard let code = next() else { break }
      if let plain = escapes[code] {
        text.append(plain)
      } else if let length = (["x": 2, "u": 4, "U": 8] as [Unicode.Scalar: Int])[code] {
        var digits = ""
        for _ in 0..<length { if let digit = next() { digits.unicodeScalars.append(digit) } }
        guard let found = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
          throw GoTemplateProblem("invalid syntax", at: start)
        }
        text.append(found)
      } else {
        throw GoTemplateProblem("invalid syntax", at: start)
      }
    }
    let kind = quote == "'" ? "character constant" : quote == "`" ? "raw quoted string" : "quoted string"
    throw GoTemplateProblem("unterminated \(kind)", at: start)
  }
}

extension ShellWord {
  /// The text without quotes, for delimiters.
  var rawText: String {
    func text(_ parts: [WordPart]) -> String {
      parts.map { part in
        switch part {
        case .literal(let piece), .quoted(let piece): piece
        case .doubleQuoted(let inner): text(inner)
        case .parameter(let reference, _): "$" + reference.name
        case .substitution, .arithmetic, .process: ""
        }
      }.joined()
    }
    return text(parts)
  }
}

extension ShellParser {
  /// The next word; nil where an operator or the end comes.
  mutating func word() throws(ShellSyntaxError) -> ShellWord? {
    guard let first = current, !Byte.endsWord(first) || beginsProcess else { return nil }
    return ShellWord(parts: try parts { Byte.endsWord($0) })
  }

  /// Whether `<(` or `>(` comes.
  var beginsProcess: Bool { dialect != .dash && (starts(with: "<(") || starts(with: ">(")) }

  private mutating func processPart() throws(ShellSyntaxError) -> WordPart {
    let isInput = current == UInt8(ascii: "<")
    position += 2
    let body = try script(until: [")"])
    position += 1
    return .process(body, isInput: isInput)
  }

  /// Parts of a word until a character that is not quoted ends it.
  mutating func parts(
    processes: Bool = true, until isEnd: (UInt8) -> Bool
  ) throws(ShellSyntaxError) -> [WordPart] {
    var found: [WordPart] = []
    var literal: [UInt8] = []
    func flush(_ literal: inout [UInt8], _ found: inout [WordPart]) {
      guard !literal.isEmpty else { return }
      found.append(.literal(String(decoding: literal, as: UTF8.self)))
      literal = []
    }
    while let byte = current {
      if processes, beginsProcess {
        flush(&literal, &found)
        found.append(try processPart())
        continue
      }
      if isEnd(byte) { break }
      switch byte {
      case Byte.backslash:
        flush(&literal, &found)
        if peek() == Byte.newline {
          line += 1
        } else if peek() != nil {
          found.append(.quoted(escapedCharacter()))
          continue
        } else {
          literal.append(byte)
        }
        position = min(bytes.count, position + 2)
      case UInt8(ascii: "'"):
        flush(&literal, &found)
        found.append(.quoted(try singleQuoted()))
      case UInt8(ascii: "\""):
        flush(&literal, &found)
        position += 1
        found.append(.doubleQuoted(try quotedParts(until: UInt8(ascii: "\""))))
      case Byte.dollar, UInt8(ascii: "`"):
        if let part = try expansion(isQuoted: false) {
          flush(&literal, &found)
          found.append(part)
        } else {
          literal.append(byte)
          position += 1
        }
      default:
        if byte == Byte.newline { line += 1 }
        literal.append(byte)
        position += 1
      }
    }
    flush(&literal, &found)
    return found
  }

  /// The character after a backslash, with all its bytes.
  private mutating func escapedCharacter() -> String {
    position += 1
    var end = min(bytes.count, position + 1)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private mutating func singleQuoted() throws(ShellSyntaxError) -> String {
    guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "'")) else { throw .unterminatedQuote }
    let content = bytes[(position + 1)..<end]
    line += content.count { $0 == Byte.newline }
    position = end + 1
    return String(decoding: content, as: UTF8.self)
  }

  /// What stands between double quotes, or the rest of the text when there is no end.
  mutating func quotedParts(until end: UInt8?) throws(ShellSyntaxError) -> [WordPart] {
    try nested { (parser: inout ShellParser) throws(ShellSyntaxError) -> [WordPart] in
      var found: [WordPart] = []
      var literal: [UInt8] = []
      while true {
        guard let byte = parser.current else {
          if end != nil { throw .unterminatedQuote }
          break
        }
        if byte == end {
          parser.position += 1
          break
        }
        if byte == Byte.backslash, let next = parser.peek() {
          if next == Byte.newline {
            parser.line += 1
          } else if next == Byte.dollar || next == UInt8(ascii: "`") || next == Byte.backslash || next == end {
            literal.append(next)
          } else {
            literal += [byte, next]
          }
          parser.position += 2
        } else if byte == Byte.dollar || byte == UInt8(ascii: "`"), let part = try parser.expansion(isQuoted: true) {
          if !literal.isEmpty { found.append(.literal(String(decoding: literal, as: UTF8.self))) }
          literal = []
          found.append(part)
        } else {
          if byte == Byte.newline { parser.line += 1 }
          literal.append(byte)
          parser.position += 1
        }
      }
      if !literal.isEmpty { found.append(.literal(String(decoding: literal, as: UTF8.self))) }
      return found
    }
  }

  // MARK: Expansions

  /// What a dollar sign or a backquote begins; nil where it stands for itself.
  private mutating func expansion(isQuoted: Bool) throws(ShellSyntaxError) -> WordPart? {
    if current == UInt8(ascii: "`") { return .substitution(try backquoted()) }
    guard let next = peek() else { return nil }
    switch next {
    case UInt8(ascii: "("):
      if peek(2) == UInt8(ascii: "(") {
        position += 3
        return .arithmetic(try arithmeticText())
      }
      position += 2
      skipNewlines()
      if current == UInt8(ascii: ")") {
        position += 1
        return .substitution(ShellScript())
      }
      let body = try script(until: [")"])
      position += 1
      return .substitution(body)
    case UInt8(ascii: "{"):
      position += 2
      return try nested { (parser: inout ShellParser) throws(ShellSyntaxError) in try parser.bracedParameter() }
    case UInt8(ascii: "'") where !isQuoted:
      position += 1
      return .quoted(EscapeText.decode(try dollarQuoted()))
    case let byte where Byte.isDigit(byte) || "@*#?$!-".utf8.contains(byte):
      position += 2
      return .parameter(ParameterReference(String(UnicodeScalar(byte))), .value)
    case let byte where Byte.isNamePart(byte):
      position += 1
      return .parameter(ParameterReference(name()), .value)
    default: return nil
    }
  }

  private mutating func dollarQuoted() throws(ShellSyntaxError) -> String {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "'") { end += bytes[end] == Byte.backslash ? 2 : 1 }
    guard end < bytes.count else { throw .unterminatedQuote }
    defer { position = end + 1 }
    return String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
  }

  mutating func name() -> String {
    let start = position
    while let byte = current, Byte.isNamePart(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func backquoted() throws(ShellSyntaxError) -> ShellScript {
    var content: [UInt8] = []
    position += 1
    while true {
      guard let byte = current else { throw .unterminatedQuote }
      position += 1
      if byte == UInt8(ascii: "`") { break }
      if byte == Byte.backslash, let next = current, [UInt8(ascii: "`"), Byte.backslash, Byte.dollar].contains(next) {
        content.append(next)
        position += 1
      } else {
        content.append(byte)
      }
    }
    return try nested { (parser: inout ShellParser) throws(ShellSyntaxError) -> ShellScript in
      var inner = parser.inner(content)
      var script = ShellScript()
      while let line = try inner.nextLine() { script.items += line.items }
      return script
    }
  }

  /// The text up to the two parentheses that end an arithmetic expression.
  mutating func arithmeticSource() throws(ShellSyntaxError) -> [UInt8] {
    let start = position
    var open = 0
    while let byte = current {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        if open == 0, peek() == UInt8(ascii: ")") {
          defer { position += 2 }
          return Array(bytes[start..<position])
        }
        open -= 1
      }
      position += 1
    }
    throw .unexpectedEnd(expecting: "))")
  }

  mutating func arithmeticText() throws(ShellSyntaxError) -> [WordPart] {
    let source = try arithmeticSource()
    return try nested { (parser: inout ShellParser) throws(ShellSyntaxError) -> [WordPart] in
      var inner = parser.inner(source)
      return try inner.quotedParts(until: nil)
    }
  }
}

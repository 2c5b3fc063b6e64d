/// Line ends inside a scalar that runs over several lines: one is a blank, more are themselves less one.
private struct FoldedBreaks {
  private var first: [UInt8] = []
  private var others: [UInt8] = []
  private var blanks: [UInt8] = []
  private(set) var isLeading = false

  mutating func blank(_ scanner: inout YAMLScanner) {
    if isLeading { scanner.advance() } else { scanner.read(into: &blanks) }
  }

  mutating func lineEnd(_ scanner: inout YAMLScanner) {
    if isLeading {
      scanner.readLine(into: &others)
    } else {
      blanks = []
      scanner.readLine(into: &first)
      isLeading = true
    }
  }

  /// After a backslash at the end of a line nothing is joined.
  mutating func escapeLineEnd(_ scanner: inout YAMLScanner) {
    scanner.skipLine()
    isLeading = true
  }

  mutating func join(to text: inout [UInt8]) {
    if !isLeading {
      text.append(contentsOf: blanks)
    } else if first.first == 0x0A {
      text.append(contentsOf: others.isEmpty ? [0x20] : others)
    } else {
      text.append(contentsOf: first + others)
    }
    self = FoldedBreaks()
  }
}

extension YAMLScanner {
  mutating func anchorName() throws(YAMLError) -> String {
    let start = mark
    advance()
    var name: [UInt8] = []
    while let byte = self[0], Self.isWord(byte) { read(into: &name) }
    guard !name.isEmpty, isBlankOrEnd(0) || "?:,]}%@`".utf8.contains(self[0] ?? 0) else {
      throw problem("did not find expected alphabetic or numeric character", context: start)
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
      || byte == 0x5F
  }

  mutating func tagName() -> String {
    var name: [UInt8] = []
    while let byte = self[0], !isBlankOrEnd(0), flowLevel == 0 || !",[]{}".utf8.contains(byte) { read(into: &name) }
    return String(decoding: name, as: UTF8.self)
  }

  mutating func plainScalar() throws(YAMLError) -> String {
    let start = mark
    let column = indent + 1
    var text: [UInt8] = []
    var breaks = FoldedBreaks()
    while documentIndicator == nil, self[0] != UInt8(ascii: "#") {
      var isEmpty = true
      while let byte = self[0], !isBlankOrEnd(0), !endsPlainScalar(byte) {
        if isEmpty { breaks.join(to: &text) }
        isEmpty = false
        read(into: &text)
      }
      guard isBlank(0) || breakLength > 0 else { break }
      while isBlank(0) || breakLength > 0 {
        if breakLength > 0 {
          breaks.lineEnd(&self)
        } else if breaks.isLeading, mark.column < column, self[0] == UInt8(ascii: "\t") {
          throw problem("found a tab character that violates indentation", context: start)
        } else {
          breaks.blank(&self)
        }
      }
      if flowLevel == 0, mark.column < column { break }
    }
    if breaks.isLeading { isSimpleKeyAllowed = true }
    return String(decoding: text, as: UTF8.self)
  }

  private func endsPlainScalar(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: ":"), isBlankOrEnd(1) { return true }
    guard flowLevel > 0 else { return false }
    if byte == UInt8(ascii: ":") { return ",[]{}".utf8.contains(self[1] ?? 0) }
    return ",?[]{}".utf8.contains(byte)
  }

  mutating func quotedScalar() throws(YAMLError) -> String {
    let start = mark
    let quote = self[0]
    advance()
    var text: [UInt8] = []
    while true {
      if documentIndicator != nil { throw problem("found unexpected document indicator", context: start) }
      var breaks = FoldedBreaks()
      while let byte = self[0], !isBlankOrEnd(0) {
        if byte == quote {
          guard quote == UInt8(ascii: "'"), self[1] == quote else { break }
          advance()
          read(into: &text)
        } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
          if breakLength(1) > 0 {
            advance()
            breaks.escapeLineEnd(&self)
            break
          }
          try escape(into: &text, start)
        } else {
          read(into: &text)
        }
      }
      guard let byte = self[0] else { throw problem("found unexpected end of stream", context: start) }
      if byte == quote {
        advance()
        return String(decoding: text, as: UTF8.self)
      }
      while isBlank(0) || breakLength > 0 {
        if breakLength > 0 { breaks.lineEnd(&self) } else { breaks.blank(&self) }
      }
      breaks.join(to: &text)
    }
  }

  private mutating func escape(into text: inout [UInt8], _ start: YAMLMark) throws(YAMLError) {
    let escapes: [Character: Unicode.Scalar] = [
      "0": "\0", "a": "\u{07}", "b": "\u{08}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{0B}", "f": "\u{0C}",
      "r": "\r",
      "e": "\u{1B}", " ": " ", "\"": "\"", "'": "'", "\\": "\\", "/": "/", "N": "\u{85}", "_": "\u{A0}",
      "L": "\u{2028}",
      "P": "\u{2029}",
    ]
    let digitCounts: [Character: Int] = ["x": 2, "u": 4, "U": 8]
    let code = Character(Unicode.Scalar(self[1] ?? 0))
    if let scalar = escapes[code] {
      text.append(contentsOf: String(scalar).utf8)
      advance()
      advance()
      return
    }
    guard let count = digitCounts[code] else { throw problem("found unknown escape character", context: start) }
    advance()
    advance()
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let byte = self[0], let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw problem("did not find expected hexdecimal number", context: start)
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw problem("found invalid Unicode character escape code", context: start)
    }
    text.append(contentsOf: String(scalar).utf8)
  }

  /// `|` keeps line ends, `>` folds them.
  mutating func blockScalar() throws(YAMLError) -> String {
    let start = mark
    let isLiteral = self[0] == UInt8(ascii: "|")
    advance()
    let header = try blockHeader(start)
    var column = header.indentation == 0 ? 0 : max(indent, 0) + header.indentation
    var text: [UInt8] = []
    var leading: [UInt8] = []
    var trailing: [UInt8] = []
    var startsWithBlank = false
    try blockBreaks(&column, into: &trailing, start)
    while mark.column == column, self[0] != nil {
      let isFolded = !isLiteral && leading.first == 0x0A && !startsWithBlank && !isBlank(0)
      if !isFolded {
        text.append(contentsOf: leading)
      } else if trailing.isEmpty {
        text.append(0x20)
      }
      text.append(contentsOf: trailing)
      (leading, trailing) = ([], [])
      startsWithBlank = isBlank(0)
      let lineStart = mark.offset
      skipToLineEnd()
      text.append(contentsOf: bytes[lineStart..<mark.offset])
      if breakLength > 0 { readLine(into: &leading) }
      try blockBreaks(&column, into: &trailing, start)
    }
    if header.chomping != UInt8(ascii: "-") { text.append(contentsOf: leading) }
    if header.chomping == UInt8(ascii: "+") { text.append(contentsOf: trailing) }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func blockHeader(
    _ start: YAMLMark
  ) throws(YAMLError) -> (indentation: Int, chomping: UInt8?) {
    var indentation = 0
    var chomping: UInt8?
    for _ in 0..<2 {
      guard let byte = self[0] else { break }
      if chomping == nil, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
        chomping = byte
        advance()
      } else if indentation == 0, (0x30...0x39).contains(byte) {
        indentation = Int(byte & 0x0F)
        if indentation == 0 { throw problem("found an indentation indicator equal to 0", context: start) }
        advance()
      }
    }
    while isBlank(0) { advance() }
    if self[0] == UInt8(ascii: "#") { skipToLineEnd() }
    guard self[0] == nil || breakLength > 0 else {
      throw problem("did not find expected comment or line break", context: start)
    }
    if breakLength > 0 { skipLine() }
    return (indentation, chomping)
  }

  /// Reads empty lines and the indentation after them. A column of 0 is not known yet and set to that of the first line.
  private mutating func blockBreaks(
    _ column: inout Int, into breaks: inout [UInt8], _ start: YAMLMark
  ) throws(YAMLError) {
    var deepest = 0
    while true {
      while column == 0 || mark.column < column, self[0] == UInt8(ascii: " ") { advance() }
      deepest = max(deepest, mark.column)
      if column == 0 || mark.column < column, self[0] == UInt8(ascii: "\t") {
        throw problem("found a tab character where an indentation space is expected", context: start)
      }
      guard breakLength > 0 else { break }
      readLine(into: &breaks)
    }
    if column == 0 { column = max(deepest, indent + 1, 1) }
  }
}

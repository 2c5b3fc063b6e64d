/// What a command printed on the player's screen, and the line that made it.
package struct Screen: Hashable, Sendable {
  package var commandLine: String
  package var lines: [String]

  package init(commandLine: String, output: String) {
    self.commandLine = commandLine
    lines = Self.lines(of: output)
  }

  /// The lines that are not empty.
  private static func lines(of output: String) -> [String] {
    var output = output
    return output.withUTF8 { bytes in
      var lines: [String] = []
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        if end > start { lines.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
        start = end + 1
      }
      return lines
    }
  }

  /// Whether a value could be read. A value of one or two letters proves nothing by itself: the field's name must stand
  /// beside it or in the command line.
  package func shows(_ value: String, of field: String) -> Bool {
    let pieces = value.split(separator: "\n").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    guard let first = pieces.first else { return false }
    if first.utf8.count > 2 {
      return pieces.allSatisfy { piece in lines.contains { Self.holds($0, piece) } }
    }
    let isAsked = Self.mentions(commandLine, field)
    return lines.contains { Self.holds($0, first) && (isAsked || Self.mentions($0, field)) }
  }

  /// Whether some line holds both.
  package func showsTogether(_ left: String, _ right: String) -> Bool {
    lines.contains { Self.holds($0, left) && Self.holds($0, right) }
  }

  package func shows(word: String) -> Bool { lines.contains { Self.holds($0, word) } }

  package func contains(_ part: String) -> Bool { lines.contains { $0.contains(part) } }

  /// Whether `line` holds `value` as whole words.
  private static func holds(_ line: String, _ value: String) -> Bool {
    let found = line.utf8.withContiguousStorageIfAvailable { line in
      value.utf8.withContiguousStorageIfAvailable { holds(line, $0) }
    }
    return (found ?? nil) ?? line.contains(value)
  }

  private static func holds(_ line: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = value.first, value.count <= line.count else { return false }
    let startsInWord = isPartOfWord(first)
    for start in 0...(line.count - value.count) where line[start] == first {
      let end = start + value.count
      guard line[start..<end].elementsEqual(value) else { continue }
      let before = start > 0 && isPartOfWord(line[start - 1])
      let after = end < line.count && isPartOfWord(line[end])
      let endsAtDot =
        end < line.count && line[end] == UInt8(ascii: ".") && !(end + 1 < line.count && isLetterOrDigit(line[end + 1]))
      if !before || !startsInWord, !after || endsAtDot { return true }
    }
    return false
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    // Bytes of characters outside ASCII are mostly letters.
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  /// Whether a text names a field, as JSON (`restartCount`) or as describe writes it (`Restart Count`).
  private static func mentions(_ text: String, _ field: String) -> Bool {
    let plain = text.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" }
    return plain.contains(field.lowercased())
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  func trimmingBlanks() -> String {
    var rest = Substring(self)
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}

package import SimulationKernel

/// What a command printed on the player's screen, and the line that made it.
package struct Screen: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var text: String
    /// When its end was printed; nil where nobody knows.
    package var instant: Instant?
  }

  package var commandLine: String
  package var lines: [Line]

  package init(commandLine: String, output: String) {
    self.commandLine = commandLine
    lines = []
    var output = output
    output.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        add(bytes[start..<end], at: nil)
        start = end + 1
      }
    }
  }

  /// A screen on which pieces of output came one after the other.
  package init(commandLine: String, pieces: [(bytes: [UInt8], instant: Instant)]) {
    self.commandLine = commandLine
    lines = []
    var rest: [UInt8] = []
    var last: Instant?
    for piece in pieces {
      var start = piece.bytes.startIndex
      while let end = piece.bytes[start...].firstIndex(of: 0x0A) {
        if rest.isEmpty {
          add(piece.bytes[start..<end], at: piece.instant)
        } else {
          add(rest + piece.bytes[start..<end], at: end > start ? piece.instant : last)
          rest = []
        }
        start = end + 1
      }
      rest += piece.bytes[start...]
      last = piece.instant
    }
    add(rest, at: last)
  }

  private mutating func add(_ bytes: some Collection<UInt8>, at instant: Instant?) {
    if !bytes.isEmpty { lines.append(Line(text: String(decoding: bytes, as: UTF8.self), instant: instant)) }
  }

  /// The line with which a value had been read, if it could be. A value of one or two letters proves nothing by itself:
  /// the field's name must stand beside it or in the command line.
  package func line(showing value: String, of field: String) -> Line? {
    let pieces = value.split(separator: "\n").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    guard let first = pieces.first else { return nil }
    if first.utf8.count > 2 {
      let found = pieces.map { piece in lines.first { Self.holds($0.text, piece) } }
      return found.contains(nil) ? nil : found.compactMap(\.self).max { Self.isEarlier($0, $1) }
    }
    let isAsked = Self.mentions(commandLine, field)
    return lines.first { Self.holds($0.text, first) && (isAsked || Self.mentions($0.text, field)) }
  }

  private static func isEarlier(_ left: Line, _ right: Line) -> Bool {
    (left.instant ?? .distantPast) < (right.instant ?? .distantPast)
  }

  /// The first line that holds both.
  package func line(showing left: String, and right: String) -> Line? {
    lines.first { Self.holds($0.text, left) && Self.holds($0.text, right) }
  }

  package func line(showing word: String) -> Line? { lines.first { Self.holds($0.text, word) } }

  /// The first line that holds a value and says of nothing else that it has it.
  package func line(showing value: String, withoutAnyOf names: [String]) -> Line? {
    lines.first { line in Self.holds(line.text, value) && !names.contains { Self.holds(line.text, $0) } }
  }

  package func line(containing part: String) -> Line? { lines.first { $0.text.contains(part) } }

  /// The first line that was printed at an instant or after it.
  package func line(since instant: Instant) -> Line? { lines.first { ($0.instant ?? instant) >= instant } }

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

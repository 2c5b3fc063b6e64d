/// What a command printed on the player's screen, and the line that made it.
package struct Screen: Hashable, Sendable {
  package var commandLine: String
  package var lines: [String]

  package init(commandLine: String, output: String) {
    self.commandLine = commandLine
    lines = output.utf8.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
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
    var rest = Substring(line)
    while let range = rest.firstRange(of: value) {
      let before = rest[..<range.lowerBound].last ?? line[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      let next = rest[range.upperBound...].dropFirst().first
      let endsAtDot = after == "." && !(next?.isLetter ?? false) && !(next?.isNumber ?? false)
      if !isPartOfWord(before) || isPartOfWord(value.first) == false, !isPartOfWord(after) || endsAtDot { return true }
      rest = rest[rest.index(after: range.lowerBound)...]
    }
    return false
  }

  private static func isPartOfWord(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber || character == "-" || character == "_" || character == "."
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

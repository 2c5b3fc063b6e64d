/// Text as HTML and SVG may hold it.
package enum Markup {
  /// A text that can do no harm in an element or a quoted attribute: markup is escaped, control characters and marks that
  /// turn the direction of writing are shown as what they are.
  /// - Parameter limit: bytes of what comes out; what is longer is cut.
  package static func text(_ text: String, limit: Int = 2000) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if result.utf8.count >= limit { return result + "…" }
      append(scalar, to: &result)
    }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x26: result += "&amp;"
    case 0x3C: result += "&lt;"
    case 0x3E: result += "&gt;"
    case 0x22: result += "&quot;"
    case 0x27: result += "&#39;"
    case 0x09, 0x0A: result.unicodeScalars.append(scalar)
    case 0..<0x20: result += "^" + String(UnicodeScalar(UInt8(scalar.value) + 0x40))
    case 0x7F: result += "^?"
    // Invisible: C1 controls, marks of direction, joiners of words, tags.
    case 0x80..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    case _ where scalar.properties.isNoncharacterCodePoint: result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }

  /// Paragraphs, one a line of flowed text.
  /// - Parameter limit: bytes of their text, about.
  static func paragraphs(_ text: String, limit: Int) -> String {
    let paragraphs = Prose.flowed(String(text.unicodeScalars.prefix(limit)))
    let markup = paragraphs.filter { !$0.isEmpty }.map { "<p>\(Self.text($0, limit: limit))</p>\n" }
    var room = limit
    return markup.prefix { paragraph in
      room -= paragraph.utf8.count
      return room > -limit
    }.joined()
  }

  /// Columns that a text takes, about: wide characters count double.
  static func width(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + (($1.unicodeScalars.first?.value ?? 0) < 0x1100 ? 1 : 2) }
  }

  /// Lines of about `columns`, broken between words where that goes.
  /// - Parameter letters: Unicode scalars of the text that are shown; what is longer is cut.
  static func lines(_ text: String, columns: Int, letters: Int) -> [String] {
    let isLong = text.unicodeScalars.dropFirst(letters).first != nil
    let shown = isLong ? String(text.unicodeScalars.prefix(letters)) + "…" : text
    var lines: [String] = []
    var line = ""
    for word in shown.split(whereSeparator: \.isWhitespace) {
      for piece in pieces(of: word, columns) {
        if line.isEmpty {
          line = piece
        } else if width(line) + 1 + width(piece) <= columns {
          line += " " + piece
        } else {
          lines.append(line)
          line = piece
        }
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func pieces(of word: Substring, _ columns: Int) -> [String] {
    var pieces = [""]
    for character in word {
      if width(pieces[pieces.count - 1]) + 2 > max(2, columns) { pieces.append("") }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }
}

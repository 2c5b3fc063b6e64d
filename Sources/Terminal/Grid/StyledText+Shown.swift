import Drills
package import Scoring

extension StyledText {
  /// A text that somebody else wrote, on one line and without anything that a terminal would obey.
  package init(shown text: String, _ look: Look = .plain) {
    var sanitizer = Sanitizer()
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    let bytes = sanitizer.visible(Array(line.utf8)) + sanitizer.end()
    self.init(String(decoding: bytes, as: UTF8.self).replacing("\t", with: " "), look)
  }

  /// As it is written to a terminal or a file.
  package func text(_ style: Style) -> String {
    pieces.map { piece in
      var text = piece.text
      switch piece.look.tone {
      case .good: text = style.good(text)
      case .bad: text = style.bad(text)
      case .notable, .accent: text = style.notable(text)
      case .plain: break
      }
      if piece.look.isFaint { text = style.faint(text) }
      return piece.look.isBold ? style.bold(text) : text
    }.joined()
  }
}

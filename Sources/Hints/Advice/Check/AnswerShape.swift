/// The form in which an answer may be shown, whatever it says.
enum AnswerShape {
  static let sentences = 4
  static let limit = 2048
  /// Nobody reads on; what comes later is not even looked at.
  static let attention = 20_000

  /// At most four sentences and 2,048 bytes, without control characters and without what cannot be seen.
  static func fitted(_ answer: String) -> String {
    let visible = visible(answer)
    let kept = sentenceEnds(visible).prefix(sentences)
    let cut = kept.count == sentences ? visible[..<(kept.last ?? visible.endIndex)] : visible[...]
    guard cut.utf8.count > limit else { return trimmed(cut) }
    if let end = kept.last(where: { cut[..<$0].utf8.count <= limit }) { return trimmed(cut[..<end]) }
    // The first sentence alone is too long: it ends where a word does.
    var end = cut.startIndex
    var size = "…".utf8.count
    while end < cut.endIndex, size + cut[end].utf8.count <= limit {
      size += cut[end].utf8.count
      end = cut.index(after: end)
    }
    let part = cut[..<end]
    return trimmed(part.lastIndex(where: \.isWhitespace).map { part[..<$0] } ?? part) + "…"
  }

  // MARK: What can be seen

  private static func visible(_ answer: String) -> String {
    var kept = String.UnicodeScalarView()
    var escape = EscapeSequence()
    for scalar in answer.unicodeScalars.prefix(attention) {
      if escape.takes(scalar) || !isVisible(scalar) { continue }
      kept.append(scalar)
    }
    return String(kept)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 32 && scalar.value != 127 || scalar == "\n" || scalar == "\t" }
    // They choose between two looks of a sign, or join signs to one.
    if scalar.properties.isDefaultIgnorableCodePoint { return scalar.value == 0xFE0F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  /// A terminal's escape sequence, left out as a whole: `ESC [ 3 1 m`, `ESC ] … BEL`.
  private struct EscapeSequence {
    private enum State { case none, begun, control, text }
    private var state = State.none

    mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.value == 0x1B {
        state = .begun
        return true
      }
      switch state {
      case .none: return false
      case .begun:
        state = scalar == "[" ? .control : scalar == "]" || scalar == "P" ? .text : .none
        return true
      case .control:
        if scalar == "\n" { state = .none }
        if (0x40...0x7E).contains(scalar.value) { state = .none }
        return scalar != "\n"
      case .text:
        if scalar.value == 7 || scalar == "\n" { state = .none }
        return true
      }
    }
  }

  // MARK: Sentences

  /// Where sentences end: behind their last sign. A line's end is one, too.
  private static func sentenceEnds(_ text: String) -> [String.Index] {
    var ends: [String.Index] = []
    var hasWords = false
    var index = text.startIndex
    while index < text.endIndex, ends.count < sentences {
      let character = text[index]
      let next = text.index(after: index)
      if character.isLetter || character.isNumber { hasWords = true }
      if hasWords, character.isNewline || endsSentence(text, index) {
        ends.append(character.isNewline ? index : closing(text, next))
        hasWords = false
      }
      index = next
    }
    if hasWords, ends.count < sentences { ends.append(text.endIndex) }
    return ends
  }

  private static func endsSentence(_ text: String, _ index: String.Index) -> Bool {
    let character = text[index]
    if "。！？".contains(character) { return true }
    guard ".!?…".contains(character) else { return false }
    let after = closing(text, text.index(after: index))
    guard after < text.endIndex else { return true }
    guard text[after].isWhitespace else { return false }
    guard character == "." else { return true }
    // e.g. and z. B. are words, and so is the 2. that begins a line.
    var start = index
    while start > text.startIndex, !isParting(text[text.index(before: start)]) { start = text.index(before: start) }
    let word = text[start..<index]
    if word.count == 1, word.allSatisfy(\.isLetter) { return false }
    if word.allSatisfy(\.isNumber), start == text.startIndex || text[text.index(before: start)].isNewline {
      return false
    }
    let rest = text[after...].first { !$0.isWhitespace }
    return rest?.isLowercase != true
  }

  private static func isParting(_ character: Character) -> Bool {
    character.isWhitespace || "([\"'.".contains(character)
  }

  /// Behind quotes and brackets that close.
  private static func closing(_ text: String, _ index: String.Index) -> String.Index {
    var index = index
    for _ in 0..<8 where index < text.endIndex && "\"'”’»)]*_`.!?".contains(text[index]) {
      index = text.index(after: index)
    }
    return index
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}

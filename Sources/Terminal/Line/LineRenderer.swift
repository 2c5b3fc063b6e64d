/// Draws a text that is being edited on a terminal, over as many rows as it needs: only what has changed.
package struct LineRenderer: Sendable {
  private let hasColour: Bool
  private var shown: [StyledText] = []
  private var columns = 0
  /// Where the terminal's cursor is, counted from the first row.
  private var row = 0
  /// Nil where terminals do not agree: behind a full row.
  private var column: Int?

  package init(hasColour: Bool) { self.hasColour = hasColour }

  /// The bytes that bring the text to the screen, with the cursor in its place.
  package mutating func draw(_ text: TypedText, columns: Int) -> String {
    var output = ""
    if columns != self.columns, !shown.isEmpty { output += startOver() }
    self.columns = columns
    for (index, new) in text.rows.enumerated() {
      let old = shown.indices.contains(index) ? shown[index] : nil
      if let old, old == new { continue }
      let shared = old?.prefix(sharedWith: new) ?? (count: 0, width: 0)
      output += moving(to: index, column: shared.width)
      output += ansi(new.dropFirst(shared.count))
      column = new.width < columns ? new.width : nil
      // What stood there before: of the text, or of a program that did not end its line.
      if old.map({ $0.width > new.width }) ?? (new.width < columns) { output += "\u{1B}[K" }
      if old == nil { shown.append(new) } else { shown[index] = new }
    }
    for index in shown.indices.dropFirst(text.rows.count) where shown[index].width > 0 {
      output += moving(to: index, column: 0) + "\u{1B}[K"
      shown[index] = StyledText()
    }
    return output + moving(to: text.cursor.row, column: text.cursor.column)
  }

  /// The bytes that leave the text standing and go on below it.
  package mutating func finish() -> String {
    let last = shown.lastIndex { $0.width > 0 } ?? 0
    let output = moving(to: last, column: 0) + "\r\n"
    (shown, row, column) = ([], 0, nil)
    return output
  }

  /// The bytes that take the text away: what is drawn next is drawn in its place.
  package mutating func startOver() -> String {
    let output = moving(to: 0, column: 0) + "\u{1B}[J"
    (shown, row, column) = ([], 0, 0)
    return output
  }

  private mutating func moving(to target: Int, column wanted: Int) -> String {
    if target == row, column == wanted { return "" }
    var output = "\r"
    if target < row { output += "\u{1B}[\(row - target)A" }
    if target > row {
      // Rows that are not there yet come by line feeds.
      let existing = min(target, max(row, shown.count - 1))
      if existing > row { output += "\u{1B}[\(existing - row)B" }
      output += String(repeating: "\r\n", count: target - existing)
    }
    if wanted > 0 { output += "\u{1B}[\(wanted)C" }
    (row, column) = (target, wanted)
    return output
  }

  private func ansi(_ text: StyledText) -> String {
    guard hasColour else { return text.plain }
    return text.pieces.map { $0.look == .plain ? $0.text : Self.codes($0.look) + $0.text + "\u{1B}[0m" }.joined()
  }

  private static func codes(_ look: Look) -> String {
    var codes: [String] = []
    if look.isBold { codes.append("1") }
    if look.isFaint { codes.append("2") }
    if look.isUnderlined { codes.append("4") }
    if look.isReversed { codes.append("7") }
    switch look.tone {
    case .plain: break
    case .good: codes.append("32")
    case .bad: codes.append("31")
    case .notable: codes.append("35")
    case .accent: codes.append("34")
    }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

/// Redraws a line that is being edited, over as many rows as it needs.
package struct LineRenderer: Sendable {
  /// The row of the cursor, counted from the prompt's row, after the last drawing.
  private var cursorRow = 0

  package init() {}

  /// The bytes that redraw prompt and line on a terminal of `columns` columns, with the cursor in its place.
  package mutating func draw(prompt: String, promptWidth: Int, buffer: LineBuffer, columns: Int) -> String {
    let columns = max(1, columns)
    var output = "\r"
    if cursorRow > 0 { output += "\u{1B}[\(cursorRow)A" }
    output += prompt + buffer.text
    let end = promptWidth + DisplayWidth.of(buffer.text)
    let cursor = promptWidth + DisplayWidth.of(buffer.textBeforeCursor)
    // A terminal waits at the end of a full row: a blank makes it go on to the next one.
    if end > 0, end % columns == 0 { output += "\n" }
    // Only what is behind the line: terminals that keep what is cleared from their first column on would keep it for every
    // key.
    output += "\u{1B}[J"
    let up = end / columns - cursor / columns
    if up > 0 { output += "\u{1B}[\(up)A" }
    output += "\r"
    if cursor % columns > 0 { output += "\u{1B}[\(cursor % columns)C" }
    cursorRow = cursor / columns
    return output
  }

  /// The bytes that leave the line standing and go on below it.
  package mutating func finish(promptWidth: Int, buffer: LineBuffer, columns: Int) -> String {
    let columns = max(1, columns)
    let rows = (promptWidth + DisplayWidth.of(buffer.text)) / columns - cursorRow
    cursorRow = 0
    return (rows > 0 ? "\u{1B}[\(rows)B" : "") + "\r\n"
  }
}

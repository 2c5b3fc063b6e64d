/// A prompt and what is typed behind it, as the rows of a screen.
package struct TypedText: Hashable, Sendable {
  package private(set) var rows: [StyledText]
  /// Among the rows.
  package private(set) var cursor: Grid.Place

  /// What stands before the lines after the first.
  private static let continuation = StyledText("> ", .faint)
  private static let tabStop = 8

  /// - Parameter commands: the names of commands, for the colours; nil where there are to be none.
  package init(prompt: StyledText, buffer: LineBuffer, columns: Int, commands: Set<String>? = nil) {
    let columns = max(4, columns)
    let looks = commands.map {
      CommandColours.looks(of: buffer.characters, cursor: buffer.cursor, commands: $0)
    }
    rows = prompt.wrapped(to: columns)
    cursor = Grid.Place(row: 0, column: 0)
    var row = rows.popLast() ?? StyledText()
    for (index, character) in buffer.characters.enumerated() {
      let shown = Self.shown(character, at: row.width)
      if row.width + DisplayWidth.of(shown) > columns {
        rows.append(row)
        row = StyledText()
      }
      if index == buffer.cursor { cursor = .init(row: rows.count, column: min(row.width, columns - 1)) }
      if character == "\n" {
        rows.append(row)
        row = Self.continuation
      } else {
        row.append(shown, looks?[index] ?? .plain)
      }
    }
    // Where the next character goes.
    if row.width >= columns {
      rows.append(row)
      row = StyledText()
    }
    if buffer.cursor == buffer.characters.count { cursor = .init(row: rows.count, column: row.width) }
    rows.append(row)
  }

  /// The rows around the cursor, as many as there is room for.
  package func limited(to count: Int) -> TypedText {
    guard rows.count > max(1, count) else { return self }
    let start = max(0, cursor.row - max(1, count) + 1)
    var part = self
    part.rows = Array(rows[start..<min(rows.count, start + max(1, count))])
    part.cursor.row -= start
    return part
  }

  /// A tab takes the columns up to its stop; what could control a terminal is left out.
  private static func shown(_ character: Character, at column: Int) -> String {
    if character == "\t" { return String(repeating: " ", count: tabStop - column % tabStop) }
    return DisplayWidth.of(character) > 0 ? String(character) : ""
  }
}

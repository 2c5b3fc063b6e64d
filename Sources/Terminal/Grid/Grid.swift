/// A screen full of characters: what views draw and terminals show.
package struct Grid: Hashable, Sendable {
  package struct Cell: Hashable, Sendable {
    /// Nil for the right half of a wide character.
    package var character: Character?
    package var look: Look

    static let blank = Cell(character: " ", look: .plain)
  }

  package struct Place: Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  package let rows: Int
  package let columns: Int
  private var cells: [Cell]
  /// Where the cursor blinks; nil where it is hidden.
  package var cursor: Place?

  package init(rows: Int, columns: Int) {
    self.rows = max(1, rows)
    self.columns = max(1, columns)
    cells = Array(repeating: .blank, count: self.rows * self.columns)
  }

  package var area: Area { Area(row: 0, column: 0, rows: rows, columns: columns) }

  package func row(_ index: Int) -> ArraySlice<Cell> {
    (0..<rows).contains(index) ? cells[index * columns..<(index + 1) * columns] : []
  }

  /// Writes a text into a row; what does not fit into the area is left out.
  package mutating func write(_ text: StyledText, row: Int, column: Int = 0, in area: Area) {
    let bound = min(area.column + area.columns, columns)
    guard row < area.rows, (0..<rows).contains(area.row + row) else { return }
    var column = area.column + column
    let start = (area.row + row) * columns
    for piece in text.pieces {
      for character in piece.text {
        let character = Self.drawable(character)
        let width = DisplayWidth.of(character)
        guard width > 0 else { continue }
        guard column >= 0, column + width <= bound else { return }
        cells[start + column] = Cell(character: character, look: piece.look)
        if width == 2 { cells[start + column + 1] = Cell(character: nil, look: piece.look) }
        column += width
      }
    }
  }

  /// What terminals agree about: a character with a few accents. Of what is joined to one picture (a family, a colour of
  /// skin) only the first part is shown, and a mark stands for what is no character.
  private static func drawable(_ character: Character) -> Character {
    if character.isASCII { return character }
    var scalars = String.UnicodeScalarView()
    for (index, scalar) in character.unicodeScalars.prefix(4).enumerated() {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: scalars.append(scalar)
      case .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator:
        if index == 0 { scalars.append("\u{FFFD}") }
      default: if index == 0 { scalars.append(scalar) }
      }
    }
    return String(scalars).first ?? character
  }

  /// Writes lines below each other from the top of the area.
  package mutating func write(_ lines: some Sequence<StyledText>, in area: Area) {
    for (row, line) in lines.prefix(area.rows).enumerated() { write(line, row: row, in: area) }
  }

  /// Draws another grid, with its cursor, into an area.
  package mutating func draw(_ other: Grid, at area: Area) {
    for row in 0..<min(other.rows, area.rows) where (0..<rows).contains(area.row + row) {
      let count = min(other.columns, area.columns, columns - area.column)
      guard count > 0 else { return }
      let start = (area.row + row) * columns + area.column
      cells.replaceSubrange(start..<start + count, with: other.row(row).prefix(count))
    }
    cursor = other.cursor.map { Place(row: area.row + $0.row, column: area.column + $0.column) }
  }

  /// Makes the whole area blank.
  package mutating func clear(_ area: Area, _ look: Look = .plain) {
    let blank = StyledText(String(repeating: " ", count: area.columns), look)
    for row in 0..<area.rows { write(blank, row: row, in: area) }
  }

  /// Draws a frame along the area's edge, with a title in its upper side.
  package mutating func frame(_ area: Area, title: String, _ look: Look = .faint) {
    guard area.rows >= 2, area.columns >= 2 else { return }
    let line = String(repeating: "─", count: area.columns - 2)
    write(StyledText("┌" + line + "┐", look), row: 0, in: area)
    for row in 1..<max(1, area.rows - 1) {
      write(StyledText("│", look), row: row, in: area)
      write(StyledText("│", look), row: row, column: area.columns - 1, in: area)
    }
    write(StyledText("└" + line + "┘", look), row: area.rows - 1, in: area)
    guard !title.isEmpty, area.columns > 6 else { return }
    write(StyledText(" \(title) ", .bold).truncated(to: area.columns - 4), row: 0, column: 2, in: area)
  }

  /// The characters alone, line by line.
  package var text: String {
    (0..<rows).map { index in
      var line = row(index).compactMap { $0.character.map(String.init) }.joined()
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

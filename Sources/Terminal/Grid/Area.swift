/// A rectangle of a screen; never of negative size.
package struct Area: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  package var isEmpty: Bool { rows == 0 || columns == 0 }

  package func contains(row: Int, column: Int) -> Bool {
    (self.row..<self.row + rows).contains(row) && (self.column..<self.column + columns).contains(column)
  }

  /// The same area without a frame of one cell.
  package var inside: Area { Area(row: row + 1, column: column + 1, rows: rows - 2, columns: columns - 2) }

  /// The first rows of it, and the others.
  package func splitRows(_ count: Int) -> (Area, Area) {
    let count = min(max(0, count), rows)
    return (
      Area(row: row, column: column, rows: count, columns: columns),
      Area(row: row + count, column: column, rows: rows - count, columns: columns)
    )
  }

  /// The first columns of it, and the others.
  package func splitColumns(_ count: Int) -> (Area, Area) {
    let count = min(max(0, count), columns)
    return (
      Area(row: row, column: column, rows: rows, columns: count),
      Area(row: row, column: column + count, rows: rows, columns: columns - count)
    )
  }
}

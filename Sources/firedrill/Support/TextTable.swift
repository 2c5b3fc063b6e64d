import Terminal

/// Rows in aligned columns, as kubectl prints them.
struct TextTable {
  private var rows: [[String]]
  /// Lines that stand before a row, by its index.
  private var headings: [Int: String] = [:]

  init(header: [String]) {
    rows = [header]
  }

  mutating func add(_ row: [String]) {
    rows.append(row)
  }

  /// Puts a line of its own before the rows that follow.
  mutating func addHeading(_ text: String) {
    headings[rows.count] = text
  }

  var text: String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    let lines = rows.enumerated().map { index, row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - DisplayWidth.of(cell))
      }
      let line = cells.joined(separator: "   ")
      let heading = headings[index].map { "\n\($0)\n" } ?? ""
      return heading + String(line.reversed().drop { $0 == " " }.reversed())
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

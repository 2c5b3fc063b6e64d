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

  var text: String { text(Self.gap, cutting: nil) }

  private static let gap = 3
  private static let smallestColumn = 8

  /// As it fits a terminal, as far as it can: columns move together, and one of them is cut. Elsewhere all is said.
  /// - Parameter column: the one that is cut, and that does without its end best.
  func text(on device: TerminalDevice, cutting column: Int) -> String {
    device.outputIsTerminal ? text(columns: device.columns, cutting: column) : text
  }

  func text(columns: Int, cutting column: Int) -> String {
    let widths = widths
    guard widths.indices.contains(column) else { return text }
    let gap = [Self.gap, 2].first { widths.reduce(0, +) + $0 * (widths.count - 1) <= columns } ?? 2
    let room = columns - gap * (widths.count - 1) - (widths.reduce(0, +) - widths[column])
    return text(gap, cutting: (column, max(Self.smallestColumn, room)))
  }

  private var widths: [Int] {
    (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
  }

  private func text(_ gap: Int, cutting cut: (column: Int, width: Int)?) -> String {
    var widths = widths
    if let cut { widths[cut.column] = min(cut.width, widths[cut.column]) }
    let lines = rows.enumerated().map { index, row in
      let cells = zip(row, widths).map { cell, width in
        let cell = StyledText(cell).truncated(to: width).plain
        return cell + String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)))
      }
      let line = cells.joined(separator: String(repeating: " ", count: gap))
      let heading = headings[index].map { "\n\($0)\n" } ?? ""
      return heading + String(line.reversed().drop { $0 == " " }.reversed())
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// Arranges lines in columns: a table of their words (`-t`), or as many as fit beside each other.
enum ColumnCommand {
  private static let lineWidth = 80

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "ts:o:nxc:N:R:e",
      names: ["table": "t", "separator": "s", "output-separator": "o", "table-columns": "N", "table-right": "R"])
    return CollectingCommand(name: "column", paths: options.operands) { inputs, process in
      var lines: [String] = []
      for input in inputs {
        lines += String(decoding: input.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      }
      lines.removeAll { $0.allSatisfy(\.isWhitespace) }
      process.print(options.has("t") ? table(lines, options) : beside(lines))
      return 0
    }
  }

  private static func table(_ lines: [String], _ options: CommandOptions) -> String {
    var rows = lines.map { line -> [String] in
      guard let separators = options.value("s") else {
        return line.split(whereSeparator: \.isWhitespace).map(String.init)
      }
      return line.split(omittingEmptySubsequences: false) { separators.contains($0) }.map(String.init)
    }
    if let names = options.value("N") { rows.insert(names.split(separator: ",").map(String.init), at: 0) }
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index < widths.count { widths[index] = max(widths[index], cell.count) } else { widths.append(cell.count) }
      }
    }
    let gap = options.value("o") ?? "  "
    return rows.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count) + gap
      }.joined() + "\n"
    }.joined()
  }

  private static func beside(_ lines: [String]) -> String {
    let width = ((lines.map(\.count).max() ?? 0) + 8) / 8 * 8
    let perLine = max(1, lineWidth / width)
    let count = (lines.count + perLine - 1) / perLine
    return (0..<count).map { first in
      stride(from: first, to: lines.count, by: max(1, count)).map { number in
        let isLast = number + count >= lines.count
        let tabs = (width - lines[number].count + 7) / 8
        return lines[number] + String(repeating: "\t", count: isLast ? 0 : tabs)
      }.joined() + "\n"
    }.joined()
  }
}

/// Aligns columns as Go's text/tabwriter does: a cell that ends with a tab belongs to a column, and a column is a block
/// of consecutive lines that have such a cell. The last cell of a line belongs to none.
struct TabWriter {
  private let minimumWidth: Int
  private let padding: Int
  private let remembersWidths: Bool
  private var remembered: [Int] = []
  private var lines: [[Cell]] = [[]]
  private var open = ""
  /// What was written, for a writer that aligns nothing.
  private var unaligned: String?

  private struct Cell {
    let text: String
    let width: Int

    init(_ text: String) {
      self.text = text
      // Characters, not bytes.
      width = text.utf8.count { $0 & 0xC0 != 0x80 }
    }
  }

  /// As `kubectl describe` writes: columns two blanks apart.
  static var description: TabWriter { TabWriter(minimumWidth: 0, padding: 2) }

  /// As kubectl's tables are: columns three blanks apart, at least six wide.
  static var table: TabWriter { TabWriter(minimumWidth: 6, padding: 3, remembersWidths: true) }

  /// With `remembersWidths` a column never gets narrower than what was flushed before.
  init(minimumWidth: Int, padding: Int, remembersWidths: Bool = false) {
    self.minimumWidth = minimumWidth
    self.padding = padding
    self.remembersWidths = remembersWidths
  }

  /// A writer that leaves the tabs as they are.
  static var unaligned: TabWriter {
    var writer = TabWriter(minimumWidth: 0, padding: 0)
    writer.unaligned = ""
    return writer
  }

  mutating func write(_ text: String) {
    if unaligned != nil {
      unaligned?.append(text)
      return
    }
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() where (0x09...0x0C).contains(byte) {
        take(bytes[start..<index])
        start = index + 1
        endCell()
        if byte == 0x0A || byte == 0x0C { lines.append([]) }
      }
      take(bytes[start...])
    }
  }

  private mutating func take(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    if !bytes.isEmpty { open += String(decoding: bytes, as: UTF8.self) }
  }

  private mutating func endCell() {
    lines[lines.count - 1].append(Cell(open))
    open = ""
  }

  mutating func forgetWidths() { remembered = [] }

  /// What was written since the last flush, aligned.
  mutating func flush() -> String {
    if let text = unaligned {
      unaligned = ""
      return text
    }
    endCell()
    let complete = lines
    lines = [[]]
    let widths = columnWidths(complete)
    var result = ""
    for (index, line) in complete.enumerated() {
      for (column, cell) in line.enumerated() {
        result += cell.text
        if column < line.count - 1 {
          result += String(repeating: " ", count: max(0, widths[index][column] - cell.width))
        }
      }
      if index < complete.count - 1 { result += "\n" }
    }
    return result
  }

  /// For every line the widths of its columns.
  private mutating func columnWidths(_ lines: [[Cell]]) -> [[Int]] {
    var widths = [[Int]](repeating: [], count: lines.count)
    var column = 0
    var active = lines.indices.filter { lines[$0].count > 1 }
    while !active.isEmpty {
      var start = 0
      while start < active.count {
        var end = start + 1
        while end < active.count, active[end] == active[end - 1] + 1 { end += 1 }
        var width = active[start..<end].map { lines[$0][column].width + padding }.reduce(minimumWidth, max)
        if remembersWidths {
          if column < remembered.count {
            width = max(width, remembered[column])
            remembered[column] = width
          } else {
            remembered.append(width)
          }
        }
        for line in active[start..<end] { widths[line].append(width) }
        start = end
      }
      column += 1
      active = active.filter { lines[$0].count > column + 1 }
    }
    return widths
  }
}

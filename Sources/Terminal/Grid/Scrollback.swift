/// What was printed in a terminal so far, and the part of it that is seen.
package struct Scrollback: Sendable {
  /// Older lines are forgotten.
  private static let limit = 10_000

  private struct Line: Sendable {
    var text: StyledText
    /// It is broken between words.
    var isProse = false

    func rows(_ columns: Int) -> [StyledText] { isProse ? text.wordWrapped(to: columns) : text.wrapped(to: columns) }

    /// Wide characters that do not fit at the end of a row make this too small by a row at most.
    func rowCount(_ columns: Int) -> Int {
      if isProse { return rows(columns).count }
      return max(1, (text.width + max(1, columns) - 1) / max(1, columns))
    }
  }

  private var lines: [Line] = []
  private var reader = TerminalText()
  /// How many rows below the seen part there are; 0 follows the end.
  package private(set) var offset = 0

  package init() {}

  /// - Parameter isProse: whether long lines are broken between words: what the game says, and not what commands print.
  package mutating func append(_ bytes: [UInt8], isProse: Bool = false) {
    lines += reader.lines(bytes).map { Line(text: $0, isProse: isProse) }
    if lines.count > Self.limit + Self.limit / 10 { lines.removeFirst(lines.count - Self.limit) }
  }

  package mutating func append(_ text: String) { append(Array(text.utf8)) }

  /// A whole line, as it is.
  package mutating func append(_ line: StyledText) {
    endOpenLine()
    lines.append(Line(text: line))
  }

  /// What follows begins on a line of its own.
  package mutating func endOpenLine() {
    if !reader.open.isEmpty { lines.append(Line(text: reader.takeOpen())) }
  }

  /// The line that has no end yet: the prompt of a program.
  package var open: StyledText { reader.open }

  package mutating func takeOpen() -> StyledText { reader.takeOpen() }

  package mutating func clear() {
    lines = []
    offset = 0
  }

  package var count: Int { lines.count }

  // MARK: Seeing

  /// Moves the seen part up (or down, where negative), as far as there is something.
  package mutating func scroll(by rows: Int, in area: Area, below: Int) {
    offset = max(0, min(offset + rows, furthest(in: area, below: below)))
  }

  package mutating func scrollToEnd() { offset = 0 }

  package mutating func scrollToStart(in area: Area, below: Int) { offset = furthest(in: area, below: below) }

  private func furthest(in area: Area, below: Int) -> Int {
    max(0, lines.reduce(below) { $0 + $1.rowCount(area.columns) } - area.rows)
  }

  /// The rows that are seen.
  /// - Parameter below: rows that follow at the end: those of the line that is being typed.
  package func rows(in area: Area, below: [StyledText]) -> [StyledText] {
    guard area.rows > 0 else { return [] }
    var wanted = area.rows + offset - below.count
    var rows: [[StyledText]] = []
    for line in lines.reversed() {
      guard wanted > 0 else { break }
      let wrapped = line.rows(area.columns)
      rows.append(wrapped)
      wanted -= wrapped.count
    }
    let all = rows.reversed().flatMap { $0 } + below
    return Array(all.dropLast(offset).suffix(area.rows))
  }
}

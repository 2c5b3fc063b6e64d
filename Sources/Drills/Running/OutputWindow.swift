/// A place on a screen that shows the beginning of what a command prints, each line as far as it fits.
package struct OutputWindow: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  private var row = 0
  private var column = 0
  /// Lines until now, with those that are not seen.
  private(set) var rowCount = 0
  /// Whether one of those that are seen goes on beyond the right side.
  private(set) var isCutOff = false

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// `80x12`
  init?(_ text: some StringProtocol) {
    let numbers = text.split(separator: "x").compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    self.init(columns: numbers[0], rows: numbers[1])
  }

  var text: String { "\(columns)x\(rows)" }

  /// What of the next piece is seen.
  mutating func seen(_ bytes: [UInt8]) -> [UInt8] {
    var seen: [UInt8] = []
    for character in String(decoding: bytes, as: UTF8.self) {
      rowCount = max(rowCount, row + 1)
      let isSeen = row < rows
      if character.isNewline {
        (row, column) = (row + 1, 0)
      } else {
        column += 1
        if isSeen, column > columns { isCutOff = true }
        guard column <= columns else { continue }
      }
      if isSeen { seen += Array(String(character).utf8) }
    }
    return seen
  }
}

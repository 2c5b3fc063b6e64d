/// What a command shows now, beside the shell.
package struct Glance: Hashable, Sendable {
  /// As much as there is room for.
  package var text: String
  /// Lines that the command printed, with those for which there was no room.
  package var rowCount: Int
  /// Whether lines went on beyond the right side.
  package var isCutOff: Bool

  package init(text: String = "", rowCount: Int = 0, isCutOff: Bool = false) {
    self.text = text
    self.rowCount = rowCount
    self.isCutOff = isCutOff
  }
}

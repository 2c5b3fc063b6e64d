/// Everything that one line of the player's brought: what was asked and answered, and what was printed of it.
package struct Answer: Sendable {
  package var exchanges: [Exchange]
  /// Nil for a client whose screen nobody knows: then all counts that a person would read.
  package var screen: Screen?

  package init(exchanges: [Exchange], screen: Screen?) {
    self.exchanges = exchanges
    self.screen = screen
  }

  /// Printed lines up to which a list of whole objects is read; what is longer shows no more than a table.
  static let readableLines = 400

  package var isTooLongToRead: Bool { (screen?.lines.count ?? 0) > Self.readableLines }
}

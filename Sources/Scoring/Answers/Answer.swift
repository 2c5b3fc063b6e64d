package import KubernetesModel
package import Scenarios

/// Knows in which lines a command says fields that it prints in forms of its own.
package protocol FieldDescriber: Sendable {
  /// The lines of a screen that say a field.
  /// - Parameters:
  ///   - screen: what was printed, without the blanks around each line.
  ///   - value: the field's, as its object has it.
  func lines(
    of screen: Set<String>, saying path: FieldPath, of object: JSONValue, in resource: GroupResource, as value: String
  ) -> [String]
}

/// Everything that one line of the player's brought: what was asked and answered, and what was printed of it.
package struct Answer: Sendable {
  package var exchanges: [Exchange]
  /// Nil for a client whose screen nobody knows: then all counts that a person would read.
  package var screen: Screen?
  /// Of what was described; nil for answers of other commands.
  package var describer: (any FieldDescriber)?

  package init(exchanges: [Exchange], screen: Screen?, describer: (any FieldDescriber)? = nil) {
    self.exchanges = exchanges
    self.screen = screen
    self.describer = describer
  }

  /// Printed lines up to which a list of whole objects is read; what is longer shows no more than a table.
  static let readableLines = 400

  package var isTooLongToRead: Bool { (screen?.lines.count ?? 0) > Self.readableLines }
}

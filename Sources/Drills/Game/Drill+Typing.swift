import ContainerShell

/// What a line editor asks of the shell that it types for. Nothing of it is kept.
extension Drill {
  /// Whether nothing more must be typed before a text can run: no quote, here-document or loop is open.
  /// - Parameter seat: where it is typed, in a shared drill.
  package func isComplete(_ text: String, seat number: Int = 0) -> Bool {
    (seat(number) ?? own).shell.isComplete(text)
  }

  /// Everything that may stand where a command does.
  package var commandNames: Set<String> { shell.commands }

  /// Whether the player asked the shell for vi's keys.
  package var usesViKeys: Bool { shell.usesViKeys }
}

import ContainerShell

/// What a line editor asks of the shell that it types for. Nothing of it is kept.
extension Drill {
  /// Whether nothing more must be typed before a text can run: no quote, here-document or loop is open.
  package func isComplete(_ text: String) -> Bool { own.shell.isComplete(text) }

  /// The same for what is typed at a seat of a shared drill.
  package func isComplete(_ text: String, seat number: Int) -> Bool {
    (seat(number) ?? own).shell.isComplete(text)
  }

  /// Everything that may stand where a command does.
  package var commandNames: Set<String> { shell.commands }

  /// Whether the player asked the shell for vi's keys.
  package var usesViKeys: Bool { shell.usesViKeys }
}

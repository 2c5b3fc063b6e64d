/// What kubectl says of one command, beside what follows from its flags and subcommands.
struct HelpPage: Sendable {
  /// One line for the list of commands.
  let summary: String
  /// What follows the command's name in its usage line.
  let usage: String
  /// What `--help` says first.
  let details: String
  let examples: String

  init(
    _ summary: String, usage: String = "[flags] [options]", details: String? = nil, examples: String = ""
  ) {
    self.summary = summary
    self.usage = usage
    self.details = details ?? summary + "."
    self.examples = examples
  }
}

/// The texts of `--help`: those of kubectl 1.33 (Copyright The Kubernetes Authors, Apache License 2.0), so that a player
/// reads here what the real one prints.
enum HelpPages {
  /// The page of a command, by its full name.
  static subscript(path: String) -> HelpPage { byPath[path] ?? HelpPage("") }

  static let byPath: [String: HelpPage] = [
    create, createMore, running, reading, rolling, nodes, containers, files, settings, settingsMore,
  ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
}

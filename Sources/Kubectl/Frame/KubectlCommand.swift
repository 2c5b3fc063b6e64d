/// One command of kubectl, or a group of commands (`rollout`, `config`).
protocol KubectlCommand: Sendable {
  var name: String { get }
  var aliases: [String] { get }
  /// One line for the list of commands.
  var summary: String { get }
  /// What `--help` says first; the summary when empty.
  var details: String { get }
  /// `# what it does` and the command line, as `--help` shows them.
  var examples: String { get }
  /// What follows the command's own name in its usage line.
  var usage: String { get }
  var flags: [FlagDefinition] { get }
  var subcommands: [any KubectlCommand] { get }

  func run(_ context: CommandContext) throws(KubectlError)
}

extension KubectlCommand {
  var aliases: [String] { [] }
  var details: String { "" }
  var examples: String { "" }
  var usage: String { "[flags] [options]" }
  var flags: [FlagDefinition] { [] }
  var subcommands: [any KubectlCommand] { [] }

  func answers(to word: String) -> Bool { name == word || aliases.contains(word) }
}

/// A command that only holds others: alone it prints its help.
protocol CommandGroup: KubectlCommand {}

extension CommandGroup {
  var usage: String { "SUBCOMMAND [options]" }

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.isEmpty else {
      throw .usage("unknown command \(context.arguments.joined(separator: " ").goQuoted)")
    }
    context.print(HelpText.of(self, path: context.path), terminator: "")
    throw .exit(1)
  }
}

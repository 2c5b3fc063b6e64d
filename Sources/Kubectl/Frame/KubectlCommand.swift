/// One command of kubectl, or a group of commands (`rollout`, `config`). What its help says stands in `HelpPages`.
protocol KubectlCommand: Sendable {
  var name: String { get }
  var aliases: [String] { get }
  var flags: [FlagDefinition] { get }
  var subcommands: [any KubectlCommand] { get }
  /// Left out of the lists of commands.
  var isHidden: Bool { get }

  /// What a command line becomes that cannot be read.
  func refusal(_ problem: String, path: String) -> KubectlError

  /// Whether the command asks a server, and so needs a kubeconfig that names one.
  func asksServer(_ flags: FlagValues) -> Bool

  func run(_ context: CommandContext) throws(KubectlError)
}

extension KubectlCommand {
  var aliases: [String] { [] }
  var flags: [FlagDefinition] { [] }
  var subcommands: [any KubectlCommand] { [] }
  var isHidden: Bool { false }

  func refusal(_ problem: String, path: String) -> KubectlError { .flag(problem) }

  func asksServer(_ flags: FlagValues) -> Bool { true }

  func answers(to word: String) -> Bool { name == word || aliases.contains(word) }
}

/// A command that only holds others: alone it prints its help, on standard error.
protocol CommandGroup: KubectlCommand {}

extension CommandGroup {
  func asksServer(_ flags: FlagValues) -> Bool { false }

  func run(_ context: CommandContext) throws(KubectlError) {
    try checkArguments(context)
    context.printError(HelpText.of(self, path: context.path), terminator: "")
    throw .exit(1)
  }

  /// Refuses what is no subcommand.
  func checkArguments(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.isEmpty else {
      throw .usage("unknown command \(context.arguments.joined(separator: " ").goQuoted)")
    }
  }
}

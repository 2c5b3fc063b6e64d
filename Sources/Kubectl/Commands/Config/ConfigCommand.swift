import KubernetesModel

/// `kubectl config`: shows and changes kubeconfig files.
struct ConfigCommand: CommandGroup {
  let name = "config"
  let subcommands: [any KubectlCommand] = [
    ConfigCurrentContextCommand(),
    ConfigDeleteCommand(.clusters), ConfigDeleteCommand(.contexts), ConfigDeleteCommand(.users),
    ConfigListCommand(.clusters), ConfigGetContextsCommand(), ConfigListCommand(.users),
    ConfigRenameContextCommand(), ConfigSetCommand(), ConfigSetClusterCommand(), ConfigSetContextCommand(),
    ConfigSetCredentialsCommand(), ConfigUnsetCommand(), ConfigUseContextCommand(), ConfigViewCommand(),
  ]
}

/// A command that reads or changes the kubeconfig itself.
protocol KubeconfigCommand: KubectlCommand {}

extension KubeconfigCommand {
  func asksServer(_ flags: FlagValues) -> Bool { false }

  /// The files that the command line means.
  func files(_ context: CommandContext) -> KubeconfigFiles { context.environment.kubeconfig.chosen(by: context.flags) }

  /// Changes the kubeconfig and writes what differs.
  func change(
    _ context: CommandContext, _ body: (inout Kubeconfig) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    let old = try files(context).load()
    var new = old
    try body(&new)
    try files(context).save(new, insteadOf: old)
  }

  /// What is said when there are too many arguments, or too few: the command's help, and which there were.
  func unexpectedArguments(_ context: CommandContext) -> KubectlError {
    context.print(HelpText.of(self, path: context.path), terminator: "")
    let word = name == "set-credentials" ? "unexpected" : "Unexpected"
    return .message("\(word) args: [\(context.arguments.joined(separator: " "))]")
  }
}

/// `kubectl config current-context`
struct ConfigCurrentContextCommand: KubeconfigCommand {
  let name = "current-context"

  func run(_ context: CommandContext) throws(KubectlError) {
    let given = context.flags.string("context")
    let current = given.isEmpty ? try files(context).load().currentContext : given
    if current.isEmpty { throw .message("current-context is not set") }
    context.print(current)
  }
}

/// `kubectl config get-clusters`, `kubectl config get-users`
struct ConfigListCommand: KubeconfigCommand {
  private let section: Kubeconfig.Section

  init(_ section: Kubeconfig.Section) { self.section = section }

  var name: String { "get-" + section.rawValue }

  func run(_ context: CommandContext) throws(KubectlError) {
    let names = try files(context).load().names(section)
    context.print((["NAME"] + names).joined(separator: "\n"))
  }
}

/// `kubectl plugin`: the player's machine has none.
struct PluginCommand: CommandGroup {
  let name = "plugin"
  let subcommands: [any KubectlCommand] = [PluginListCommand()]
}

/// `kubectl plugin list`
struct PluginListCommand: KubectlCommand {
  let name = "list"
  let flags: [FlagDefinition] = [.bool("name-only")]

  func run(_ context: CommandContext) throws(KubectlError) {
    throw .message("unable to find any kubectl plugins in your PATH")
  }
}

/// `kubectl completion`: the player's shell completes nothing, so the script that it gets does nothing.
struct CompletionCommand: KubectlCommand {
  let name = "completion"

  func run(_ context: CommandContext) throws(KubectlError) {
    guard let shell = context.arguments.first else { throw .usage("Shell not specified.") }
    if context.arguments.count > 1 { throw .usage("Too many arguments. Expected only the shell type.") }
    guard ["bash", "fish", "powershell", "zsh"].contains(shell) else {
      throw .usage("Unsupported shell type \(shell.goQuoted).")
    }
    context.print("# There is no completion in this shell.")
  }
}

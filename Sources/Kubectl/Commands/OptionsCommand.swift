/// `kubectl alpha`: there are none in this release.
struct AlphaCommand: KubectlCommand {
  let name = "alpha"
  let isHidden = true

  func asksServer(_ flags: FlagValues) -> Bool { false }

  func run(_ context: CommandContext) {
    context.printError("No alpha commands are available in this version of kubectl")
  }
}

/// `kubectl options`: the flags that every command takes.
struct OptionsCommand: KubectlCommand {
  let name = "options"
  let isHidden = true

  func asksServer(_ flags: FlagValues) -> Bool { false }

  func run(_ context: CommandContext) throws(KubectlError) {
    context.print("The following options can be passed to any command:\n")
    context.print(HelpText.options(GlobalFlags.all, "kubectl options"), terminator: "")
  }
}

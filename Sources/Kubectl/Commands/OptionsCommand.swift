/// `kubectl options`: the flags that every command takes.
struct OptionsCommand: KubectlCommand {
  let name = "options"
  let summary = "Print the list of flags inherited by all commands"
  let examples = """
    # Print flags inherited by all commands
    kubectl options
    """
  let usage = "[flags] [options]"

  func run(_ context: CommandContext) throws(KubectlError) {
    context.print("The following options can be passed to any command:\n")
    context.print(HelpText.options(GlobalFlags.all), terminator: "")
  }
}

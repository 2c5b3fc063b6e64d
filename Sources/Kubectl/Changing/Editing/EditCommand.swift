/// `kubectl edit`
struct EditCommand: KubectlCommand {
  let name = "edit"
  let summary = "Edit a resource on the server"
  let usage = "(RESOURCE/NAME | -f FILENAME) [options]"
  let examples = """
    # Edit a service
    kubectl edit service/web
    """
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ChangeFlags.files + [
      ChangeFlags.fieldManager("kubectl-edit"), ChangeFlags.saveConfig, ChangeFlags.validate,
      .bool("output-patch", "Show the patch that was sent."), .string("subresource", "Subresource to edit."),
      .bool("windows-line-endings", "Edit with line ends as Windows has them."),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try EditSession(context, mode: .live).run()
  }
}

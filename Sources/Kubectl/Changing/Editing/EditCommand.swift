/// `kubectl edit`
struct EditCommand: KubectlCommand {
  let name = "edit"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.fieldManager("kubectl-edit"), ChangeCause.flag, ChangeFlags.saveConfig, ChangeFlags.validate,
      .bool("output-patch"), .string("subresource"),
      .bool("windows-line-endings"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try EditSession(context, mode: .live).run()
  }
}

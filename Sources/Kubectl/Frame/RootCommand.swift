/// The headings of kubectl's own help, and what stands under each.
struct CommandChapter: Sendable {
  let title: String
  let commands: [any KubectlCommand]
}

/// Every command, in the order in which kubectl's own help lists them.
enum RootCommand {
  static let chapters: [CommandChapter] = [
    CommandChapter(
      title: "Basic Commands (Beginner):", commands: [CreateCommand(), ExposeCommand(), RunCommand(), SetCommand()]),
    CommandChapter(
      title: "Basic Commands (Intermediate):",
      commands: [ExplainCommand(), GetCommand(), EditCommand(), DeleteCommand()]),
    CommandChapter(title: "Deploy Commands:", commands: [RolloutCommand(), ScaleCommand(), AutoscaleCommand()]),
    CommandChapter(
      title: "Cluster Management Commands:",
      commands: [
        CertificateCommand(), ClusterInfoCommand(), TopCommand(), CordonCommand(isCordoning: true),
        CordonCommand(isCordoning: false), DrainCommand(), TaintCommand(),
      ]),
    CommandChapter(
      title: "Troubleshooting and Debugging Commands:",
      commands: [
        DescribeCommand(), LogsCommand(), AttachCommand(), ExecCommand(), PortForwardCommand(), ProxyCommand(),
        CopyCommand(), AuthCommand(), DebugCommand(), EventsCommand(),
      ]),
    CommandChapter(
      title: "Advanced Commands:",
      commands: [
        DiffCommand(), ApplyCommand(), PatchCommand(), ReplaceCommand(), WaitCommand(), KustomizeCommand(),
      ]),
    CommandChapter(
      title: "Settings Commands:",
      commands: [MetadataCommand(field: .label), MetadataCommand(field: .annotation), CompletionCommand()]),
    // kubectl shows this heading whether or not there are any.
    CommandChapter(title: "Subcommands provided by plugins:", commands: []),
    CommandChapter(
      title: "Other Commands:",
      commands: [
        APIResourcesCommand(), APIVersionsCommand(), ConfigCommand(), OptionsCommand(), PluginCommand(),
        VersionCommand(), AlphaCommand(),
      ]),
  ]

  static let commands: [any KubectlCommand] = chapters.flatMap(\.commands)

  /// The names in the order in which kubectl itself adds them, which is that of its suggestions.
  static let suggested: [String] =
    chapters.dropLast().flatMap(\.commands).map(\.name) + [
      "config", "plugin", "version", "api-versions", "api-resources", "options",
    ]
}

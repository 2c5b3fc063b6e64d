/// The headings of kubectl's own help, and what stands under each.
struct CommandChapter: Sendable {
  let title: String
  let commands: [any KubectlCommand]
}

/// Every command. Those that read and those that change are listed in files of their own.
enum RootCommand {
  static let chapters: [CommandChapter] = [
    CommandChapter(title: "Basic Commands (Beginner):", commands: ChangingCommands.beginner),
    CommandChapter(
      title: "Basic Commands (Intermediate):", commands: ReadingCommands.intermediate + ChangingCommands.intermediate),
    CommandChapter(title: "Deploy Commands:", commands: ChangingCommands.deploy),
    CommandChapter(title: "Cluster Management Commands:", commands: ReadingCommands.cluster + ChangingCommands.cluster),
    CommandChapter(
      title: "Troubleshooting and Debugging Commands:",
      commands: ReadingCommands.troubleshooting + ChangingCommands.troubleshooting),
    CommandChapter(title: "Advanced Commands:", commands: ChangingCommands.advanced),
    CommandChapter(title: "Settings Commands:", commands: ReadingCommands.settings + ChangingCommands.settings),
    // kubectl shows this heading whether or not there are any.
    CommandChapter(title: "Subcommands provided by plugins:", commands: []),
    CommandChapter(title: "Other Commands:", commands: ReadingCommands.other),
  ]

  static let commands: [any KubectlCommand] = chapters.flatMap(\.commands)

  /// The names in the order in which kubectl itself adds them, which is that of its suggestions.
  static let suggested: [String] =
    chapters.dropLast().flatMap(\.commands).map(\.name) + [
      "config", "plugin", "version", "api-versions", "api-resources", "options",
    ]
}

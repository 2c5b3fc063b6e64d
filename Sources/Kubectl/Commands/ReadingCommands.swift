/// The commands that change nothing, under the headings of kubectl's help.
enum ReadingCommands {
  static let intermediate: [any KubectlCommand] = [ExplainCommand(), GetCommand()]
  static let cluster: [any KubectlCommand] = [ClusterInfoCommand(), TopCommand()]
  static let troubleshooting: [any KubectlCommand] = [DescribeCommand(), EventsCommand(), LogsCommand()]
  static let settings: [any KubectlCommand] = []
  static let other: [any KubectlCommand] = [
    APIResourcesCommand(), APIVersionsCommand(), ConfigCommand(), OptionsCommand(), PluginCommand(), VersionCommand(),
  ]
}

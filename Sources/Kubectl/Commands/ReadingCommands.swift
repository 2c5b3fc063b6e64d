/// The commands that change nothing, under the headings of kubectl's help.
enum ReadingCommands {
  static let intermediate: [any KubectlCommand] = [GetCommand()]
  static let cluster: [any KubectlCommand] = []
  static let troubleshooting: [any KubectlCommand] = [DescribeCommand()]
  static let settings: [any KubectlCommand] = []
  static let other: [any KubectlCommand] = [OptionsCommand()]
}

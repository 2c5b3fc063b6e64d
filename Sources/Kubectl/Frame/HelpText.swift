/// What `--help` prints, in kubectl's layout.
enum HelpText {
  static func of(_ command: some KubectlCommand, path: String) -> String {
    let page = HelpPages[path]
    var text = page.details + "\n\n"
    if !command.aliases.isEmpty {
      text += "Aliases:\n\(([command.name] + command.aliases).joined(separator: ", "))\n\n"
    }
    if !page.examples.isEmpty { text += "Examples:\n\(indented(page.examples))\n\n" }
    if !command.subcommands.isEmpty {
      text +=
        "Available Commands:\n\(list(command.subcommands.sorted { $0.name < $1.name }, of: command.subcommands, path))\n\n"
    }
    let shown = command.flags.filter { !$0.isHidden }
    if !shown.isEmpty { text += "Options:\n\(options(shown, path))\n" }
    text += "Usage:\n  \(path) \(page.usage)\n\n"
    if !command.subcommands.isEmpty {
      text += "Use \"\(path) <command> --help\" for more information about a given command.\n"
    }
    return text + "Use \"kubectl options\" for a list of global command-line options (applies to all commands).\n"
  }

  /// What kubectl prints when it is called alone.
  static var root: String {
    "kubectl controls the Kubernetes cluster manager.\n\n Find more information at: "
      + "https://kubernetes.io/docs/reference/kubectl/\n\n" + usage
  }

  /// All commands by chapter.
  static var usage: String {
    var text = ""
    for chapter in RootCommand.chapters {
      let commands = list(chapter.commands, of: RootCommand.commands, "kubectl")
      text += chapter.title + "\n" + (commands.isEmpty ? "" : commands + "\n") + "\n"
    }
    text += "Usage:\n  kubectl [flags] [options]\n\n"
    text += "Use \"kubectl <command> --help\" for more information about a given command.\n"
    return text + "Use \"kubectl options\" for a list of global command-line options (applies to all commands).\n"
  }

  static func options(_ flags: [FlagDefinition], _ path: String) -> String {
    flags.sorted { $0.name < $1.name }.map { flag in
      let short = flag.shorthand.map { "-\($0), " } ?? ""
      return "    \(short)--\(flag.name)=\(shownDefault(flag)):\n\t\(FlagTexts.text(flag.name, of: path))\n"
    }.joined(separator: "\n")
  }

  private static func shownDefault(_ flag: FlagDefinition) -> String {
    switch flag.kind {
    case .string: "'\(flag.defaultText)'"
    case .list, .array, .pairs: "[\(flag.defaultText)]"
    case .bool, .integer, .duration, .map: flag.defaultText
    }
  }

  /// The names are as wide as the longest of all `siblings`, listed here or not.
  private static func list(
    _ commands: [any KubectlCommand], of siblings: [any KubectlCommand], _ path: String
  ) -> String {
    let shown = commands.filter { !$0.isHidden }
    let width = max(11, siblings.map(\.name.count).max() ?? 0)
    return shown.map { command in
      let gap = String(repeating: " ", count: width - command.name.count + 3)
      return "  \(command.name)\(gap)\(HelpPages["\(path) \(command.name)"].summary)"
    }.joined(separator: "\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }
}

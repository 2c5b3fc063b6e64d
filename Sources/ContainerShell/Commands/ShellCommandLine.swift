/// `sh -c …`, `sh script`, `sh`.
enum ShellCommandLine {
  static func program(
    _ words: [String], _ dialect: ShellDialect, _ environment: [String: String], _ process: ProcessView
  ) -> any Program {
    let name = words.first.map { FilePath.lastName($0) } ?? "sh"
    var shell = ShellProgram(name: name, dialect: dialect, environment: environment)
    shell.variables.set("PWD", process.directory)
    var index = 1
    var isCommand = false
    var isInteractive = false
    while index < words.count, words[index].hasPrefix("-") || words[index].hasPrefix("+"), words[index].count > 1 {
      if words[index] == "--" {
        index += 1
        break
      }
      for letter in words[index].dropFirst() where !words[index].hasPrefix("--") {
        switch letter {
        case "c": isCommand = true
        case "i": isInteractive = true
        case "e": shell.options.exitsOnError = true
        case "x": shell.options.tracesCommands = true
        case "u": shell.options.requiresVariables = true
        case "o" where index + 1 < words.count:
          index += 1
          if words[index] == "pipefail" { shell.options.failsPipes = true }
          if words[index] == "errexit" { shell.options.exitsOnError = true }
        default: break
        }
      }
      index += 1
    }
    let rest = Array(words[min(index, words.count)...])
    if isCommand { return command(shell, rest, name) }
    guard let path = rest.first else {
      shell.isInteractive = isInteractive
      shell.followsTerminal = true
      shell.frames = [.interactive(pending: "")]
      return shell
    }
    shell.parameters = Array(rest.dropFirst())
    do {
      let bytes = try process.contents(of: path)
      shell.name = path
      shell.frames = [.source(ShellParser(bytes: bytes, dialect), reportsFile: true)]
      return shell
    } catch {
      let text = dialect.isBash ? "\(name): \(path): \(error.text)\n" : "\(name): can't open '\(path)': \(error.text)\n"
      let code = dialect.isBash ? 127 : 2
      return InstantCommand(arguments: []) { _, view in
        view.printError(text)
        return code
      }
    }
  }

  private static func command(_ start: ShellProgram, _ rest: [String], _ name: String) -> any Program {
    var shell = start
    guard let text = rest.first else {
      return InstantCommand(arguments: []) { _, view in
        view.printError("\(name): -c requires an argument\n")
        return 2
      }
    }
    if rest.count > 1 { shell.name = rest[1] }
    shell.parameters = Array(rest.dropFirst(2))
    shell.frames = [.source(ShellParser(text, shell.dialect), reportsFile: false)]
    return shell
  }
}

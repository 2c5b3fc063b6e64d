/// Finds the command that a command line names, reads its flags and runs it, as cobra does.
struct Dispatcher {
  let environment: KubectlEnvironment

  /// Returns the exit status.
  func run(_ commandLine: [String]) -> Int {
    var path = "kubectl"
    do throws(KubectlError) {
      try dispatch(commandLine, &path)
      return 0
    } catch {
      let text = error.text(command: path)
      if !text.isEmpty {
        environment.output.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), isError: true)
      }
      return error.exitStatus
    }
  }

  private func dispatch(_ commandLine: [String], _ path: inout String) throws(KubectlError) {
    var rest = commandLine
    var command: (any KubectlCommand)?
    if let first = rest.first, [CompleteCommand.name, CompleteCommand.plainName].contains(first) {
      let words = Array(rest.dropFirst())
      return CompleteCommand.run(words, describes: first == CompleteCommand.name, in: environment)
    }
    var candidates = RootCommand.commands
    while let index = Self.commandIndex(in: rest, flags: (command?.flags ?? []) + GlobalFlags.all),
      let next = candidates.first(where: { $0.answers(to: rest[index]) })
    {
      rest.remove(at: index)
      path += " " + next.name
      candidates = next.subcommands
      command = next
    }
    guard let command else { return try runRoot(rest) }
    try run(command, rest, path)
  }

  private func run(_ command: any KubectlCommand, _ rest: [String], _ path: String) throws(KubectlError) {
    var parser = FlagParser(
      command.flags + GlobalFlags.all.filter { global in !command.flags.contains { $0.name == global.name } })
    do throws(KubectlError) { try parser.parse(rest) } catch {
      if case .flag(let problem) = error { throw command.refusal(problem, path: path) }
      throw error
    }
    if parser.wantsHelp {
      environment.output.write(Array(HelpText.of(command, path: path).utf8), isError: false)
      return
    }
    if parser.values.isSet(ChangeCause.flag.name) {
      let text = "Flag --record has been deprecated, --record will be removed in the future\n"
      environment.output.write(Array(text.utf8), isError: true)
    }
    var environment = environment
    if command.asksServer(parser.values) {
      // A command's own --user is no user of the kubeconfig.
      let globals = parser.values.without(command.flags.map(\.name))
      environment.access = try AccessResolver(files: environment.kubeconfig, flags: globals).access()
      environment.transport.use(environment.access, for: path)
    }
    try GlobalFlags.check(parser.values, of: command)
    let client = try APIClient(environment: environment, flags: parser.values)
    try command.run(
      CommandContext(
        environment: environment, flags: parser.values, arguments: parser.arguments,
        argumentsBeforeDash: parser.argumentsBeforeDash, path: path, client: client))
  }

  /// kubectl alone, `kubectl help ...`, or a word that is no command.
  private func runRoot(_ rest: [String]) throws(KubectlError) {
    var parser = FlagParser(GlobalFlags.all)
    if let first = rest.first, first == "help" {
      return help(Array(rest.dropFirst()))
    }
    if let index = Self.commandIndex(in: rest, flags: GlobalFlags.all) {
      // A word that is no command might be a plugin's.
      if let first = rest.first, first.hasPrefix("-") {
        throw .ended("Error: flags cannot be placed before plugin name: \(first)", status: 1)
      }
      throw .message(Suggestions.unknownCommand(rest[index]))
    }
    try parser.parse(rest)
    environment.output.write(Array(HelpText.root.utf8), isError: false)
  }

  private func help(_ words: [String]) {
    var candidates = RootCommand.commands
    var path = "kubectl"
    var command: (any KubectlCommand)?
    for word in words {
      guard let next = candidates.first(where: { $0.answers(to: word) }) else { break }
      path += " " + next.name
      candidates = next.subcommands
      command = next
    }
    if let command {
      environment.output.write(Array(HelpText.of(command, path: path).utf8), isError: false)
      return
    }
    if !words.isEmpty {
      let topics = words.map { "`\($0)`" }.joined(separator: " ")
      environment.output.write(Array("Unknown help topic [\(topics)]\n\n\n\(HelpText.usage)".utf8), isError: true)
      return
    }
    environment.output.write(Array(HelpText.root.utf8), isError: false)
  }

  /// Where the first word stands that is neither a flag nor a flag's value.
  static func commandIndex(in words: [String], flags: [FlagDefinition]) -> Int? {
    let parser = FlagParser(flags)
    var index = 0
    while index < words.count {
      let word = words[index]
      if word == "--" { return nil }
      if word.hasPrefix("--") {
        let takesNext = !word.contains("=") && parser.definition(named: word.dropFirst(2))?.impliedText == nil
        index += takesNext ? 2 : 1
      } else if word.hasPrefix("-") {
        let letter = word.dropFirst().first
        let takesNext = word.count == 2 && letter.flatMap(parser.definition(short:))?.impliedText == nil
        index += takesNext ? 2 : 1
      } else if word.isEmpty {
        index += 1
      } else {
        return index
      }
    }
    return nil
  }
}

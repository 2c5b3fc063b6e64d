/// A command line that is still being typed: its command, its flags so far and its arguments.
struct CompletedLine {
  private(set) var command: (any KubectlCommand)?
  /// `kubectl rollout status`
  private(set) var path = "kubectl"
  /// The words that do not name the command.
  let rest: [String]
  let arguments: [String]
  let values: FlagValues

  /// - Parameter words: without the word that is being completed.
  init(_ words: [String]) {
    var words = words
    var candidates = RootCommand.commands
    while let index = Dispatcher.commandIndex(in: words, flags: (command?.flags ?? []) + GlobalFlags.all),
      let next = candidates.first(where: { [word = words[index]] in $0.answers(to: word) })
    {
      words.remove(at: index)
      path += " " + next.name
      (candidates, command) = (next.subcommands, next)
    }
    rest = words
    var parser = FlagParser((command?.flags ?? []) + GlobalFlags.all)
    // A flag whose value is still to come says nothing yet.
    try? parser.parse(rest)
    values = parser.values
    arguments = parser.arguments
  }

  /// `status`
  var name: String { path.split(separator: " ").last.map(String.init) ?? "" }
  var ownFlags: [FlagDefinition] { command?.flags ?? [] }

  var globalFlags: [FlagDefinition] {
    GlobalFlags.all.filter { global in !ownFlags.contains { $0.name == global.name } }
  }

  /// Whether a flag need not be offered again.
  func isGiven(_ flag: FlagDefinition) -> Bool {
    switch flag.kind {
    case .list, .array, .map, .pairs: false
    default: values.isSet(flag.name)
    }
  }

  /// The flag whose value is being typed, and what was typed of the value.
  func openFlag(_ typed: String) -> (flag: FlagDefinition, text: String)? {
    let parser = FlagParser(ownFlags + globalFlags)
    if typed.hasPrefix("--"), let mark = typed.firstIndex(of: "=") {
      let name = typed[typed.index(typed.startIndex, offsetBy: 2)..<mark]
      return parser.definition(named: name).map { ($0, String(typed[typed.index(after: mark)...])) }
    }
    guard let last = rest.last, last.hasPrefix("-"), !last.contains("="), !typed.hasPrefix("-") else { return nil }
    let flag =
      last.hasPrefix("--")
      ? parser.definition(named: last.dropFirst(2)) : last.last.flatMap(parser.definition(short:))
    return flag.flatMap { $0.impliedText == nil ? ($0, typed) : nil }
  }
}

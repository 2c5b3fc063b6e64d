/// Reads a command line as pflag does: flags and arguments may mix, `--` ends the flags.
struct FlagParser {
  let definitions: [FlagDefinition]
  private(set) var values: FlagValues
  private(set) var arguments: [String] = []
  /// How many arguments stood before `--`; nil when there was none.
  private(set) var argumentsBeforeDash: Int?
  private(set) var wantsHelp = false
  private let takesFlagsAfterArguments: Bool

  static let help = FlagDefinition("help", short: "h", .bool, default: "false")

  init(_ definitions: [FlagDefinition], takesFlagsAfterArguments: Bool = true) {
    self.definitions = definitions + [Self.help]
    self.takesFlagsAfterArguments = takesFlagsAfterArguments
    values = FlagValues(definitions)
  }

  mutating func parse(_ commandLine: [String]) throws(KubectlError) {
    var rest = commandLine[...]
    while let word = rest.popFirst() {
      if word == "--" {
        argumentsBeforeDash = arguments.count
        arguments += rest
        return
      }
      if word.hasPrefix("--") {
        try parseLong(word.dropFirst(2), &rest)
      } else if word.hasPrefix("-"), word.utf8.count > 1 {
        try parseShort(word.dropFirst(), &rest)
      } else {
        arguments.append(word)
        if !takesFlagsAfterArguments {
          arguments += rest
          return
        }
      }
    }
    wantsHelp = values.bool(Self.help.name)
  }

  func definition(named name: some StringProtocol) -> FlagDefinition? {
    // Underscores count as dashes.
    let normal = String(name.map { $0 == "_" ? "-" : $0 })
    return definitions.first { $0.name == normal }
  }

  func definition(short: Character) -> FlagDefinition? { definitions.first { $0.shorthand == short } }

  private mutating func parseLong(_ text: Substring, _ rest: inout ArraySlice<String>) throws(KubectlError) {
    if text.hasPrefix("-") || text.hasPrefix("=") { throw .flag("bad flag syntax: --\(text)") }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first ?? ""
    guard let flag = definition(named: name) else { throw .flag("unknown flag: --\(name)") }
    if parts.count == 2 {
      try take(String(parts[1]), for: flag)
    } else if let implied = flag.impliedText {
      try take(implied, for: flag)
    } else if let next = rest.popFirst() {
      try take(next, for: flag)
    } else {
      throw .flag("flag needs an argument: --\(name)")
    }
  }

  /// Reads `-l`, `-lapp=web`, `-l=app=web`, `-it`.
  private mutating func parseShort(_ text: Substring, _ rest: inout ArraySlice<String>) throws(KubectlError) {
    var letters = text
    while let letter = letters.popFirst() {
      guard let flag = definition(short: letter) else {
        throw .flag("unknown shorthand flag: '\(letter)' in -\(letter)\(letters)")
      }
      if letters.utf8.count > 1, letters.hasPrefix("=") {
        return try take(String(letters.dropFirst()), for: flag)
      }
      if let implied = flag.impliedText {
        try take(implied, for: flag)
      } else if !letters.isEmpty {
        return try take(String(letters), for: flag)
      } else if let next = rest.popFirst() {
        return try take(next, for: flag)
      } else {
        throw .flag("flag needs an argument: '\(letter)' in -\(letter)")
      }
    }
  }

  private mutating func take(_ text: String, for flag: FlagDefinition) throws(KubectlError) {
    if let problem = values.take(text, for: flag) {
      throw .flag("invalid argument \(text.goQuoted) for \"\(flag.title)\" flag: \(problem)")
    }
  }
}

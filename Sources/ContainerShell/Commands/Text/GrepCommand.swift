import KubernetesModel

/// Lines that match.
struct GrepCommand: LineFilter {
  private let options: CommandOptions
  private let expressions: [RegularExpression]
  private let fixed: [[UInt8]]
  private let showsNames: Bool
  private let before: Int
  private let after: Int
  private let limit: Int
  private var path = ""
  private var number = 0
  private var matches = 0
  private var anyMatch = false
  private var recent: [(number: Int, line: [UInt8])] = []
  private var following = 0
  private var lastPrinted = 0
  private var hasPrinted = false

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "ivEFGPcowlLnqrRhHsxe:f:A:B:C:m:a",
      names: [
        "color": "color", "colour": "color", "ignore-case": "i", "invert-match": "v", "extended-regexp": "E",
        "count": "c", "only-matching": "o", "line-number": "n", "quiet": "q", "silent": "q", "recursive": "r",
        "line-buffered": "a", "after-context": "A", "before-context": "B", "context": "C", "no-messages": "s",
        "fixed-strings": "F", "word-regexp": "w", "files-with-matches": "l", "perl-regexp": "P", "max-count": "m",
        "no-filename": "h", "include": "include:", "exclude": "exclude:", "regexp": "e",
      ])
    return GrepStart(options: options)
  }

  /// Reads the options once the machine can be asked which files there are.
  private struct GrepStart: Program {
    let options: CommandOptions

    mutating func step(_ process: inout ProcessView) -> ProgramStep {
      var operands = options.operands
      if let unknown = options.unknown {
        process.printError("grep: unrecognized option '\(unknown)'\n")
        return .exit(2)
      }
      guard let patterns = options.values["e"] ?? (operands.isEmpty ? nil : [operands.removeFirst()]) else {
        process.printError("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n")
        return .exit(2)
      }
      let isRecursive = options.has("r") || options.has("R")
      let starts = operands.isEmpty && isRecursive ? ["."] : operands
      let paths =
        isRecursive ? starts.flatMap { FindCommand.regularFiles(below: $0, process) }.filter(isWanted) : starts
      do {
        let filter = try GrepCommand(
          options, patterns.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) },
          showsNames: (paths.count > 1 || isRecursive || options.has("H")) && !options.has("h"))
        return .become(
          FilterProgram(name: "grep", paths: paths, filter: filter, isQuiet: options.has("s")),
          arguments: process.arguments)
      } catch {
        process.printError("grep: \(process.machine.isBusyBox ? "bad regex '\(patterns[0])': " : "")\(error.message)\n")
        return .exit(2)
      }
    }

    /// `--include` and `--exclude`.
    private func isWanted(_ path: String) -> Bool {
      let name = FilePath.lastName(path)
      func matches(_ patterns: [String]) -> Bool { patterns.contains { ShellPattern($0).matches(name) } }
      return options.values["include"].map(matches) ?? true && !matches(options.values["exclude"] ?? [])
    }
  }

  private init(
    _ options: CommandOptions, _ patterns: [String], showsNames: Bool
  ) throws(RegularExpression.InvalidPattern) {
    self.options = options
    self.showsNames = showsNames
    let context = options.number("C") ?? 0
    before = options.number("B") ?? context
    after = options.number("A") ?? context
    limit = options.number("m") ?? Int.max
    let isPlain = options.has("F") && !options.has("i") && !options.has("w") && !options.has("x")
    fixed = isPlain ? patterns.map { Array($0.utf8) } : []
    var found: [RegularExpression] = []
    if !isPlain {
      let syntax: RegularExpression.Syntax = options.has("P") ? .perl : options.has("E") ? .extended : .basic
      for pattern in patterns {
        var text = options.has("F") ? Self.escaped(pattern) : pattern
        let (open, close) = syntax == .basic ? ("\\(", "\\)") : ("(", ")")
        if options.has("x") { text = "^" + open + text + close + "$" }
        if options.has("w") { text = "\\b" + open + text + close + "\\b" }
        found.append(try RegularExpression(text, syntax: syntax, ignoresCase: options.has("i")))
      }
    }
    expressions = found
  }

  private static func escaped(_ text: String) -> String {
    text.map { ".*[]^$\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  mutating func begin(path: String, _ process: inout ProcessView) {
    finishFile(&process)
    self.path = path == "-" ? "(standard input)" : path
    number = 0
    matches = 0
    following = 0
    recent = []
    lastPrinted = 0
  }

  private func isMatch(_ line: [UInt8]) -> Bool {
    let found =
      expressions.contains { $0.firstMatch(in: line) != nil } || fixed.contains { Self.contains(line, $0) }
    return found != options.has("v")
  }

  private static func contains(_ line: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    guard wanted.count <= line.count else { return false }
    for start in 0...(line.count - wanted.count) where line[start] == first {
      if line[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
    }
    return false
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    number += 1
    guard matches < limit else { return showsNames ? nil : 0 }
    guard isMatch(line) else {
      takeOther(line, &process)
      return nil
    }
    matches += 1
    anyMatch = true
    if options.has("q") { return 0 }
    if options.has("c") || options.has("l") || options.has("L") { return nil }
    for (number, line) in recent { show(line, number, "-", &process) }
    recent = []
    if options.has("o") {
      showParts(line, &process)
    } else {
      show(line, number, ":", &process)
    }
    following = after
    return matches >= limit && !showsNames && after == 0 && !options.has("c") ? 0 : nil
  }

  private mutating func takeOther(_ line: [UInt8], _ process: inout ProcessView) {
    if options.has("c") || options.has("l") || options.has("q") || options.has("o") { return }
    if following > 0 {
      following -= 1
      show(line, number, "-", &process)
    } else if before > 0 {
      recent.append((number, line))
      if recent.count > before { recent.removeFirst() }
    }
  }

  private mutating func show(_ line: [UInt8], _ number: Int, _ separator: String, _ process: inout ProcessView) {
    if before + after > 0, hasPrinted, number > lastPrinted + 1 { process.print("--\n") }
    hasPrinted = true
    lastPrinted = number
    var prefix = showsNames ? path + separator : ""
    if options.has("n") { prefix += "\(number)\(separator)" }
    try? process.write(Array(prefix.utf8) + line + [Byte.newline])
  }

  private mutating func showParts(_ line: [UInt8], _ process: inout ProcessView) {
    var prefix = showsNames ? path + ":" : ""
    if options.has("n") { prefix += "\(number):" }
    for expression in expressions {
      for match in expression.matches(in: line) where !match.range.isEmpty {
        try? process.write(Array(prefix.utf8) + line[match.range] + [Byte.newline])
      }
    }
    for wanted in fixed where Self.contains(line, wanted) {
      try? process.write(Array(prefix.utf8) + wanted + [Byte.newline])
    }
  }

  private func finishFile(_ process: inout ProcessView) {
    guard !path.isEmpty else { return }
    if options.has("c") { process.print((showsNames ? path + ":" : "") + "\(matches)\n") }
    if options.has("l"), matches > 0 { process.print(path + "\n") }
    if options.has("L"), matches == 0 { process.print(path + "\n") }
  }

  mutating func end(_ process: inout ProcessView) -> Int {
    finishFile(&process)
    return anyMatch ? 0 : 1
  }

  var failureCode: Int { 2 }
}

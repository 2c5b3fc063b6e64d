import KubernetesModel

/// Edits lines by a script.
struct SedCommand: LineFilter {
  indirect enum Address: Sendable {
    case line(Int)
    case last
    case matching(RegularExpression)
    case step(Int, Int)
  }

  struct Command: Sendable {
    var first: Address?
    var second: Address?
    /// `addr,+N`.
    var extraLines: Int?
    var isNegated = false
    var action: Action
    var isActive = false
    var activeUntil = 0
  }

  indirect enum Action: Sendable {
    case substitute(RegularExpression, [UInt8], isGlobal: Bool, prints: Bool, number: Int)
    case delete
    case print
    case quit(Int)
    case append([UInt8])
    case insert([UInt8])
    case change([UInt8])
    case transliterate([Character: Character])
    case next
    case lineNumber
    case group([Command])
  }

  struct Failure: Error {
    let message: String
  }

  private var commands: [Command]
  private let isQuiet: Bool
  private var number = 0
  /// The line that is worked on once it is known whether another follows.
  private var held: (line: [UInt8], hasNewline: Bool)?

  static func make(_ arguments: [String]) -> any Program {
    // `-i` may carry a suffix, which is not kept.
    let isInPlace = arguments.contains {
      $0.hasPrefix("-i") || $0.hasPrefix("--in-place") || $0 == "-ni" || $0 == "-Ei" || $0 == "-ri"
    }
    let plain = arguments.compactMap { argument -> String? in
      if argument.hasPrefix("--in-place") || argument.hasPrefix("-i") && !argument.hasPrefix("-ie") { return nil }
      return argument
    }
    let options = CommandOptions(
      plain, "nEre:f:siuz", names: ["quiet": "n", "regexp-extended": "E", "expression": "e"])
    var operands = options.operands
    guard let script = options.values["e"]?.joined(separator: "\n") ?? (operands.isEmpty ? nil : operands.removeFirst())
    else {
      return Commands.instant([]) { _, process in
        process.printError("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n")
        return 1
      }
    }
    do {
      let filter = try SedCommand(script, isExtended: options.has("E") || options.has("r"), isQuiet: options.has("n"))
      let paths = operands
      if isInPlace { return InPlaceSed(filter: filter, paths: paths) }
      return FilterProgram(name: "sed", paths: paths, filter: filter)
    } catch {
      let message = error.message
      return Commands.instant([]) { _, process in
        process.printError(
          process.machine.isBusyBox ? "sed: \(message)\n" : "sed: -e expression #1, char \(script.count): \(message)\n")
        return 1
      }
    }
  }

  init(_ script: String, isExtended: Bool, isQuiet: Bool) throws(Failure) {
    var parser = SedParser(script, isExtended: isExtended)
    commands = try parser.commands()
    self.isQuiet = isQuiet
  }

  // MARK: Running

  private struct Cycle {
    var space: [UInt8]
    var output: [UInt8] = []
    var appended: [UInt8] = []
    var isDeleted = false
    var quits: Int?
    var isOver = false
  }

  mutating func take(_ line: [UInt8], hasNewline: Bool, _ process: inout ProcessView) -> Int? {
    let previous = held
    held = (line, hasNewline)
    guard let previous else { return nil }
    return work(previous.line, previous.hasNewline, isLast: false, &process)
  }

  mutating func end(_ process: inout ProcessView) -> Int {
    guard let last = held else { return 0 }
    held = nil
    return work(last.line, last.hasNewline, isLast: true, &process) ?? 0
  }

  private mutating func work(_ line: [UInt8], _ hasNewline: Bool, isLast: Bool, _ process: inout ProcessView) -> Int? {
    let (output, code) = edit(line, hasNewline, isLast: isLast)
    try? process.write(output)
    return code
  }

  /// Runs the script on one line; returns what is written, and the code when it quits.
  mutating func edit(_ line: [UInt8], _ hasNewline: Bool, isLast: Bool) -> ([UInt8], Int?) {
    number += 1
    var cycle = Cycle(space: line)
    Self.run(&commands, &cycle, number, isLast)
    if !cycle.isDeleted, !isQuiet { cycle.output += cycle.space + (hasNewline || !isLast ? [Byte.newline] : []) }
    cycle.output += cycle.appended
    return (cycle.output, cycle.quits)
  }

  private static func run(_ commands: inout [Command], _ cycle: inout Cycle, _ number: Int, _ isLast: Bool) {
    for index in commands.indices where !cycle.isOver {
      guard selects(&commands[index], cycle.space, number, isLast) != commands[index].isNegated else { continue }
      if case .group(var inner) = commands[index].action {
        run(&inner, &cycle, number, isLast)
        commands[index].action = .group(inner)
      } else {
        perform(commands[index], &cycle, number)
      }
    }
  }

  private static func matches(_ address: Address, _ space: [UInt8], _ number: Int, _ isLast: Bool) -> Bool {
    switch address {
    case .line(let wanted): number == wanted
    case .last: isLast
    case .matching(let expression): expression.firstMatch(in: space) != nil
    case .step(let first, let step): step > 0 ? number >= first && (number - first) % step == 0 : number == first
    }
  }

  private static func selects(_ command: inout Command, _ space: [UInt8], _ number: Int, _ isLast: Bool) -> Bool {
    guard let first = command.first else { return true }
    guard command.second != nil || command.extraLines != nil else { return matches(first, space, number, isLast) }
    if command.isActive {
      if command.extraLines != nil {
        if number >= command.activeUntil { command.isActive = false }
        return number <= command.activeUntil
      }
      if case .line(let end)? = command.second {
        if number >= end { command.isActive = false }
        return number <= end
      }
      if let second = command.second, matches(second, space, number, isLast) { command.isActive = false }
      return true
    }
    guard matches(first, space, number, isLast) else { return false }
    command.isActive = true
    if let extra = command.extraLines {
      command.activeUntil = number.addingReportingOverflow(extra).partialValue
      if extra == 0 { command.isActive = false }
    }
    if case .line(let end)? = command.second, end <= number { command.isActive = false }
    if case .last? = command.second, isLast { command.isActive = false }
    return true
  }

  private static func perform(_ command: Command, _ cycle: inout Cycle, _ number: Int) {
    switch command.action {
    case .substitute(let expression, let replacement, let isGlobal, let prints, let which):
      let (result, count) = substitute(cycle.space, expression, replacement, isGlobal: isGlobal, number: which)
      cycle.space = result
      if count > 0, prints { cycle.output += result + [Byte.newline] }
    case .delete:
      cycle.isDeleted = true
      cycle.isOver = true
    case .print: cycle.output += cycle.space + [Byte.newline]
    case .quit(let code):
      cycle.quits = code
      cycle.isOver = true
    case .append(let text): cycle.appended += text + [Byte.newline]
    case .insert(let text): cycle.output += text + [Byte.newline]
    case .change(let text):
      if !command.isActive || command.isNegated { cycle.output += text + [Byte.newline] }
      cycle.isDeleted = true
      cycle.isOver = true
    case .transliterate(let table):
      cycle.space = Array(String(String(decoding: cycle.space, as: UTF8.self).map { table[$0] ?? $0 }).utf8)
    case .lineNumber: cycle.output += Array("\(number)\n".utf8)
    case .next, .group: break
    }
  }

  /// Replaces matches; `&` and `\1` stand for what matched.
  static func substitute(
    _ text: [UInt8], _ expression: RegularExpression, _ replacement: [UInt8], isGlobal: Bool, number: Int
  ) -> ([UInt8], Int) {
    expression.replacing(in: text, number: number, isGlobal: isGlobal) { expand(replacement, $0, $1) }
  }

  private static func expand(_ replacement: [UInt8], _ match: RegularExpression.Match, _ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < replacement.count {
      let byte = replacement[index]
      if byte == UInt8(ascii: "&") {
        result += text[match.range]
      } else if byte == Byte.backslash, index + 1 < replacement.count {
        index += 1
        let next = replacement[index]
        if Byte.isDigit(next) {
          let group = Int(next) - 48
          if group < match.groups.count, let range = match.groups[group] { result += text[range] }
        } else {
          result.append(next == UInt8(ascii: "n") ? 10 : next == UInt8(ascii: "t") ? 9 : next)
        }
      } else {
        result.append(byte)
      }
      index += 1
    }
    return result
  }
}

/// Edits files where they are.
private struct InPlaceSed: Program {
  let filter: SedCommand
  let paths: [String]

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    var code = 0
    for path in paths {
      do {
        var editor = filter
        let lines = LineCount.lines(try process.contents(of: path))
        var output: [UInt8] = []
        for (index, line) in lines.enumerated() {
          let hasNewline = line.last == Byte.newline
          let (text, quits) = editor.edit(
            Array(hasNewline ? line.dropLast() : line), hasNewline, isLast: index == lines.count - 1)
          output += text
          if quits != nil {
            output += lines[(index + 1)...].joined()
            break
          }
        }
        try process.machine.files.write(output, to: path, in: process.directory, as: process.user, at: process.now)
      } catch {
        let reason = error
        process.printError(
          process.machine.isBusyBox ? "sed: \(path): \(reason.text)\n" : "sed: can't read \(path): \(reason.text)\n")
        code = process.machine.isBusyBox ? 1 : 2
      }
    }
    return .exit(code)
  }
}

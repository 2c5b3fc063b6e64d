import KubernetesModel

/// Runs a sed script over lines as they come; it stops in the middle of the script where that asks for the next line.
struct SedEditor: Sendable {
  private let script: SedScript
  private let isQuiet: Bool
  /// Where ranges are: active, and up to which line.
  private var ranges: [(isActive: Bool, end: Int)]
  private var pending: [(text: [UInt8], hasNewline: Bool)] = []
  private var isInputOver = false
  /// Of the line that is worked on.
  private(set) var number = 0
  private var space: [UInt8] = []
  private var hasNewline = true
  private var hold: [UInt8] = []
  private var hasSubstituted = false
  private var lastExpression: RegularExpression?
  /// Where the script goes on; nil between lines.
  private var counter: Int?
  /// What comes out after the line.
  private var appended: [Appended] = []
  private(set) var output: [UInt8] = []
  /// The last line written had no end: it gets one before anything follows.
  private var owesNewline = false
  private var begunFiles: Set<String> = []
  /// The code, once the script quits.
  private(set) var exitCode: Int?

  private enum Appended: Sendable {
    case text([UInt8])
    case file(String)
  }

  /// So many commands a line: a script may jump in a circle.
  private static let stepLimit = 100_000
  private static let sizeLimit = 16 << 20
  private static let descriptor = 8

  init(_ script: SedScript, isQuiet: Bool) {
    self.script = script
    self.isQuiet = isQuiet || script.isQuiet
    ranges = [(Bool, Int)](repeating: (false, 0), count: script.commands.count)
  }

  mutating func add(_ line: [UInt8], hasNewline: Bool) { pending.append((line, hasNewline)) }

  mutating func endInput() { isInputOver = true }

  mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  /// Works on the lines that are there, as far as it is known what follows them.
  mutating func run(_ process: inout ProcessView) {
    while exitCode == nil {
      if counter == nil {
        guard takeLine() else { return }
        space = current
        counter = 0
      }
      guard runScript(&process) else { return }
    }
  }

  private var current: [UInt8] = []

  /// The next line, once it is known whether it is the last.
  private mutating func takeLine() -> Bool {
    guard pending.count > 1 || (isInputOver && !pending.isEmpty) else { return false }
    (current, hasNewline) = pending.removeFirst()
    number += 1
    return true
  }

  private var isLast: Bool { isInputOver && pending.isEmpty }

  // MARK: Output

  private mutating func emit(_ bytes: some Collection<UInt8>, endsLine: Bool = true) {
    if owesNewline { output.append(Byte.newline) }
    output += bytes
    if endsLine { output.append(Byte.newline) }
    owesNewline = !endsLine
  }

  private mutating func printSpace() { emit(space, endsLine: hasNewline) }

  private mutating func endCycle(prints: Bool, _ process: inout ProcessView) {
    if prints, !isQuiet { printSpace() }
    flushAppended(&process)
    counter = nil
  }

  private mutating func flushAppended(_ process: inout ProcessView) {
    for piece in appended {
      switch piece {
      case .text(let text): emit(text)
      case .file(let path):
        guard let content = try? process.contents(of: path), !content.isEmpty else { continue }
        if owesNewline { output.append(Byte.newline) }
        output += content
        owesNewline = false
      }
    }
    appended = []
  }

  private mutating func write(_ bytes: [UInt8], toFile path: String, _ process: inout ProcessView) {
    if path == "/dev/stdout" { return emit(bytes) }
    guard let file = try? process.open(path, begunFiles.insert(path).inserted ? .write : .append) else { return }
    process.attach(file, Self.descriptor)
    try? process.write(bytes + [Byte.newline], Self.descriptor)
    process.close(Self.descriptor)
  }

  // MARK: Commands

  private enum Flow {
    case goOn
    case jump(Int)
    /// The line is done with; it is written unless deleted.
    case end(prints: Bool)
    /// The script starts again with what is left.
    case restart
    /// The next line has not come yet.
    case wait
    case quit(Int, prints: Bool)
  }

  /// False where it waits for a line.
  private mutating func runScript(_ process: inout ProcessView) -> Bool {
    var steps = 0
    while let index = counter, exitCode == nil {
      steps += 1
      guard index < script.commands.count, steps < Self.stepLimit, space.count < Self.sizeLimit else {
        endCycle(prints: true, &process)
        if steps >= Self.stepLimit || space.count >= Self.sizeLimit { exitCode = 137 }
        return true
      }
      counter = index + 1
      let command = script.commands[index]
      let isSelected = selects(command, index) != command.isNegated
      if case .group(let end) = command.action {
        if !isSelected { counter = end }
        continue
      }
      guard isSelected else { continue }
      switch perform(command, index, &process) {
      case .goOn: break
      case .jump(let target): counter = target
      case .end(let prints):
        endCycle(prints: prints, &process)
        return true
      case .restart:
        flushAppended(&process)
        counter = 0
      case .wait:
        counter = index
        return false
      case .quit(let code, let prints):
        endCycle(prints: prints, &process)
        exitCode = code
      }
    }
    return true
  }

  private mutating func perform(_ command: SedScript.Command, _ index: Int, _ process: inout ProcessView) -> Flow {
    switch command.action {
    case .substitute(let substitution): substitute(substitution, &process)
    case .transliterate(let table):
      space = Array(String(String(decoding: space, as: UTF8.self).map { table[$0] ?? $0 }).utf8)
    case .delete: return .end(prints: false)
    case .deleteFirstLine:
      guard let end = space.firstIndex(of: Byte.newline) else { return .end(prints: false) }
      space.removeSubrange(...end)
      return .restart
    case .print: printSpace()
    case .printFirstLine: emit(space.prefix { $0 != Byte.newline })
    case .printUnambiguously: emit(Self.unambiguous(space))
    case .lineNumber: emit(Array(String(number).utf8))
    case .next, .appendNext: return takeNext(command.action, &process)
    case .copyHold: space = hold
    case .appendHold: space += [Byte.newline] + hold
    case .copyToHold: hold = space
    case .appendToHold: hold += [Byte.newline] + space
    case .exchange: swap(&space, &hold)
    case .quit(let code, let isSilent): return .quit(code, prints: !isSilent)
    case .append(let text): appended.append(.text(text))
    case .insert(let text): emit(text)
    case .change(let text):
      if command.range == nil || command.isNegated || !ranges[index].isActive { emit(text) }
      return .end(prints: false)
    case .readFile(let path): appended.append(.file(path))
    case .writeFile(let path): write(space, toFile: path, &process)
    case .branch(let condition, let target): return branch(condition, target)
    case .group, .nothing: break
    }
    return .goOn
  }

  private mutating func branch(_ condition: SedScript.Condition, _ target: Int) -> Flow {
    switch condition {
    case .always: return .jump(target)
    case .substituted:
      guard hasSubstituted else { return .goOn }
      hasSubstituted = false
      return .jump(target)
    case .notSubstituted:
      defer { hasSubstituted = false }
      return hasSubstituted ? .goOn : .jump(target)
    }
  }

  /// `n` and `N`: where there is no next line the script ends with the one it has.
  private mutating func takeNext(_ action: SedScript.Action, _ process: inout ProcessView) -> Flow {
    if isLast { return .quit(0, prints: true) }
    guard pending.count > 1 || isInputOver else { return .wait }
    if case .appendNext = action {
      guard takeLine() else { return .wait }
      space += [Byte.newline] + current
    } else {
      if !isQuiet { printSpace() }
      flushAppended(&process)
      guard takeLine() else { return .wait }
      space = current
    }
    return .goOn
  }

  private mutating func substitute(_ substitution: SedSubstitution, _ process: inout ProcessView) {
    guard let expression = resolved(substitution.expression) else { return }
    let (result, count) = expression.replacing(
      in: space, number: substitution.number, isGlobal: substitution.isGlobal, with: substitution.text)
    guard count > 0 else { return }
    space = result
    hasSubstituted = true
    if substitution.prints { printSpace() }
    if let file = substitution.file { write(space, toFile: file, &process) }
  }

  private mutating func resolved(_ expression: SedExpression) -> RegularExpression? {
    if let known = expression.expression { lastExpression = known }
    return lastExpression
  }

  private static func unambiguous(_ text: [UInt8]) -> [UInt8] {
    let names: [UInt8: String] = [7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r", 92: "\\\\"]
    var result: [UInt8] = []
    for byte in text {
      if let name = names[byte] {
        result += Array(name.utf8)
      } else if byte < 32 || byte > 126 {
        let octal = String(byte, radix: 8)
        result += Array(("\\" + String(repeating: "0", count: 3 - octal.count) + octal).utf8)
      } else {
        result.append(byte)
      }
    }
    return result + [UInt8(ascii: "$")]
  }

  // MARK: Addresses

  private mutating func matches(_ address: SedScript.Address) -> Bool {
    switch address {
    case .line(let wanted): number == wanted
    case .last: isLast
    case .matching(let expression): resolved(expression)?.firstMatch(in: space) != nil
    case .step(let first, let step): step > 0 ? number >= first && (number - first) % step == 0 : number == first
    }
  }

  private mutating func selects(_ command: SedScript.Command, _ index: Int) -> Bool {
    guard let first = command.first else { return true }
    guard let range = command.range else { return matches(first) }
    if case .line(0) = first, number == 1, !ranges[index].isActive, ranges[index].end == 0 {
      // The range is open before the first line.
      ranges[index] = (true, -1)
    }
    if ranges[index].isActive { return goesOn(range, index) }
    guard matches(first) else { return false }
    switch range {
    case .to(.line(let end)): ranges[index] = (end > number, end)
    case .to(.last): ranges[index] = (!isLast, 0)
    case .to: ranges[index] = (true, 0)
    case .lines(let count): ranges[index] = (count > 0, number.addingReportingOverflow(count).partialValue)
    case .multiple(let count):
      let rest = count > 0 ? number % count : 0
      let end = rest == 0 ? number : number.addingReportingOverflow(count - rest).partialValue
      ranges[index] = (end > number, end)
    }
    return true
  }

  /// Whether a line is still in a range that began earlier.
  private mutating func goesOn(_ range: SedScript.Range, _ index: Int) -> Bool {
    let end = ranges[index].end
    switch range {
    case .to(.line), .lines, .multiple:
      if number >= end { ranges[index].isActive = false }
      return number <= end
    case .to(let second):
      if matches(second) { ranges[index].isActive = false }
      return true
    }
  }
}

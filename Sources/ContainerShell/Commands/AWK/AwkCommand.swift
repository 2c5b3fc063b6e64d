/// Runs an awk program on its inputs, record by record as they come.
struct AwkCommand: Program {
  private enum Stage { case begin, records, end, waiting }

  private var evaluator: AwkEvaluator
  private var operands: [String]
  private let assignments: [(String, String)]
  private var stage = Stage.begin
  private var reader: InputReader?
  private var hasReadInput = false
  private var hasFailed = false

  /// A step does not go on after this many of the evaluator's steps.
  private static let stepSize = 50_000

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "F:v:f:", names: ["field-separator": "F", "assign": "v", "file": "f"], stopsAtOperand: true)
    var operands = options.operands
    let files = options.values["f"] ?? []
    if files.isEmpty, operands.isEmpty {
      return Commands.instant([]) { _, process in
        process.printError(
          process.machine.isBusyBox
            ? "Usage: awk [OPTIONS] [AWK_PROGRAM] [FILE]...\n" : "usage: awk [options] 'program' [file ...]\n")
        return process.machine.isBusyBox ? 1 : 2
      }
    }
    let text = files.isEmpty ? operands.removeFirst() : nil
    return AwkStart(text: text, files: files, operands: operands, options: options)
  }

  fileprivate init(_ program: AwkProgram, _ operands: [String], _ options: CommandOptions) {
    evaluator = AwkEvaluator(program)
    self.operands = operands
    assignments = (options.values["v"] ?? []).compactMap(Self.assignment)
    if let separator = options.value("F") {
      let text = separator == "t" ? [Byte.tab] : AwkText.unescaped(Array(separator.utf8))
      evaluator.setGlobal("FS", .text(text))
    }
  }

  /// `name=value`.
  fileprivate static func assignment(_ text: String) -> (String, String)? {
    guard let mark = text.firstIndex(of: "="), let first = text.utf8.first, Byte.isNamePart(first), !Byte.isDigit(first)
    else { return nil }
    let name = text[..<mark]
    return name.utf8.allSatisfy(Byte.isNamePart) ? (String(name), String(text[text.index(after: mark)...])) : nil
  }

  private mutating func set(_ name: String, _ value: String) {
    evaluator.setGlobal(name, AwkValue(input: AwkText.unescaped(Array(value.utf8))))
  }

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    evaluator.steps = 0
    do throws(AwkFailure) {
      return try advance(&process)
    } catch {
      return fail(error, &process)
    }
  }

  private mutating func advance(_ process: inout ProcessView) throws(AwkFailure) -> ProgramStep {
    switch stage {
    case .begin:
      prepare(process)
      stage = evaluator.program.rules.contains { if case .begin = $0.pattern { false } else { true } } ? .records : .end
      if try runRules(&process, { if case .begin = $0 { true } else { false } }) { stage = .end }
      return .again
    case .records: return try records(&process)
    case .end:
      _ = try runRules(&process) { if case .end = $0 { true } else { false } }
      stage = .waiting
      return .again
    case .waiting:
      evaluator.streams.closeAll(&process)
      for child in evaluator.streams.children where process.machine.status(of: child) == nil {
        return .wait(.child(child))
      }
      for child in evaluator.streams.children { _ = process.machine.reap(child) }
      return .exit(evaluator.exitCode == 0 && hasFailed ? (process.machine.isBusyBox ? 1 : 2) : evaluator.exitCode)
    }
  }

  private mutating func prepare(_ process: ProcessView) {
    for (name, value) in assignments { set(name, value) }
    let environment = evaluator.array(.global(AwkVariable.environment))
    for (name, value) in process.environment {
      evaluator.arrays[environment][Array(name.utf8)] = AwkValue(input: Array(value.utf8))
    }
    let list = evaluator.array(.global(AwkVariable.arguments))
    for (index, word) in (["awk"] + operands).enumerated() {
      evaluator.arrays[list][Array(String(index).utf8)] = AwkValue(input: Array(word.utf8))
    }
    evaluator.globals[AwkVariable.argumentCount] = .number(Double(operands.count + 1))
  }

  /// Runs what a function does with the process at hand; its output is written at the end.
  private mutating func withProcess<Result>(
    _ process: inout ProcessView, _ body: (inout AwkEvaluator) throws(AwkFailure) -> Result
  ) throws(AwkFailure) -> Result {
    evaluator.process = process
    defer {
      evaluator.flush()
      if let after = evaluator.process { process = after }
      evaluator.process = nil
    }
    return try body(&evaluator)
  }

  /// Runs the rules of BEGIN or END; true when the program exits.
  private mutating func runRules(
    _ process: inout ProcessView, _ isChosen: (AwkProgram.Pattern) -> Bool
  ) throws(AwkFailure) -> Bool {
    try withProcess(&process) { evaluator throws(AwkFailure) in
      for rule in evaluator.program.rules where isChosen(rule.pattern) {
        if case .exit = try evaluator.runRule(rule) { return true }
      }
      return false
    }
  }

  // MARK: Records

  private mutating func records(_ process: inout ProcessView) throws(AwkFailure) -> ProgramStep {
    let exits = try withProcess(&process) { evaluator throws(AwkFailure) in
      while evaluator.steps < Self.stepSize,
        let record = evaluator.input.next(evaluator.special(AwkVariable.recordSeparator))
      {
        switch try evaluator.take(record: record) {
        case .exit: return true
        case .nextFile: evaluator.input.skipFile()
        default: break
        }
        if evaluator.isBroken { break }
      }
      return false
    }
    if exits {
      stage = .end
      return .again
    }
    if evaluator.input.hasRecord(evaluator.special(AwkVariable.recordSeparator)) { return .again }
    return try readMore(&process)
  }

  private mutating func readMore(_ process: inout ProcessView) throws(AwkFailure) -> ProgramStep {
    if reader == nil, !openNext() {
      stage = .end
      return .again
    }
    switch reader?.next(&process) {
    case .bytes(let bytes): evaluator.input.append(bytes)
    case .notYet(let step)?: return step
    case .endOfFile?: evaluator.input.finish()
    case .failed(let path, let error)?:
      report(path, error, &process)
      hasFailed = true
      reader = nil
    case .end?, nil: reader = nil
    }
    return .again
  }

  private func report(_ path: String, _ error: FileError, _ process: inout ProcessView) {
    process.printError(
      process.machine.isBusyBox ? "awk: \(path): \(error.text)\n" : "awk: cannot open \"\(path)\" (\(error.text))\n")
  }

  /// Goes on to the next operand that is a file; assignments between them are made on the way.
  private mutating func openNext() -> Bool {
    while !operands.isEmpty {
      let operand = operands.removeFirst()
      if let (name, value) = Self.assignment(operand) {
        set(name, value)
        continue
      }
      if operand.isEmpty { continue }
      start(operand)
      return true
    }
    if hasReadInput { return false }
    start("-")
    return true
  }

  private mutating func start(_ path: String) {
    hasReadInput = true
    reader = InputReader([path])
    evaluator.input.begin()
    evaluator.setGlobal("FILENAME", path == "-" ? .uninitialized : .text(Array(path.utf8)))
    evaluator.setGlobal("FNR", .number(0))
  }

  private mutating func fail(_ error: AwkFailure, _ process: inout ProcessView) -> ProgramStep {
    evaluator.streams.closeAll(&process)
    process.printError(process.machine.isBusyBox ? "awk: cmd. line:1: \(error.message)\n" : "awk: \(error.message)\n")
    return .exit(process.machine.isBusyBox ? 1 : 2)
  }
}

/// Reads the program, then goes on as it.
private struct AwkStart: Program {
  let text: String?
  let files: [String]
  let operands: [String]
  let options: CommandOptions

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    var source = text ?? ""
    for path in files {
      do throws(FileError) {
        source += String(decoding: try process.contents(of: path), as: UTF8.self) + "\n"
      } catch {
        process.printError("awk: can't open file \(path): \(error.text)\n")
        return .exit(process.machine.isBusyBox ? 1 : 2)
      }
    }
    do throws(AwkFailure) {
      return .become(AwkCommand(try AwkParser.parse(source), operands, options), arguments: process.arguments)
    } catch {
      if process.machine.isBusyBox {
        process.printError("awk: cmd. line:1: Unexpected token\n")
        return .exit(1)
      }
      process.printError("awk: line 1: \(error.message)\n")
      return .exit(2)
    }
  }
}

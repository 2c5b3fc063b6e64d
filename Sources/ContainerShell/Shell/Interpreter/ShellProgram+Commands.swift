import SimulationKernel

extension ShellProgram {
  /// Begins a command.
  mutating func execute(_ command: ShellCommand, _ process: inout ProcessView) -> ProgramStep? {
    switch command {
    case .simple, .forEach, .forArithmetic, .choose, .test, .arithmetic:
      frames.append(.expanding(command, [], outputs: []))
    case .redirected(let inner, let redirections): frames.append(.expanding(inner, redirections, outputs: []))
    case .pipeline(let commands): startPipeline(commands, &process)
    case .negated(let inner):
      frames.append(.negate)
      return execute(inner, &process)
    case .chain(let links): frames.append(.chain(links, next: 0))
    case .subshell(let script):
      if let started = start(child(running: [.script(script, next: 0)]), arguments: [name], &process) {
        frames.append(.child(started))
      }
    case .group(let script): frames.append(.script(script, next: 0))
    case .conditional(let branches, let otherwise):
      guard let first = branches.first else { return nil }
      frames.append(.branches(branches, current: 0, otherwise: otherwise))
      frames.append(.script(first.condition, next: 0))
    case .loop(let isUntil, let condition, let body):
      frames.append(.loopCondition(isUntil: isUntil, condition: condition, body: body))
      frames.append(.script(condition, next: 0))
    case .function(let name, let body):
      functions[name] = body
      status = 0
    }
    return nil
  }

  private mutating func startPipeline(_ commands: [ShellCommand], _ process: inout ProcessView) {
    var children: [Int] = []
    var input: Int?
    for (index, command) in commands.enumerated() {
      var changes: [Int: Int] = [:]
      if let input { changes[0] = input }
      var nextInput: Int?
      var output: Int?
      if index + 1 < commands.count {
        let pipe = process.machine.makePipe()
        (nextInput, output) = (pipe.reader, pipe.writer)
        changes[1] = pipe.writer
        process.machine.retain(pipe.reader)
        process.machine.retain(pipe.writer)
      }
      let script = ShellScript(items: [ShellScript.Item(command: command, isBackground: false)])
      let started = start(
        child(running: [.script(script, next: 0)]), arguments: [name], descriptors: changes, &process)
      if let input { process.machine.release(input) }
      if let output { process.machine.release(output) }
      input = nextInput
      guard let started else { break }
      children.append(started)
    }
    if let input, children.count < commands.count { process.machine.release(input) }
    frames.append(.pipeline(children, statuses: []))
  }

  // MARK: Expansion

  func expansion(outputs: [String], _ process: ProcessView) -> ShellExpansion {
    let (status, options, background, shell) = (status, options, lastBackground, name)
    let number = process.number
    let files = process.machine.files
    let directory = process.directory
    return ShellExpansion(
      variables: variables, outputs: outputs, parameters: parameters, requiresVariables: options.requiresVariables,
      special: { name in
        switch name {
        case "?": String(status)
        case "$": String(number)
        case "!": background.map(String.init) ?? ""
        case "0": shell
        case "-": (options.exitsOnError ? "e" : "") + (options.tracesCommands ? "x" : "")
        case "RANDOM": String((number &* 7919 &+ outputs.count &* 31 &+ status) & 0x7FFF)
        default: nil
        }
      },
      files: { options.ignoresPatterns ? nil : FileMatcher.matches($0, files: files, in: directory) },
      view: TestExpression.View(process))
  }

  /// Expands a command and runs it, or runs first the substitution that its expansion needs.
  mutating func expandAndRun(
    _ command: ShellCommand, _ redirections: [Redirection], _ outputs: [String], _ process: inout ProcessView
  ) -> ProgramStep? {
    if case .simple(let simple) = command { line = simple.line }
    var expansion = expansion(outputs: outputs, process)
    do throws(ShellExpansion.Interruption) {
      let targets = try expanded(redirections, &expansion)
      let prepared = try prepare(command, &expansion)
      variables = expansion.variables
      trace(prepared, &process)
      guard apply(targets, &process) else {
        status = 1
        return nil
      }
      return run(prepared, &process)
    } catch {
      switch error {
      case .needs(let script):
        frames.append(.expanding(command, redirections, outputs: outputs))
        substitute(script, &process)
      case .failed(let message): fail(message, code: dialect.isBash ? 1 : 2, &process)
      }
    }
    return nil
  }

  private mutating func substitute(_ script: ShellScript, _ process: inout ProcessView) {
    let pipe = process.machine.makePipe()
    let descriptor = (Self.firstPrivate...).first { process.openFile($0) == nil } ?? Self.firstPrivate
    process.attach(pipe.reader, descriptor)
    process.machine.retain(pipe.writer)
    var inner = child(running: [.script(script, next: 0)])
    inner.substitutionDepth += 1
    let started = start(inner, arguments: [name], descriptors: [1: pipe.writer], &process)
    process.machine.release(pipe.writer)
    frames.append(.substituting(child: started ?? -1, descriptor: descriptor, bytes: []))
  }

  /// A command whose words are expanded.
  enum Prepared {
    case simple(assignments: [(name: String, value: String)], words: [String])
    case iterate(name: String, values: [String], body: ShellScript)
    case arithmeticLoop(condition: [WordPart], step: [WordPart], body: ShellScript)
    case body(ShellScript?)
    case status(Int)
    case other(ShellCommand)
  }

  private func prepare(
    _ command: ShellCommand, _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> Prepared {
    switch command {
    case .simple(let simple): return try prepare(simple, &expansion)
    case .forEach(let name, let words, let body):
      let values = words == nil ? parameters : try expansion.fields(words ?? [])
      return .iterate(name: name, values: values, body: body)
    case .forArithmetic(let start, let condition, let step, let body):
      _ = try expansion.number(start)
      return .arithmeticLoop(condition: condition, step: step, body: body)
    case .choose(let subject, let choices):
      let text = try expansion.text(subject)
      for choice in choices {
        for pattern in choice.patterns where try expansion.pattern(pattern).matches(text) { return .body(choice.body) }
      }
      return .body(nil)
    case .test(let words): return .status(try ConditionalExpression.evaluate(words, &expansion) ? 0 : 1)
    case .arithmetic(let parts): return .status(try expansion.number(parts) != 0 ? 0 : 1)
    default: return .other(command)
    }
  }

  private func prepare(
    _ simple: SimpleCommand, _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> Prepared {
    let words = try expansion.fields(simple.words)
    var assignments: [(name: String, value: String)] = []
    for assignment in simple.assignments {
      let value = try expansion.text(assignment.value)
      let old = assignment.isAppending ? expansion.variables[assignment.name] ?? "" : ""
      assignments.append((assignment.name, old + value))
      if words.isEmpty { expansion.variables.set(assignment.name, old + value) }
    }
    return .simple(assignments: assignments, words: words)
  }

  private mutating func run(_ prepared: Prepared, _ process: inout ProcessView) -> ProgramStep? {
    switch prepared {
    case .simple(let assignments, let words): return runSimple(assignments, words, &process)
    case .iterate(let name, let values, let body):
      status = 0
      frames.append(.iterate(name: name, values: values, next: 0, body: body))
    case .arithmeticLoop(let condition, let step, let body):
      frames.append(.arithmeticLoop(condition: condition, step: step, body: body, isFirst: true))
    case .body(let script):
      status = 0
      if let script { frames.append(.script(script, next: 0)) }
    case .status(let code): status = code
    case .other(let command): return execute(command, &process)
    }
    return nil
  }

  // MARK: Simple commands

  private mutating func runSimple(
    _ assignments: [(name: String, value: String)], _ words: [String], _ process: inout ProcessView
  ) -> ProgramStep? {
    guard let command = words.first else {
      status = substitutionStatus
      substitutionStatus = 0
      for (name, value) in assignments where !variables.set(name, value) {
        fail("\(name): is read only", code: 2, &process)
      }
      return nil
    }
    substitutionStatus = 0
    if functions[command] != nil || BuiltIns.names.contains(command) {
      setForCommand(assignments, isKept: command == "exec" || command == "export")
      if let body = functions[command] {
        frames.append(.function(parameters: parameters, locals: []))
        parameters = Array(words.dropFirst())
        return execute(body, &process)
      }
      return BuiltIns.run(words, &self, &process)
    }
    let environment = variables.exported.merging(assignments.map { ($0.name, $0.value) }) { $1 }
    return startExternal(words, environment, &process)
  }

  private mutating func setForCommand(_ assignments: [(name: String, value: String)], isKept: Bool) {
    guard !assignments.isEmpty else { return }
    if !isKept { frames.append(.restoreVariables(assignments.map { ($0.name, variables.all[$0.name]) })) }
    for (name, value) in assignments { variables.set(name, value, isExported: true) }
  }

  mutating func startExternal(
    _ words: [String], _ environment: [String: String], _ process: inout ProcessView
  ) -> ProgramStep? {
    switch Executables.find(words, environment: environment, path: variables["PATH"], process) {
    case .found(let program):
      if isSubshell, frames.isEmpty, traps[0] == nil {
        return become(program, words, environment, &process)
      }
      guard let started = start(program, arguments: words, environment: environment, &process) else { return nil }
      frames.append(.child(started))
    case .notFound(let isPath):
      report(words[0] + ": " + (isPath && dialect.isBash ? FileError.notFound.text : dialect.notFound), &process)
      status = 127
    case .denied:
      report("\(words[0]): Permission denied", &process)
      status = 126
    case .isDirectory:
      report("\(words[0]): \(dialect.isBash ? "Is a directory" : "Permission denied")", &process)
      status = 126
    case .badFormat:
      let reason = dialect.isBash ? "cannot execute binary file: Exec format error" : "Exec format error"
      report("\(words[0]): \(reason)", &process)
      status = 126
    case .tooLong:
      report("\(words[0]): Argument list too long", &process)
      status = 126
    }
    return nil
  }

  /// Goes on as another program, as exec does.
  func become(
    _ program: any Program, _ words: [String], _ environment: [String: String], _ process: inout ProcessView
  ) -> ProgramStep {
    process.machine.processes[process.number]?.environment = environment
    for descriptor in process.machine.processes[process.number]?.descriptors.keys.sorted() ?? []
    where descriptor >= Self.firstPrivate {
      process.close(descriptor)
    }
    return .become(program, arguments: words)
  }
}

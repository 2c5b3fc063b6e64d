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
    case .timed(let inner):
      frames.append(.timing(process.now))
      return execute(inner, &process)
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
    let names = SpecialParameters(self, process)
    let options = options
    let files = process.machine.files
    let directory = process.directory
    return ShellExpansion(
      variables: variables, random: random ?? names.random, outputs: outputs, parameters: parameters, dialect: dialect,
      requiresVariables: options.requiresVariables, special: names.value,
      files: { pattern in
        if options.ignoresPatterns { return nil }
        let showsHidden = options.named.contains("dotglob")
        let found = FileMatcher.matches(pattern, files: files, in: directory, showsHidden: showsHidden)
        if found == nil, options.named.contains("nullglob"), ShellPattern(pattern).hasWildcards { return [] }
        return found
      },
      view: TestExpression.View(process))
  }

  /// Keeps what an expansion changed.
  mutating func take(_ expansion: ShellExpansion) {
    variables = expansion.variables
    random = expansion.random
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
      take(expansion)
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
      case .needsProcess(let script, let isInput):
        let descriptor = connect(script, isInput: isInput, &process)
        frames.append(.closeDescriptor(descriptor))
        frames.append(.expanding(command, redirections, outputs: outputs + ["/dev/fd/\(descriptor)"]))
      case .failed(let message): fail(message, code: dialect.isBash ? 1 : 2, &process)
      case .unset(let message): fail(message, code: dialect.isBash ? 127 : 2, &process)
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

  /// Runs commands beside the shell, at the other end of a pipe; returns the descriptor of this end.
  private mutating func connect(_ script: ShellScript, isInput: Bool, _ process: inout ProcessView) -> Int {
    let pipe = process.machine.makePipe()
    let free = (50...63).reversed().first { process.openFile($0) == nil } ?? 63
    process.attach(isInput ? pipe.reader : pipe.writer, free)
    let other = isInput ? pipe.writer : pipe.reader
    process.machine.retain(other)
    let beside = child(running: [.script(script, next: 0)])
    let changes = [isInput ? 1 : 0: other]
    if let started = start(beside, arguments: [name], descriptors: changes, &process) {
      // Nobody waits for it, and it must not hold the other end of its own pipe.
      process.machine.processes[started]?.parent = -1
      if let own = process.machine.processes[started]?.descriptors.removeValue(forKey: free) {
        process.machine.release(own)
      }
    }
    process.machine.release(other)
    return free
  }

  /// A command whose words are expanded.
  enum Prepared {
    case simple(assignments: [Assigned], words: [String], arrays: [Assigned])
    case iterate(name: String, values: [String], body: ShellScript)
    case arithmeticLoop(condition: [WordPart], step: [WordPart], body: ShellScript)
    case bodies([ShellScript])
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
      return .bodies(try chosen(choices, text, &expansion))
    case .test(let words): return .status(try ConditionalExpression.evaluate(words, &expansion) ? 0 : 1)
    case .arithmetic(let parts): return .status(try expansion.number(parts) != 0 ? 0 : 1)
    default: return .other(command)
    }
  }

  /// The commands of the choices that a text comes to.
  private func chosen(
    _ choices: [ShellCommand.Choice], _ text: String, _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> [ShellScript] {
    var bodies: [ShellScript] = []
    var fallsThrough = false
    for choice in choices {
      var matches = fallsThrough
      for pattern in choice.patterns where !matches { matches = try expansion.pattern(pattern).matches(text) }
      guard matches else { continue }
      bodies.append(choice.body)
      if choice.end == .leave { break }
      fallsThrough = choice.end == .fallThrough
    }
    return bodies
  }

  private func prepare(
    _ simple: SimpleCommand, _ expansion: inout ShellExpansion
  ) throws(ShellExpansion.Interruption) -> Prepared {
    let words = try expansion.commandFields(simple.words)
    var assignments: [Assigned] = []
    for assignment in simple.assignments {
      let assigned = try expansion.assigned(assignment)
      assignments.append(assigned)
      if words.isEmpty, !expansion.apply(assigned) { throw .failed("\(assigned.name): \(dialect.readOnly)") }
    }
    let isKeyed = words.dropFirst().contains { $0.hasPrefix("-") && $0.contains("A") }
    var arrays: [Assigned] = []
    for array in simple.arrays { arrays.append(try expansion.assigned(array, isKeyed: isKeyed)) }
    return .simple(assignments: assignments, words: words, arrays: arrays)
  }

  private mutating func run(_ prepared: Prepared, _ process: inout ProcessView) -> ProgramStep? {
    switch prepared {
    case .simple(let assignments, let words, let arrays):
      let step = runSimple(assignments, words, &process)
      for array in arrays { if case .array(let value) = array.value { variables.set(array.name, value) } }
      return step
    case .iterate(let name, let values, let body):
      status = 0
      frames.append(.iterate(name: name, values: values, next: 0, body: body))
    case .arithmeticLoop(let condition, let step, let body):
      frames.append(.arithmeticLoop(condition: condition, step: step, body: body, isFirst: true))
    case .bodies(let scripts):
      status = 0
      for script in scripts.reversed() { frames.append(.script(script, next: 0)) }
    case .status(let code): status = code
    case .other(let command): return execute(command, &process)
    }
    return nil
  }

  // MARK: Simple commands

  private mutating func runSimple(
    _ assignments: [Assigned], _ words: [String], _ process: inout ProcessView
  ) -> ProgramStep? {
    guard let command = words.first else {
      status = substitutionStatus
      substitutionStatus = 0
      return nil
    }
    substitutionStatus = 0
    if functions[command] != nil || BuiltIns.has(command, dialect) {
      setForCommand(assignments, isKept: command == "exec" || command == "export")
      if let body = functions[command] {
        frames.append(.function(parameters: parameters, locals: []))
        parameters = Array(words.dropFirst())
        if dialect.isBash {
          variables.set("FUNCNAME", elements: [command] + (variables.array("FUNCNAME")?.values ?? []))
        }
        return execute(body, &process)
      }
      return BuiltIns.run(words, &self, &process)
    }
    let environment = variables.exported.merging(assignments.map { ($0.name, $0.text) }) { $1 }
    return startExternal(words, environment, &process)
  }

  private mutating func setForCommand(_ assignments: [Assigned], isKept: Bool) {
    guard !assignments.isEmpty else { return }
    if !isKept { frames.append(.restoreVariables(assignments.map { ($0.name, variables.all[$0.name]) })) }
    for assigned in assignments { variables.set(assigned.name, assigned.text, isExported: true) }
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

import SimulationKernel

extension ShellProgram {
  /// Does what a frame stands for; returns how to go on when the shell has to wait or ends.
  mutating func run(_ frame: ShellFrame, _ process: inout ProcessView) -> ProgramStep? {
    switch frame {
    case .source(let parser, let reportsFile): return runSource(parser, reportsFile, &process)
    case .interactive(let pending): return readCommand(pending, &process)
    case .script(let script, let next): return runScript(script, next, &process)
    case .chain(let links, let next): return runChain(links, next, &process)
    case .negate:
      status = status == 0 ? 1 : 0
      isStatusTested = true
    case .branches(let branches, let current, let otherwise): runBranch(branches, current, otherwise)
    case .loopCondition(let isUntil, let condition, let body):
      if (status == 0) != isUntil {
        frames.append(.loopBody(isUntil: isUntil, condition: condition, body: body))
        frames.append(.script(body, next: 0))
      } else {
        status = 0
      }
    case .loopBody(let isUntil, let condition, let body):
      frames.append(.loopCondition(isUntil: isUntil, condition: condition, body: body))
      frames.append(.script(condition, next: 0))
    case .iterate(let name, let values, let next, let body):
      guard next < values.count else { break }
      variables.set(name, values[next])
      frames.append(.iterate(name: name, values: values, next: next + 1, body: body))
      frames.append(.script(body, next: 0))
    case .arithmeticLoop(let condition, let step, let body, let isFirst):
      runArithmeticLoop(condition, step, body, isFirst, &process)
    case .expanding(let command, let redirections, let outputs):
      return expandAndRun(command, redirections, outputs, &process)
    case .substituting(let child, let descriptor, let bytes): return collect(child, descriptor, bytes, &process)
    case .child(let child):
      guard let code = process.machine.reap(child) else { return wait(.child(child), frame) }
      status = code
    case .pipeline(let children, let statuses): return awaitPipeline(children, statuses, &process)
    case .waiting(let children): return awaitChildren(children, &process)
    case .reading(let state): return read(state, &process)
    case .loading(let descriptor, let bytes): return load(descriptor, bytes, &process)
    case .restoreStatus(let old): status = old
    case .endErrorTrap: hasTrappedError = true
    case .timing(let start): reportTime(since: start, &process)
    case .leave(let code): return .exit(ending ?? code)
    default: undo(frame, &process)
    }
    return nil
  }

  /// Puts back what a command changed for itself only.
  mutating func undo(_ frame: ShellFrame, _ process: inout ProcessView) {
    switch frame {
    case .restoreDescriptors(let saved): restore(saved, &process)
    case .restoreVariables(let saved): for (name, variable) in saved.reversed() { variables.restore(name, variable) }
    case .function(let saved, let locals):
      parameters = saved
      for (name, variable) in locals.reversed() { variables.restore(name, variable) }
      if let names = variables.array("FUNCNAME") {
        variables.set("FUNCNAME", elements: Array(names.values.dropFirst()))
      }
    case .closeDescriptor(let descriptor): process.close(descriptor)
    default: break
    }
  }

  mutating func wait(_ wait: Wait, _ frame: ShellFrame) -> ProgramStep {
    frames.append(frame)
    return .wait(wait)
  }

  // MARK: Text

  private mutating func runSource(
    _ source: ShellParser, _ reportsFile: Bool, _ process: inout ProcessView
  ) -> ProgramStep? {
    var parser = source
    parser.aliases = isInteractive ? aliases : [:]
    do {
      let next = try parser.nextLine()
      line = parser.line
      guard let script = next else { return nil }
      frames.append(.source(parser, reportsFile: reportsFile))
      frames.append(.script(script, next: 0))
    } catch {
      line = parser.line
      fail(error.text(dialect), code: 2, &process)
    }
    return nil
  }

  private mutating func readCommand(_ pending: String, _ process: inout ProcessView) -> ProgramStep? {
    if followsTerminal, process.isTerminal(0) {
      isInteractive = true
      if dialect == .bash { dialect = .interactiveBash }
    }
    if showsPrompt, isInteractive, process.isTerminal(0), !hasPrompted {
      process.print(pending.isEmpty ? prompt(process) : "> ")
      hasPrompted = true
    }
    switch takeLine(&process) {
    case .notYet: return wait(.input(descriptor: 0), .interactive(pending: pending))
    case .end:
      if !pending.isEmpty { frames.append(.source(ShellParser(pending, dialect), reportsFile: true)) }
      if isInteractive, showsPrompt { process.print("\n") }
      return nil
    case .failed: return nil
    case .bytes(let bytes):
      hasPrompted = false
      takeText(pending + String(decoding: bytes, as: UTF8.self), lastLine: bytes, &process)
      return nil
    }
  }

  private static let incompleteLimit = 1 << 20

  /// Runs what was typed so far, or waits for the rest of it.
  private mutating func takeText(_ text: String, lastLine: [UInt8], _ process: inout ProcessView) {
    if let awaited = awaitedDelimiter, text.utf8.count < Self.incompleteLimit {
      let line = String(decoding: lastLine.drop { awaited.stripsTabs && $0 == Byte.tab }, as: UTF8.self)
      guard line == awaited.text + "\n" else { return frames.append(.interactive(pending: text)) }
    } else if Self.goesOn(lastLine), text.utf8.count < Self.incompleteLimit {
      return frames.append(.interactive(pending: text))
    }
    awaitedDelimiter = nil
    var parser = ShellParser(text, dialect, aliases: aliases)
    do {
      var script = ShellScript()
      while let next = try parser.nextLine() { script.items += next.items }
      frames.append(.interactive(pending: ""))
      if !script.items.isEmpty { frames.append(.script(script, next: 0)) }
      remember(text)
    } catch {
      if error.isIncomplete, text.utf8.count < Self.incompleteLimit {
        if case .unterminatedDocument(let delimiter, let stripsTabs) = error {
          awaitedDelimiter = (delimiter, stripsTabs)
        }
        frames.append(.interactive(pending: text))
      } else {
        frames.append(.interactive(pending: ""))
        report(error.text(dialect), &process)
        status = 2
      }
    }
  }

  /// Begins several lines that a person typed as one: what they run reads none of them.
  /// - Returns: false where they must be read line by line: something was typed before them, or something is missing.
  mutating func begin(_ text: String, isRemembered: Bool = true) -> Bool {
    guard frames.count == 1, case .interactive(let pending)? = frames.first, pending.isEmpty, isComplete(text) else {
      return false
    }
    frames.append(.source(ShellParser(text, dialect), reportsFile: false))
    if isRemembered { remember(text) }
    return true
  }

  /// Whether nothing more must be typed before a text can run; a text that is wrong is complete.
  func isComplete(_ text: String) -> Bool {
    if Self.goesOn(Array((text + "\n").utf8)) { return false }
    var parser = ShellParser(text + "\n", dialect, aliases: aliases)
    do {
      while try parser.nextLine() != nil {}
      return true
    } catch {
      return !error.isIncomplete
    }
  }

  /// Whether a line ends in a backslash that takes its end away.
  private static func goesOn(_ line: [UInt8]) -> Bool {
    line.last == Byte.newline && line.dropLast().reversed().prefix { $0 == Byte.backslash }.count % 2 == 1
  }

  /// Throws away the lines of a command that is not complete, as Ctrl-C does.
  mutating func discardUnfinished() {
    guard frames.count == 1, case .interactive? = frames.first else { return }
    awaitedDelimiter = nil
    frames = [.interactive(pending: "")]
    status = 130
  }

  private mutating func remember(_ text: String) {
    guard dialect == .interactiveBash, text.contains(where: { !$0.isWhitespace }) else { return }
    if history.count >= BuiltIns.historyLimit { history.removeFirst() }
    history.append(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  private func prompt(_ process: ProcessView) -> String {
    let end = process.user.user == 0 ? "# " : "$ "
    switch dialect {
    case .ash: return process.directory + " " + end
    case .dash: return end
    case .bash, .interactiveBash:
      let home = variables["HOME"] ?? ""
      let shown = process.directory == home ? "~" : process.directory
      return (process.user.user == 0 ? "root" : "user") + "@" + process.machine.hostname + ":" + shown + end
    }
  }

  /// One line of standard input, with its end.
  private func takeLine(_ process: inout ProcessView) -> ProcessView.ReadResult {
    switch process.read(0) {
    case .bytes(let bytes):
      guard let end = bytes.firstIndex(of: Byte.newline) else { return .bytes(bytes) }
      process.unread(Array(bytes[(end + 1)...]))
      return .bytes(Array(bytes[...end]))
    case let other: return other
    }
  }

  // MARK: Lists and conditions

  private mutating func runScript(_ script: ShellScript, _ next: Int, _ process: inout ProcessView) -> ProgramStep? {
    if next > 0, hasFailed {
      if traps[Self.errorTrap] != nil, !hasTrappedError {
        frames.append(.script(script, next: next))
        frames.append(.endErrorTrap)
        runTrap(Self.errorTrap)
        return nil
      }
      if options.exitsOnError {
        exit(status)
        return nil
      }
    }
    guard next < script.items.count else { return nil }
    let item = script.items[next]
    if next + 1 < script.items.count || options.exitsOnError || traps[Self.errorTrap] != nil {
      frames.append(.script(script, next: next + 1))
    }
    isStatusTested = false
    hasTrappedError = false
    if item.isBackground {
      startInBackground(item.command, &process)
      return nil
    }
    return execute(item.command, &process)
  }

  private mutating func startInBackground(_ command: ShellCommand, _ process: inout ProcessView) {
    let script = ShellScript(items: [ShellScript.Item(command: command, isBackground: false)])
    var changes: [Int: Int] = [:]
    if !isInteractive { changes[0] = process.machine.open(.device(.null)) }
    let started = start(
      child(running: [.script(script, next: 0)]), arguments: [name], descriptors: changes, isBackground: true, &process)
    guard let started else { return }
    lastBackground = started
    status = 0
    if isInteractive { process.printError("[1] \(started)\n") }
  }

  private mutating func runChain(
    _ links: [ShellCommand.Link], _ next: Int, _ process: inout ProcessView
  ) -> ProgramStep? {
    guard next < links.count else { return nil }
    if next > 0, links[next].isAnd != (status == 0) {
      isStatusTested = true
      frames.append(.chain(links, next: next + 1))
      return nil
    }
    isStatusTested = false
    frames.append(.chain(links, next: next + 1))
    return execute(links[next].command, &process)
  }

  private mutating func runBranch(_ branches: [ShellCommand.Branch], _ current: Int, _ otherwise: ShellScript?) {
    if status == 0 {
      frames.append(.script(branches[current].body, next: 0))
    } else if current + 1 < branches.count {
      frames.append(.branches(branches, current: current + 1, otherwise: otherwise))
      frames.append(.script(branches[current + 1].condition, next: 0))
    } else {
      status = 0
      if let otherwise { frames.append(.script(otherwise, next: 0)) }
    }
  }

  private mutating func runArithmeticLoop(
    _ condition: [WordPart], _ step: [WordPart], _ body: ShellScript, _ isFirst: Bool, _ process: inout ProcessView
  ) {
    var expansion = expansion(outputs: [], process)
    do {
      if !isFirst { _ = try expansion.number(step) }
      let isEmpty = try expansion.text(condition).allSatisfy { $0 == " " }
      let goesOn = isEmpty ? true : try expansion.number(condition) != 0
      take(expansion)
      guard goesOn else { return }
      frames.append(.arithmeticLoop(condition: condition, step: step, body: body, isFirst: false))
      frames.append(.script(body, next: 0))
    } catch {
      fail("arithmetic syntax error", code: 2, &process)
    }
  }

  /// Reads a script to its end, and runs it.
  private mutating func load(_ descriptor: Int, _ bytes: [UInt8], _ process: inout ProcessView) -> ProgramStep? {
    switch process.read(descriptor) {
    case .bytes(let more) where bytes.count < Self.incompleteLimit:
      frames.append(.loading(descriptor: descriptor, bytes: bytes + more))
    case .notYet: return wait(.input(descriptor: descriptor), .loading(descriptor: descriptor, bytes: bytes))
    case .bytes, .end, .failed:
      process.close(descriptor)
      status = 0
      frames.append(.source(ShellParser(bytes: bytes, dialect), reportsFile: true))
    }
    return nil
  }

  // MARK: Children

  private mutating func collect(
    _ child: Int, _ descriptor: Int, _ bytes: [UInt8], _ process: inout ProcessView
  ) -> ProgramStep? {
    switch process.read(descriptor) {
    case .bytes(let more):
      // An endless output must not fill the memory: a real shell would be killed for it.
      guard bytes.count < 16 << 20 else {
        process.machine.end(process.number, status: 137)
        return .exit(137)
      }
      frames.append(.substituting(child: child, descriptor: descriptor, bytes: bytes + more))
      return nil
    case .notYet:
      return wait(.input(descriptor: descriptor), .substituting(child: child, descriptor: descriptor, bytes: bytes))
    case .end, .failed:
      guard let code = process.machine.reap(child) else {
        return wait(.child(child), .substituting(child: child, descriptor: descriptor, bytes: bytes))
      }
      process.close(descriptor)
      substitutionStatus = code
      status = code
      var output = bytes[...]
      while output.last == Byte.newline { output.removeLast() }
      guard case .expanding(let command, let redirections, let outputs)? = frames.popLast() else { return nil }
      let text = String(decoding: output.filter { $0 != 0 }, as: UTF8.self)
      frames.append(.expanding(command, redirections, outputs: outputs + [text]))
      return nil
    }
  }

  private mutating func awaitPipeline(
    _ children: [Int], _ statuses: [Int], _ process: inout ProcessView
  ) -> ProgramStep? {
    var done = statuses
    for child in children.dropFirst(statuses.count) {
      guard let code = process.machine.reap(child) else {
        return wait(.child(child), .pipeline(children, statuses: done))
      }
      done.append(code)
    }
    status = done.last ?? 0
    if dialect.isBash { variables.set("PIPESTATUS", elements: done.map(String.init)) }
    if options.failsPipes, let failed = done.last(where: { $0 != 0 }) { status = failed }
    return nil
  }

  /// The `wait` built-in: a signal with a trap ends it.
  mutating func awaitChildren(_ children: [Int], _ process: inout ProcessView) -> ProgramStep? {
    for child in children {
      guard let code = process.machine.reap(child) else { return wait(.child(child), .waiting(children)) }
      status = code
    }
    return nil
  }

  /// What `time` says.
  private func reportTime(since start: Instant, _ process: inout ProcessView) {
    let milliseconds = max(0, (process.now.microseconds - start.microseconds) / 1000)
    let rest = String(milliseconds % 60_000 % 1000)
    let seconds = "\(milliseconds % 60_000 / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    process.printError("\nreal\t\(milliseconds / 60_000)m\(seconds)s\nuser\t0m0.000s\nsys\t0m0.000s\n")
  }
}

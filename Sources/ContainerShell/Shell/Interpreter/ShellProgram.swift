import SimulationKernel

/// A shell as a process: a machine with an explicit stack of frames, which stops wherever it has to wait.
struct ShellProgram: Program {
  struct Options: Sendable {
    var exitsOnError = false
    var tracesCommands = false
    var requiresVariables = false
    var failsPipes = false
    var ignoresPatterns = false
    /// `set -o vi`: for whoever edits the lines.
    var usesViKeys = false
    /// `shopt -s nullglob` and its like, by name.
    var named: Set<String> = []
  }

  /// What stands before its errors: `sh`, or the script's name.
  var name: String
  var dialect: ShellDialect
  var variables = ShellVariables()
  var functions: [String: ShellCommand] = [:]
  var aliases: [String: String] = [:]
  var parameters: [String] = []
  var options = Options()
  /// What runs on signals, by number; 0 for the shell's end.
  var traps: [Int: String] = [:]
  var pendingSignals: [Int] = []
  var status = 0
  /// The number of the process that `$$` names: in subshells, too, that of the first shell.
  var ownNumber: Int?
  /// Where `$RANDOM` comes from, once it was asked for.
  var random: RandomStream?
  /// Where `pushd` came from, newest first.
  var directories: [String] = []
  var lastBackground: Int?
  /// The lines that a person typed, oldest first.
  var history: [String] = []
  var frames: [ShellFrame] = []
  var isInteractive = false
  var showsPrompt = true
  /// Interactive when its standard input is a terminal.
  var followsTerminal = false
  var isSubshell = false
  var line = 1
  var hasPrompted = false
  /// The line for which an open here-document waits: until it comes there is nothing to parse.
  var awaitedDelimiter: (text: String, stripsTabs: Bool)?
  /// How many substitutions this shell runs in: `set -x` shows it.
  var substitutionDepth = 0
  /// The status of a substitution counts for a command that only assigns.
  var substitutionStatus = 0
  /// The last status was looked at by `&&`, `||`, `!`, so `set -e` does not end the shell for it.
  var isStatusTested = false
  private var isInterrupted = false
  /// Set once the shell is about to end.
  var ending: Int?

  /// The number under which `trap … ERR` is kept.
  static let errorTrap = -1
  /// Whether the trap for errors ran for the last command.
  var hasTrappedError = false

  private static let framesPerStep = 20
  private static let frameLimit = 2_000

  init(name: String, dialect: ShellDialect, environment: [String: String], parameters: [String] = []) {
    self.name = name
    self.dialect = dialect
    self.parameters = parameters
    for (key, value) in environment { variables.set(key, value, isExported: true) }
    if variables["IFS"] == nil { variables.set("IFS", " \t\n") }
  }

  /// A shell that runs a text and ends.
  init(script: [UInt8], name: String, dialect: ShellDialect, environment: [String: String], parameters: [String] = []) {
    self.init(name: name, dialect: dialect, environment: environment, parameters: parameters)
    frames = [.source(ShellParser(bytes: script, dialect), reportsFile: true)]
  }

  // MARK: Running

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if ownNumber == nil { ownNumber = process.number }
    if isInterrupted { interrupt(&process) }
    for _ in 0..<Self.framesPerStep {
      if let signal = pendingSignals.first, !isWaitingForChild {
        pendingSignals.removeFirst()
        runTrap(signal)
      }
      guard let frame = frames.popLast() else { return end(&process) }
      if frames.count > Self.frameLimit {
        process.printError("\(name): maximum nesting level exceeded\n")
        return .exit(2)
      }
      if let step = run(frame, &process) { return step }
    }
    return .again
  }

  /// What a person interrupts ends; the shell reads the next line.
  private mutating func interrupt(_ process: inout ProcessView) {
    isInterrupted = false
    status = 130
    unwind(to: 0, &process)
    frames = [.interactive(pending: "")]
    if showsPrompt { process.print("\n") }
    hasPrompted = false
  }

  private var isWaitingForChild: Bool {
    switch frames.last {
    case .child, .pipeline, .substituting: true
    default: false
    }
  }

  private mutating func end(_ process: inout ProcessView) -> ProgramStep {
    if let trap = traps.removeValue(forKey: 0) {
      frames = [.leave(status), .source(ShellParser(trap, dialect), reportsFile: false)]
      return .again
    }
    return .exit(ending ?? status)
  }

  /// Ends the shell, by way of its EXIT trap.
  mutating func exit(_ code: Int) {
    status = code
    ending = code
    frames = []
  }

  mutating func runTrap(_ signal: Int) {
    guard let text = traps[signal], !text.isEmpty else { return }
    frames.append(.restoreStatus(status))
    frames.append(.source(ShellParser(text, dialect), reportsFile: false))
  }

  mutating func receive(signal: Signal) -> Bool {
    if let trap = traps[signal.rawValue] {
      if !trap.isEmpty { pendingSignals.append(signal.rawValue) }
      return true
    }
    guard isInteractive else { return false }
    switch signal {
    case .interrupt:
      isInterrupted = true
      return true
    case .terminate, .quit: return true
    default: return false
    }
  }

  // MARK: Errors

  mutating func report(_ message: String, _ process: inout ProcessView) {
    process.printError(dialect.prefix(name, line: line) + message + "\n")
  }

  /// An error that ends a shell which nobody types at.
  mutating func fail(_ message: String, code: Int, _ process: inout ProcessView) {
    report(message, &process)
    status = isInteractive && dialect.isBash && code == 127 ? 1 : code
    if isInteractive {
      unwind(to: 1, &process)
    } else {
      exit(code)
    }
  }

  /// Whether the last command failed, and nothing looked at that: what `set -e` and the trap for errors are about.
  var hasFailed: Bool {
    guard status != 0, !isStatusTested else { return false }
    return !frames.contains { frame in
      switch frame {
      case .negate, .branches, .loopCondition, .endErrorTrap: true
      case .chain(let links, let next): next < links.count
      default: false
      }
    }
  }

  // MARK: Children

  /// The shell as it goes on in a child: the same variables, its own commands.
  func child(running frames: [ShellFrame]) -> ShellProgram {
    var copy = self
    copy.frames = frames
    copy.traps = traps.filter { $0.value.isEmpty }
    copy.pendingSignals = []
    copy.isSubshell = true
    copy.random = nil
    copy.isInteractive = false
    copy.ending = nil
    return copy
  }

  /// Starts a child of the shell's own process; nil (and an error) when there are too many.
  mutating func start(
    _ program: any Program, arguments: [String], environment: [String: String]? = nil,
    descriptors changes: [Int: Int] = [:], isBackground: Bool = false, _ process: inout ProcessView
  ) -> Int? {
    guard let own = process.machine.processes[process.number] else { return nil }
    let descriptors = own.descriptors.filter { !Self.privateDescriptors.contains($0.key) }.merging(changes) { $1 }
    let child = process.machine.spawn(
      program, arguments: arguments, descriptors: descriptors, environment: environment ?? variables.exported,
      directory: own.directory, user: own.user, parent: process.number, console: own.console)
    guard let child else {
      report(
        dialect.isBash
          ? "fork: retry: Resource temporarily unavailable" : "can't fork: Resource temporarily unavailable", &process)
      status = 254
      return nil
    }
    process.machine.processes[child]?.isBackground = isBackground || own.isBackground
    return child
  }
}

/// What a shell has still to do, innermost last.
indirect enum ShellFrame: Sendable {
  case source(ShellParser, reportsFile: Bool)
  /// Reads commands from standard input.
  case interactive(pending: String)
  case script(ShellScript, next: Int)
  case chain([ShellCommand.Link], next: Int)
  case negate
  case branches([ShellCommand.Branch], current: Int, otherwise: ShellScript?)
  case loopCondition(isUntil: Bool, condition: ShellScript, body: ShellScript)
  case loopBody(isUntil: Bool, condition: ShellScript, body: ShellScript)
  case iterate(name: String, values: [String], next: Int, body: ShellScript)
  case arithmeticLoop(condition: [WordPart], step: [WordPart], body: ShellScript, isFirst: Bool)
  /// A command whose words are to be expanded, with the outputs of the substitutions that ran already.
  case expanding(ShellCommand, [Redirection], outputs: [String])
  case substituting(child: Int, descriptor: Int, bytes: [UInt8])
  case child(Int)
  case pipeline([Int], statuses: [Int])
  case restoreDescriptors([(descriptor: Int, slot: Int?)])
  case restoreVariables([(name: String, variable: ShellVariables.Variable?)])
  case restoreStatus(Int)
  case function(parameters: [String], locals: [(name: String, variable: ShellVariables.Variable?)])
  /// The pipes of `<(…)`, open while the command runs.
  case closeDescriptor(Int)
  /// A file that is read to be run.
  case loading(descriptor: Int, bytes: [UInt8])
  case timing(Instant)
  case endErrorTrap
  case reading(ShellRead)
  case waiting([Int])
  case leave(Int)
}

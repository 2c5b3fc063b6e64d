package import SimulationKernel

/// A shell at which a person types, as a value: lines go in, actions come out, and what other programs (kubectl) do is
/// the caller's business.
///
/// The caller hands over a line with `run`, then calls `step` until it says `.finished`, doing what each action asks.
package struct PlayerShell: Sendable {
  private(set) var machine: Machine
  private var unwritten: [ProcessOutput] = []
  /// Host commands that were handed out and are not finished.
  private var performed: Set<Int> = []

  private static let shell = 1
  /// Folders above a file that are made for it.
  private static let depthLimit = 64

  /// - Parameter hostCommands: the commands that the caller performs (`kubectl`); any other that the shell does not
  ///   have is `command not found`.
  package init(
    user: String = "root", hostname: String = "workstation", environment: [String: String] = [:],
    files: [ImageFile] = [], aliases: [String: String] = [:], hostCommands: Set<String> = [],
    at instant: Instant = Instant(seconds: 0),
    seed: UInt64 = 0
  ) {
    let image = ImageDescription(repository: "workstation", files: files, base: .toolbox)
    var tree = ImageFiles.fileSystem(of: image)
    let home = user == "root" ? "/root" : "/home/" + user
    tree.makeDirectories(home)
    machine = Machine(files: tree, hostname: hostname, dialect: .interactiveBash, at: instant, seed: seed)
    machine.hostCommands = hostCommands
    machine.consoles[0] = Console(isTerminal: true)
    var variables = [
      "PATH": Executables.standardPath, "HOME": home, "USER": user, "TERM": "xterm-256color", "SHELL": "/bin/bash",
    ]
    variables["PWD"] = home
    variables.merge(environment) { $1 }
    var program = ShellProgram(name: "bash", dialect: .interactiveBash, environment: variables)
    program.aliases = aliases
    program.isInteractive = true
    program.showsPrompt = false
    program.frames = [.interactive(pending: "")]
    let input = machine.open(.console(0, isError: false), isWritable: false)
    let output = machine.open(.console(0, isError: false), isReadable: false)
    let error = machine.open(.console(0, isError: true), isReadable: false)
    _ = machine.spawn(
      program, arguments: ["bash"], descriptors: [0: input, 1: output, 2: error], environment: variables,
      directory: home, user: .root, parent: 0, console: 0)
  }

  /// A shell of its own over the same files, for a program that a host command runs (an editor).
  package func subshell(environment: [String: String], at instant: Instant) -> PlayerShell {
    var shell = PlayerShell(environment: environment, at: instant)
    shell.machine.files = machine.files
    return shell
  }

  /// Keeps what was done to the files in a subshell.
  package mutating func takeFiles(of subshell: PlayerShell) { machine.files = subshell.machine.files }

  var program: ShellProgram? { machine.processes[Self.shell]?.program as? ShellProgram }

  /// The exit status of the last command: `$?`.
  package var lastStatus: Int { program?.status ?? 0 }

  package var workingDirectory: String { machine.processes[Self.shell]?.directory ?? "/" }

  /// A line with the history put in that it asks for (`!!`), as an interactive bash does before it reads the line.
  package func expandingHistory(of line: String) throws(HistoryExpansion.Problem) -> String {
    try HistoryExpansion(history: program?.history ?? []).expand(line)
  }

  /// The value of a variable of the shell; nil where it is not set.
  package func variable(_ name: String) -> String? { program?.variables[name] }

  /// The content of a file; nil where it cannot be read.
  package func file(_ path: String) -> [UInt8]? { try? machine.files.read(path, in: workingDirectory) }

  /// Writes a file on behalf of a host command (`kubectl config`, an editor), and makes the folders that it lacks.
  package mutating func write(_ bytes: [UInt8], toFile path: String) throws(FileError) {
    let parts = FilePath.components(path, in: workingDirectory)
    guard parts.count <= Self.depthLimit else { throw .nameTooLong }
    for count in parts.indices.dropFirst() {
      let folder = "/" + parts.prefix(count).joined(separator: "/")
      if (try? machine.files.node(folder)) == nil { try machine.files.makeDirectory(folder, at: machine.now) }
    }
    try machine.files.write(bytes, to: path, in: workingDirectory, at: machine.now)
  }

  /// Starts a line, or several that were typed as one. What is not complete (an open quote, a here-document) makes the
  /// next `step` ask for more.
  package mutating func run(_ line: String, at instant: Instant) {
    machine.now = max(machine.now, instant)
    if line.contains("\n"), var shell = program, shell.begin(line) {
      machine.processes[Self.shell]?.program = shell
      machine.processes[Self.shell]?.state = .ready
    } else {
      machine.consoles[0]?.input += Array((line + "\n").utf8)
    }
  }

  /// Starts a text as if it stood in a file that the shell reads at its start: it is no part of the history.
  /// - Returns: false where the text is not complete.
  package mutating func load(_ text: String, at instant: Instant) -> Bool {
    machine.now = max(machine.now, instant)
    guard var shell = program, shell.begin(text, isRemembered: false) else { return false }
    machine.processes[Self.shell]?.program = shell
    machine.processes[Self.shell]?.state = .ready
    return true
  }

  /// Goes on as far as it can, and says what is needed next.
  package mutating func step(at instant: Instant, surroundings: any ContainerSurroundings) -> ShellAction {
    if let action = pendingAction() { return action }
    let end = max(instant, machine.now)
    while let due = machine.nextWake, due <= end {
      machine.now = max(machine.now, due)
      runReady(surroundings)
      if let action = pendingAction() { return action }
    }
    machine.now = end
    return idleAction
  }

  private mutating func runReady(_ surroundings: any ContainerSurroundings) {
    var view = ProcessView(machine: machine.take(), number: 0, surroundings: surroundings)
    view.runReady()
    machine = view.machine
  }

  /// Something that the caller has to do before the shell goes on.
  private mutating func pendingAction() -> ShellAction? {
    if unwritten.isEmpty { unwritten = machine.consoles[0]?.takeOutput() ?? [] }
    if !unwritten.isEmpty { return .write(unwritten.removeFirst()) }
    if let request = machine.hostRequests.first {
      machine.hostRequests.removeFirst()
      performed.insert(request.identifier)
      return .perform(request)
    }
    for identifier in performed.sorted() where machine.status(of: identifier) != nil {
      performed.remove(identifier)
      return .cancel(identifier: identifier)
    }
    if let status = machine.status(of: Self.shell) { return .exited(status: status) }
    return nil
  }

  private var idleAction: ShellAction {
    if let program, program.frames.count == 1, case .interactive(let pending)? = program.frames.first {
      return pending.isEmpty ? .finished(status: program.status) : .needsMoreLines
    }
    let readsTerminal = machine.processes.values.contains { process in
      guard case .waiting(.input(let descriptor)) = process.state, !process.isBackground,
        let file = process.descriptors[descriptor], case .console? = machine.openFiles[file]?.target
      else { return false }
      return true
    }
    if readsTerminal { return .waitForTyping }
    if let wake = machine.nextWake { return .wait(until: wake) }
    return performed.isEmpty ? .waitForTyping : .waitForCommand
  }

  /// Hands over what a command of the caller's wrote; it goes through the pipes and redirections it was typed with.
  package mutating func feed(_ bytes: [UInt8], isError: Bool = false, from identifier: Int) {
    guard machine.status(of: identifier) == nil else { return }
    var view = ProcessView(machine: machine, number: identifier, surroundings: NoSurroundings())
    try? view.write(bytes, isError ? 2 : 1)
    machine = view.machine
    if machine.processes[identifier]?.hasBrokenPipe == true { machine.end(identifier, status: 141) }
  }

  /// Takes what was piped or redirected to a command of the caller's.
  package mutating func takeInput(of identifier: Int) -> ShellInput {
    var view = ProcessView(machine: machine, number: identifier, surroundings: NoSurroundings())
    let result = view.read(0)
    machine = view.machine
    switch result {
    case .bytes(let bytes): return .bytes(bytes)
    case .notYet: return .notYet
    case .end, .failed: return .end
    }
  }

  /// Says how a command of the caller's ended.
  /// - Parameter instant: when, where that was later than the shell was last told.
  package mutating func finish(_ identifier: Int, status: Int, at instant: Instant? = nil) {
    performed.remove(identifier)
    machine.now = max(machine.now, instant ?? machine.now)
    guard machine.status(of: identifier) == nil else { return }
    machine.end(identifier, status: status & 255)
  }

  /// Hands over what the person typed while a command reads the terminal.
  package mutating func type(_ bytes: [UInt8]) { machine.consoles[0]?.input += bytes }

  /// Ctrl-D: the end of input for what reads the terminal, once.
  package mutating func endInput() { machine.consoles[0]?.pendingEnds += 1 }

  /// Ctrl-C, or the end of input, where a command goes on over several lines: what was typed of it is thrown away.
  package mutating func discardUnfinished() {
    guard var shell = program else { return }
    shell.discardUnfinished()
    machine.processes[Self.shell]?.program = shell
  }

  /// Ctrl-C: ends what runs; the line's status is 130.
  /// - Parameter isForced: also what takes no notice of it.
  package mutating func interrupt(at instant: Instant, isForced: Bool = false) {
    machine.now = max(machine.now, instant)
    machine.consoles[0]?.input = []
    if isForced, var shell = program {
      for number in machine.processes.keys.sorted() where number != Self.shell { machine.end(number, status: 137) }
      shell.traps[Signal.interrupt.rawValue] = nil
      machine.processes[Self.shell]?.program = shell
    }
    machine.signal(.interrupt, console: 0)
  }
}

/// What a shell wants next.
package enum ShellAction: Hashable, Sendable {
  /// Show this to the person, then step again.
  case write(ProcessOutput)
  /// Perform a command, asked for once: feed what it writes, and finish it. Step goes on meanwhile.
  case perform(HostCommand)
  /// The reader of a host command's output went away (`kubectl get pods -w | head -1`): stop it and finish it with 141.
  case cancel(identifier: Int)
  /// Nothing to do until then; step again at that time.
  case wait(until: Instant)
  /// Nothing to do until a host command is fed or finished.
  case waitForCommand
  /// A program reads what the person types.
  case waitForTyping
  /// The line is not complete: run the next one to continue it (the prompt is `> `).
  case needsMoreLines
  /// The line is done.
  case finished(status: Int)
  /// The person left the shell (`exit`).
  case exited(status: Int)
}

/// A command that the shell's host performs.
package struct HostCommand: Hashable, Sendable {
  package let identifier: Int
  /// With the command's name first.
  package let arguments: [String]
  package let environment: [String: String]
  /// The working directory.
  package let directory: String
  /// False when its input comes from a pipe or a file: see `takeInput`.
  package let hasTerminalInput: Bool
  /// False when its output goes to a pipe or a file.
  package let hasTerminalOutput: Bool

  package init(
    identifier: Int, arguments: [String], environment: [String: String] = [:], directory: String = "/",
    hasTerminalInput: Bool = true, hasTerminalOutput: Bool = true
  ) {
    self.identifier = identifier
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.hasTerminalInput = hasTerminalInput
    self.hasTerminalOutput = hasTerminalOutput
  }
}

/// What a host command finds on its input.
package enum ShellInput: Hashable, Sendable {
  case bytes([UInt8])
  /// Nothing yet: step the shell and ask again.
  case notYet
  case end
}

package import SimulationKernel

/// A shell at which a person types, as a value: lines go in, actions come out, and what other programs (kubectl) do is
/// the caller's business.
///
/// The caller hands over a line with `run`, then calls `step` until it says `.finished`, doing what each action asks.
package struct PlayerShell: Sendable {
  private var waiting: HostCommand?
  private var status = 0
  /// The exit status of the last command: `$?`.
  package var lastStatus: Int { status }
  package var workingDirectory: String { "/root" }
  package let hostCommands: Set<String>

  /// - Parameter hostCommands: the commands that the caller performs (`kubectl`); any other that the shell does not
  ///   have is `command not found`.
  package init(
    user: String = "root", hostname: String = "workstation", environment: [String: String] = [:],
    hostCommands: Set<String> = []
  ) {
    self.hostCommands = hostCommands
  }

  /// Starts a line. One that is not complete (an open quote, a here-document) makes the next `step` ask for more.
  package mutating func run(_ line: String, at instant: Instant) {
    let words = line.split(separator: " ").map(String.init)
    waiting = words.isEmpty ? nil : HostCommand(identifier: 1, arguments: words)
    if words.isEmpty { status = 0 }
  }

  /// Goes on as far as it can, and says what is needed next.
  package mutating func step(at instant: Instant, surroundings: any ContainerSurroundings) -> ShellAction {
    if let command = waiting { return .perform(command) }
    return .finished(status: status)
  }

  /// Hands over what a command of the caller's wrote; it goes through the pipes and redirections it was typed with.
  package mutating func feed(_ bytes: [UInt8], isError: Bool = false, from identifier: Int) {}

  /// Takes what was piped or redirected to a command of the caller's.
  package mutating func takeInput(of identifier: Int) -> ShellInput { .end }

  /// Says how a command of the caller's ended.
  package mutating func finish(_ identifier: Int, status: Int) {
    waiting = nil
    self.status = status
  }

  /// Hands over what the person typed while a command reads the terminal.
  package mutating func type(_ bytes: [UInt8]) {}

  /// Ctrl-D at an empty line.
  package mutating func endInput() {}

  /// Ctrl-C: ends what runs; the line's status is 130.
  package mutating func interrupt(at instant: Instant) {
    waiting = nil
    status = 130
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

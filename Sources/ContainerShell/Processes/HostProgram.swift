/// A command that the shell's host performs, as a process: its output is fed from outside.
struct HostProgram: Program {
  private var isRequested = false

  mutating func step(_ process: inout ProcessView) -> ProgramStep {
    if !isRequested {
      isRequested = true
      process.machine.hostRequests.append(
        HostCommand(
          identifier: process.number, arguments: process.arguments, environment: process.environment,
          directory: process.directory, hasTerminalInput: process.isTerminal(0),
          hasTerminalOutput: process.isTerminal(1)))
    }
    return .wait(.host)
  }
}

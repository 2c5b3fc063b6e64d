import ArgumentParser
import Terminal

/// The command line.
@main
struct Firedrill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firedrill",
    abstract: "Practise Kubernetes troubleshooting: broken clusters, real kubectl habits, a scored investigation.",
    version: "0.1.0",
    subcommands: [
      List.self, Play.self, Resume.self, History.self, Replay.self, Score.self, Attach.self, Sandbox.self, Game.self,
      KubectlClient.self,
      ScenarioCommands.self, Bench.self,
    ])

  func run() async throws {
    let device = TerminalDevice()
    guard device.inputIsTerminal, device.outputIsTerminal else { throw CleanExit.helpRequest(self) }
    try Choice().run()
  }
}

/// Says in one line what went wrong, and ends with status 1.
func reportingFailure(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let failure as Failure {
    TerminalDevice().write("firedrill: \(failure.description)\n", toError: true)
    throw ExitCode.failure
  }
}

/// The same for what waits.
func reportingFailure(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let failure as Failure {
    TerminalDevice().write("firedrill: \(failure.description)\n", toError: true)
    throw ExitCode.failure
  }
}

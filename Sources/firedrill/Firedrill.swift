import ArgumentParser
import Dispatch
import Synchronization
import Terminal

/// The command line.
@main
struct Firedrill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firedrill",
    abstract: "Practise Kubernetes troubleshooting: broken clusters, real kubectl habits, a scored investigation.",
    version: "0.1.0",
    subcommands: [
      List.self, Tutorial.self, Play.self, Resume.self, History.self, Replay.self, Rewind.self, Score.self,
      ShowReport.self, ShowProgress.self, Attach.self, Sandbox.self, Serve.self, Game.self, Join.self,
      ShowLeaderboard.self, Admin.self,
      KubectlClient.self,
      HintsCommands.self, ScenarioCommands.self, Doctor.self, Bench.self,
    ])

  func run() throws {
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

/// The same for what serves, and so needs more threads than this one. All other commands stay on the main thread alone,
/// where Ctrl-C is theirs to take.
func reportingFailure(waiting body: @escaping @Sendable () async throws -> Void) throws {
  let result = Mutex<Result<Void, any Error>>(.success(()))
  let done = DispatchSemaphore(value: 0)
  Task {
    do {
      try await body()
    } catch {
      result.withLock { $0 = .failure(error) }
    }
    done.signal()
  }
  done.wait()
  try reportingFailure { try result.withLock { $0 }.get() }
}

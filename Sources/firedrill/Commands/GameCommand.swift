import ArgumentParser
import Drills
import Foundation
import Terminal

/// What the commands on the PATH of `play --shell` are made of.
struct Game: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Perform a game command in the drill that FIREDRILL_DRILL names.", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough)
  var words: [String] = []

  func run() throws {
    try reportingFailure {
      guard let address = ProcessInfo.processInfo.environment[GameCommandFolder.addressVariable] else {
        throw Failure("no drill is open here. Start one with: firedrill play ID --shell")
      }
      let reply = try ServerCommand(address: address)?.perform(words) ?? RemoteDrill(address: address).perform(words)
      TerminalDevice().write(reply.text, toError: reply.isError)
      if reply.status != 0 { throw ExitCode(Int32(clamping: reply.status)) }
    }
  }
}

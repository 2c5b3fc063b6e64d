import ArgumentParser
import Drills
import Foundation
import SimulationKernel
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
      let reply = try RemoteDrill(address: address).perform(words)
      TerminalDevice().write(reply.text, toError: reply.status != 0)
      if reply.status != 0 { throw ExitCode(Int32(clamping: reply.status)) }
    }
  }
}

struct Attach: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch the drill that is open in another terminal: the page, the objectives, the score.")

  @Flag(help: "Print it once, as JSON.")
  var json = false

  func run() throws {
    try reportingFailure {
      guard let session = OpenSession.current else {
        throw Failure("no drill is open. Start one in another terminal with: firedrill play ID --shell")
      }
      let drill = RemoteDrill(address: session.address)
      let device = TerminalDevice()
      if json { return device.write(try JSONOutput.text(try drill.view())) }
      guard device.outputIsTerminal else { return device.write(DrillPage(view: try drill.view()).text) }
      while true {
        let view = try drill.view()
        // From the top left corner, over what was there.
        device.write("\u{1B}[H\u{1B}[J" + DrillPage(view: view).text)
        if view.isOver { return }
        Thread.sleep(forTimeInterval: 1)
      }
    }
  }
}

/// How a run stands, as a page of text.
struct DrillPage {
  let view: DrillView

  var text: String {
    var lines = [view.title, "", view.page.trimmingCharacters(in: .newlines), ""]
    for objective in view.objectives { lines.append((objective.isMet ? "  [x] " : "  [ ] ") + objective.says) }
    if let held = view.heldSeconds, !view.isSolved {
      lines.append("  All of it holds, for \(held) s of \(view.holdSeconds) s.")
    }
    lines += ["", status, ""]
    return lines.joined(separator: "\n") + "\n"
  }

  private var status: String {
    var parts = [
      "\(Self.clock(view.elapsedSeconds)) of \(Self.clock(view.parSeconds))", "\(view.points) points",
      "\(view.evidenceFound) facts seen",
    ]
    if view.hintsTaken > 0 { parts.append("\(view.hintsTaken) hints taken") }
    if view.wrongDiagnoses > 0 { parts.append("\(view.wrongDiagnoses) wrong diagnoses") }
    if view.isDiagnosed { parts.append("diagnosed") }
    if view.isOver { parts.append(view.isSolved ? "the incident is over" : "given up") }
    return parts.joined(separator: " · ")
  }

  /// Minutes and seconds.
  private static func clock(_ seconds: Int) -> String {
    let rest = abs(seconds % 60)
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
}

import ArgumentParser
import Drills
import Foundation
import Terminal

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
      "\(ClockText.of(seconds: view.elapsedSeconds)) of \(ClockText.of(seconds: view.parSeconds))",
      "\(view.points) points",
      "\(view.evidenceFound) facts seen",
    ]
    if view.hintsTaken > 0 { parts.append("\(view.hintsTaken) hints taken") }
    if view.wrongDiagnoses > 0 { parts.append("\(view.wrongDiagnoses) wrong diagnoses") }
    if view.isDiagnosed { parts.append("diagnosed") }
    if view.isOver { parts.append(view.isSolved ? "the incident is over" : "given up") }
    return parts.joined(separator: " · ")
  }
}

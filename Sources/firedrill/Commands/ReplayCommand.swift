import ArgumentParser
import Drills
import Leaderboard
import SimulationKernel
import Terminal

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "See a run again.",
    discussion: """
      On a terminal it plays like a film: space pauses, arrows step from command to command, s opens a shell in the \
      cluster as it was at that moment, ? shows all keys. Otherwise, and with --plain, every line is printed with what it \
      printed; of your own tools what they asked.
      """)

  @Argument(help: "The run's number, as `firedrill history` shows it; the last one where it is not given.")
  var number: Int64?

  @Flag(help: "Line by line, without the full screen.")
  var plain = false

  func run() throws {
    try reportingFailure {
      if !plain, let session = ScreenSession() {
        try play(on: session)
      } else {
        try printLines()
      }
    }
  }

  private func play(on session: ScreenSession) throws {
    let archive = try UserData.openArchive()
    let run = try StoredRuns.find(number, in: archive)
    var toldAt = SystemClock.now
    let film = try StoredRuns.film(of: run, in: archive) { done, count in
      guard SystemClock.now - toldAt > .milliseconds(200) else { return }
      toldAt = SystemClock.now
      session.tell("Reading run \(run.number ?? 0): \(done) of \(count)")
    }
    FullScreenReplay(film, on: session).run()
  }

  private func printLines() throws {
    let archive = try UserData.openArchive()
    let device = TerminalDevice()
    let console = TerminalConsole(
      device: device, lines: LineReader(device: device, history: []), isReplay: true, keepEntry: { _ in })
    let drill = try StoredRuns.drill(of: try StoredRuns.find(number, in: archive), in: archive, console: console) {
      device.write("+\(ClockText.of(seconds: Int($0.components.seconds))) $ \($1)\n")
    }
    device.write("\nFingerprint \(drill.fingerprint.description)\n")
  }
}

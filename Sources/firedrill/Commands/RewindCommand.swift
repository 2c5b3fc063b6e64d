import ArgumentParser
import Drills
import Leaderboard
import SimulationKernel
import Terminal

struct Rewind: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go back in a run that is open, which makes it practice.",
    discussion: """
      Takes back the last command where nothing else is said. Practice runs are no best scores. The journal keeps what \
      was taken back.
      """)

  @Argument(help: "The run's number, as `firedrill history` shows it; the last one that is open where it is not given.")
  var number: Int64?

  @Option(help: "The time to go back to, as replay and the prompt show it: +4:10.")
  var to: String?

  @Option(help: "How many commands to take back.")
  var steps: Int?

  func validate() throws {
    if to != nil, steps != nil { throw ValidationError("Say --to or --steps, not both.") }
    if let steps, steps < 1 { throw ValidationError("--steps counts from 1.") }
    if let to, target == nil { throw ValidationError("\(to) is no time: say --to +4:10.") }
  }

  private var target: RewindTarget? {
    guard let to else { return .commands(steps ?? 1) }
    guard to.contains(":") else { return nil }
    return RewindTarget(to)
  }

  func run() throws {
    try reportingFailure {
      guard let target else { return }
      let (kept, drill) = try KeptRun.open(number)
      let run = kept.run.number ?? 0
      guard !drill.isOver else { throw Failure("run \(run) is over. firedrill resume \(run) shows its card.") }
      guard let entry = drill.rewind(to: target, at: SystemClock.now) else {
        throw Failure("run \(run) has nothing to go back to: it stands at +\(Self.time(of: drill)).")
      }
      kept.keep(entry)
      TerminalDevice().write("Run \(run): \(drill.rewoundText)\nfiredrill resume \(run) goes on from there.\n")
    }
  }

  private static func time(of drill: Drill) -> String {
    ClockText.of(seconds: Int(clamping: (drill.now - drill.journal.header.calledAt).components.seconds))
  }
}

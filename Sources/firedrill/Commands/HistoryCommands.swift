import ArgumentParser
import Drills
import Leaderboard
import Scoring
import SimulationKernel
import Terminal

struct History: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List your runs, newest first.")

  @Flag(help: "Print an array of objects: run, scenario, seed, started, state, practice, points.")
  var json = false

  private struct Row: Encodable {
    let run: Int64
    let scenario: String
    let seed: UInt64
    let started: String
    let state: String
    /// The player went back in time, or was led by lessons.
    let practice: Bool
    let points: Int?
  }

  func run() throws {
    try reportingFailure {
      let rows = try (UserData.existingArchive()?.runs() ?? []).map(Self.row)
      let device = TerminalDevice()
      if json { return device.write(try JSONOutput.text(rows)) }
      guard !rows.isEmpty else { return device.write("No runs yet. Start one with: firedrill play ID\n") }
      var table = TextTable(header: ["RUN", "SCENARIO", "SEED", "STARTED", "STATE", "POINTS"])
      for row in rows {
        table.add([
          "\(row.run)", row.scenario, "\(row.seed)", row.started, row.state + (row.practice ? ", practice" : ""),
          row.points.map(String.init) ?? "-",
        ])
      }
      device.write(table.text(on: device, cutting: 1))
    }
  }

  private static func row(_ run: Run) -> Row {
    Row(
      run: run.number ?? 0, scenario: run.scenario, seed: run.seed,
      started: Instant(microseconds: run.started).rfc3339,
      state: run.ended == nil ? "open" : run.isSolved ? "solved" : "given up",
      practice: run.isPractice, points: run.points)
  }
}

struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute a run's card again from its journal.",
    discussion: "The card of a run that is open shows what was found so far, and nothing else.")

  @Argument(help: "The run's number, as `firedrill history` shows it; the last one where it is not given.")
  var number: Int64?

  @Flag(help: "Print the card as an object.")
  var json = false

  func run() throws {
    try reportingFailure {
      let archive = try UserData.openArchive()
      let stored = try StoredRuns.find(number, in: archive)
      let drill = try StoredRuns.drill(of: stored, in: archive)
      let card = drill.card
      let device = TerminalDevice()
      let style = Style(hasColour: device.wantsColour)
      if json {
        guard drill.isOver else {
          throw Failure("run \(stored.number ?? 0) is open: its card would give the cause away.")
        }
        device.write(try JSONOutput.text(card))
      } else if drill.isOver {
        device.write(CardText.full(card, scenario: drill.scenario, style: style))
      } else {
        device.write(CardText.interim(card, scenario: drill.scenario, style: style))
      }
      if let points = stored.points, points != card.points {
        throw Failure(
          "the run was kept with \(points) points and its journal gives \(card.points): "
            + "the scenario or the program has changed since.")
      }
    }
  }
}

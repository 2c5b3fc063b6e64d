import ArgumentParser
import Scenarios
import Scoring
import Terminal

struct ShowProgress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Show how far you have come: what you find fast, slowly, and not yet.",
    discussion: """
      Counted are runs that are over. Practice and the tutorial count for nothing, nor does a variant that you finished less than 14 days \
      before: you know its answer. A streak is days in a row with a drill solved without hints; Saturdays and Sundays \
      break none.
      """)

  @Flag(help: "Print an object: points, solved, scenarios, streak, areas with their classes, next.")
  var json = false

  func run() throws {
    try reportingFailure {
      let history = try PlayerHistory.load()
      let device = TerminalDevice()
      if json { return device.write(try JSONOutput.text(ProgressOutput(history.progress, next: history.next))) }
      let columns = device.outputIsTerminal ? device.columns : 100
      let style = Style(hasColour: device.wantsColour)
      for line in ProgressPage.lines(history.progress, next: history.next, columns: columns) {
        device.write(line.text(style) + "\n")
      }
    }
  }
}

/// Progress as scripts read it.
private struct ProgressOutput: Encodable {
  struct Class: Encodable {
    let id: String
    let name: String
    /// fast, slow or notYet.
    let found: String
    let best: Int?
    let seconds: Int?
    let par: Int?
    let hints: Int?
    let last: String
  }

  struct Area: Encodable {
    let name: String
    let classes: [Class]
    let unfinished: Int
  }

  struct Streak: Encodable {
    let days: Int
    let best: Int
    let hasToday: Bool
  }

  struct Next: Encodable {
    let scenario: String
    let why: String
  }

  let points: Int
  let solved: Int
  let scenarios: Int
  let streak: Streak
  let areas: [Area]
  let next: Next?

  init(_ progress: PlayerProgress, next: Suggestion?) {
    points = progress.points
    solved = progress.solved
    scenarios = progress.scenarios
    streak = Streak(days: progress.streak.days, best: progress.streak.best, hasToday: progress.streak.hasToday)
    areas = progress.areas.map { area in
      Area(
        name: area.name,
        classes: area.classes.map {
          Class(
            id: $0.failureClass.id, name: $0.failureClass.name, found: $0.found.rawValue, best: $0.best?.points,
            seconds: $0.best?.secondsToMend, par: $0.best?.parSeconds, hints: $0.best?.hintCount,
            last: Day.text($0.lastDay))
        }, unfinished: area.unfinished)
    }
    self.next = next.map { Next(scenario: $0.scenario, why: $0.why) }
  }
}

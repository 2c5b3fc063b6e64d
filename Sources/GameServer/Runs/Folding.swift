import Drills
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel

/// Makes runs from their journals.
enum Folding {
  /// The drill as it stood after the last line.
  static func drill(_ lines: [String], from shelf: ScenarioShelf) throws -> Drill {
    let journal = try Journal(lines: lines)
    return try Drill(try shelf.prepared(for: journal.header), replaying: journal)
  }
}

/// What a run came to that is over: nothing of it is a secret any more.
struct FinishedRun: Sendable {
  let view: DrillView
  let activity: [Activity]
  let card: Card
  let report: Report
  let journal: Journal

  init(_ drill: Drill, at now: Instant) {
    card = drill.card
    activity = drill.activity
    journal = drill.journal
    report = Report(drill.card, scenario: drill.scenario)
    var view = drill.view(at: now)
    view.isOver = true
    self.view = view
  }
}

/// Runs that were folded a moment ago.
struct RecentRuns {
  private static let limit = 32
  private var runs: [Int64: FinishedRun] = [:]
  private var order: [Int64] = []

  subscript(number: Int64) -> FinishedRun? { runs[number] }

  mutating func add(_ run: FinishedRun, _ number: Int64) {
    if runs.updateValue(run, forKey: number) == nil { order.append(number) }
    if order.count > Self.limit { runs[order.removeFirst()] = nil }
  }
}

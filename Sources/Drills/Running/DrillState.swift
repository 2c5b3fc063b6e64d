import APIServer
import Cluster
import Scenarios
import Scoring
import SimulationKernel

/// The cluster of a run and what the score knows of it: everything that a journal makes anew.
struct DrillState {
  /// How often the objectives are looked at while time passes.
  static let objectiveInterval = Duration.seconds(5)

  let scenario: Scenario
  var cluster: Cluster
  var record: RunRecord
  private var nextLook: Instant

  init(scenario: Scenario, cluster: Cluster, at start: Instant) {
    self.scenario = scenario
    self.cluster = cluster
    record = RunRecord(scenario: scenario, api: cluster.server, at: start)
    nextLook = start
  }

  var now: Instant { cluster.now }

  /// Lets time pass, looking at the objectives on the way.
  mutating func advance(to instant: Instant) {
    while nextLook <= instant, !record.isSolved {
      cluster.advance(to: nextLook)
      record.observeObjectives(of: scenario, api: cluster.server, at: nextLook)
      nextLook = nextLook + Self.objectiveInterval
    }
    cluster.advance(to: instant)
  }

  /// Looks at the objectives after a line.
  mutating func lookAtObjectives() {
    record.observeObjectives(of: scenario, api: cluster.server, at: now)
  }

  /// Advances until something may have happened, at most to `limit`.
  var nextInstant: Instant { cluster.nextEvent ?? .distantFuture }
}

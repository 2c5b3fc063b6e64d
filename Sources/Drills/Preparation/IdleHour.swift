import Cluster
import Scenarios
import Scoring
import SimulationKernel

/// An hour in which nobody does anything: it must not solve the scenario, and not damage it either.
struct IdleHour {
  /// Seconds after which somebody may look who waits.
  private static let looks: [Int64] = [15, 60, 180, 600]

  private(set) var moments: [Moment] = []
  private var state: DrillState

  init(_ prepared: PreparedScenario) {
    state = DrillState(scenario: prepared.scenario, cluster: prepared.cluster, at: prepared.calledAt)
    var previous = prepared.cluster
    for seconds in Self.looks {
      state.advance(to: prepared.calledAt + .seconds(seconds))
      moments.append(Moment(state.cluster, after: previous))
      previous = state.cluster
    }
    state.advance(to: prepared.calledAt + .seconds(3600))
    state.record.close(api: state.cluster.server, at: state.now)
  }

  func check(_ found: inout ScenarioTest.Findings, _ source: ScenarioSource) {
    if state.record.isSolved { found.report("it mends itself within an hour", at: ["fault"]) }
    for damage in state.record.damage {
      found.report(
        "\"\(damage.object)\", which is healthy, \(damage.what) within an hour by itself",
        at: source.root.node(at: ["healthy"]) == nil ? ["fault"] : ["healthy"],
        advice: "list under healthy what must come through, without it, or let it live")
    }
    if !state.record.sightings.isEmpty { found.report("facts are seen without a look", at: ["evidence"]) }
  }
}

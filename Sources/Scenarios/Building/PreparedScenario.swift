package import Cluster
package import SimulationKernel

/// A scenario simulated up to the moment at which the player is called. Starting a drill copies it.
package struct PreparedScenario: Sendable {
  package let scenario: Scenario
  package let seed: UInt64
  package let cluster: Cluster
  package let calledAt: Instant

  /// Builds the healthy state, lets it live, breaks it, and lets that last.
  /// - Parameter calledAt: simulated time at which the player is called, where that is not the scenario's; everything
  ///   before lies before it.
  package init(_ scenario: Scenario, seed: UInt64, calledAt: Instant? = nil) throws(ScenarioProblem) {
    let calledAt = calledAt ?? scenario.calledAt
    self.scenario = scenario
    self.seed = seed
    self.calledAt = calledAt
    var builder = try Self.builder(scenario, seed: seed, calledAt: calledAt)
    let broken = builder.cluster.now
    do throws(Refusal) {
      for fault in scenario.faults.sorted(by: { $0.after < $1.after }) {
        builder.cluster.advance(to: broken + fault.after)
        try builder.perform(fault)
      }
    } catch {
      throw error.first
    }
    builder.cluster.advance(to: calledAt)
    cluster = builder.cluster
  }

  /// The same cluster just before the first fault.
  package static func healthyCluster(
    _ scenario: Scenario, seed: UInt64, calledAt: Instant
  ) throws(ScenarioProblem) -> Cluster {
    try builder(scenario, seed: seed, calledAt: calledAt).cluster
  }

  private static func builder(
    _ scenario: Scenario, seed: UInt64, calledAt: Instant
  ) throws(ScenarioProblem) -> ScenarioBuilder {
    let broken = calledAt - scenario.warmUp
    var builder = ScenarioBuilder(scenario: scenario, seed: seed, at: broken - scenario.settle)
    do throws(Refusal) { try builder.applyBase() } catch { throw error.first }
    builder.cluster.advance(to: broken)
    return builder
  }
}

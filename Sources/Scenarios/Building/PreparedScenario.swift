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
    let preparation = Preparation(scenario, seed: seed, calledAt: calledAt)
    guard let cluster = preparation.called else {
      throw preparation.problems.first
        ?? ScenarioProblem("it cannot be prepared", at: SourcePosition(file: "scenario.yaml"))
    }
    self.init(scenario, seed: seed, calledAt: calledAt, cluster: cluster)
  }

  /// - Parameter cluster: as a preparation left it.
  init(_ scenario: Scenario, seed: UInt64, calledAt: Instant, cluster: Cluster) {
    self.scenario = scenario
    self.seed = seed
    self.cluster = cluster
    self.calledAt = calledAt
  }
}

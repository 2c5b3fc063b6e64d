package import Cluster
package import SimulationKernel

/// A scenario simulated up to the moment at which the player is called. Starting a drill copies it.
package struct PreparedScenario: Sendable {
  package let scenario: Scenario
  /// Chooses the variant, and what is random from the call on.
  package let seed: UInt64
  /// What was random before the call, where runs with other seeds have that in common.
  package let commonSeed: UInt64?
  package let cluster: Cluster
  package let calledAt: Instant

  /// Builds the healthy state, lets it live, breaks it, and lets that last.
  /// - Parameters:
  ///   - commonSeed: where runs with other seeds are to have everything before the call in common.
  ///   - calledAt: simulated time at which the player is called, where that is not the scenario's; everything before lies
  ///     before it.
  package init(
    _ scenario: Scenario, seed: UInt64, commonSeed: UInt64? = nil, calledAt: Instant? = nil
  ) throws(ScenarioProblem) {
    if let commonSeed {
      self = try PreparedScenario(scenario, seed: commonSeed, calledAt: calledAt).shared(as: scenario, seed: seed)
      return
    }
    let calledAt = calledAt ?? scenario.calledAt
    let preparation = Preparation(scenario, seed: seed, calledAt: calledAt)
    guard let cluster = preparation.called else {
      throw preparation.problems.first
        ?? ScenarioProblem("it cannot be prepared", at: SourcePosition(file: "scenario.yaml"))
    }
    self.init(scenario, seed: seed, calledAt: calledAt, cluster: cluster)
  }

  /// - Parameter cluster: as a preparation left it.
  init(_ scenario: Scenario, seed: UInt64, commonSeed: UInt64? = nil, calledAt: Instant, cluster: Cluster) {
    self.scenario = scenario
    self.seed = seed
    self.commonSeed = commonSeed
    self.cluster = cluster
    self.calledAt = calledAt
  }

  /// The same situation for a run with a seed of its own, by which everything goes from the call on.
  /// - Parameter scenario: in the same variant; its rules may be others.
  package func shared(as scenario: Scenario, seed: UInt64) -> PreparedScenario {
    var cluster = cluster
    cluster.reseed(seed)
    return PreparedScenario(
      scenario, seed: seed, commonSeed: commonSeed ?? self.seed, calledAt: calledAt, cluster: cluster)
  }
}

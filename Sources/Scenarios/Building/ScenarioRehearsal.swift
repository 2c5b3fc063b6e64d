import Cluster
package import SimulationKernel

/// Tries what a scenario does to a cluster, to find what the API server refuses.
package enum ScenarioRehearsal {
  /// What is refused, in any variant, at the place of the manifest or the fault; empty for a scenario that can be
  /// prepared. A scenario that cannot be read has nothing to try: the linter says why.
  package static func problems(in source: ScenarioSource, at start: Instant = Instant(seconds: 0)) -> [ScenarioProblem]
  {
    var all: [ScenarioProblem] = []
    for variant in source.variants {
      guard let scenario = try? source.scenario(variant) else { continue }
      for problem in problems(in: scenario, at: start) where !all.contains(problem) { all.append(problem) }
    }
    return all
  }

  private static func problems(in scenario: Scenario, at start: Instant) -> [ScenarioProblem] {
    var builder = ScenarioBuilder(scenario: scenario, seed: 0, at: start)
    var problems = builder.applyWhatIsAccepted()
    // Faults find their objects only in a state that came into being.
    guard problems.isEmpty else { return problems }
    let broken = builder.cluster.now + scenario.settle
    for fault in scenario.faults.sorted(by: { $0.after < $1.after }) {
      builder.cluster.advance(to: broken + fault.after)
      do throws(ScenarioProblem) { try builder.perform(fault) } catch { problems.append(error) }
    }
    return problems
  }
}

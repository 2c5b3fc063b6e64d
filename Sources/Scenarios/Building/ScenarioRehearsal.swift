import Cluster
package import SimulationKernel

/// Tries what a scenario does to a cluster, to find what the API server refuses and which references lead nowhere.
package enum ScenarioRehearsal {
  /// What is wrong, in whichever variants, at its place; empty for a scenario that can be prepared. A scenario that
  /// cannot be read has nothing to try: the linter says why.
  package static func problems(in source: ScenarioSource, at start: Instant = Instant(seconds: 0)) -> [ScenarioProblem]
  {
    var all = ScenarioProblemList(variants: source.variants.map(\.name))
    // A list may name objects of which each variant has its own: only what no variant's cluster holds is wrong.
    var census = Census()
    let scenarios = source.variants.compactMap { try? source.scenario($0) }
    for scenario in scenarios {
      all.add(problems(in: scenario, at: start, &census), variant: scenario.variant)
    }
    // In a state that did not come into being references lead nowhere for other reasons.
    guard !all.hasErrors else { return all.all }
    for scenario in scenarios {
      let check = ReferenceCheck(scenario: scenario, census: census, source: source)
      all.add(check.problems, variant: scenario.variant)
    }
    return all.all
  }

  private static func problems(in scenario: Scenario, at start: Instant, _ census: inout Census) -> [ScenarioProblem] {
    var builder = ScenarioBuilder(scenario: scenario, seed: 0, at: start)
    var problems = builder.applyWhatIsAccepted()
    // Faults find their objects only in a state that came into being.
    guard problems.isEmpty else { return problems }
    let broken = builder.cluster.now + scenario.settle
    builder.cluster.advance(to: broken)
    census.note(builder.cluster.server)
    for fault in scenario.faults.sorted(by: { $0.after < $1.after }) {
      builder.cluster.advance(to: broken + fault.after)
      do throws(Refusal) { try builder.perform(fault) } catch { problems += error.problems }
      census.note(builder.cluster.server)
    }
    guard problems.isEmpty else { return problems }
    builder.cluster.advance(to: broken + scenario.warmUp)
    census.note(builder.cluster.server)
    return []
  }
}

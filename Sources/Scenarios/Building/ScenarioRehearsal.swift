package import Cluster

/// Everything that can be said of a scenario without playing it: what the linter finds, what the API server refuses, and
/// references that lead nowhere. Variants can be tried at once: none needs another before all of them are put together.
package struct ScenarioRehearsal: Sendable {
  /// One variant, up to the call.
  package struct Variant: Sendable {
    package let name: String
    /// Nil where it cannot be read.
    package fileprivate(set) var scenario: Scenario?
    /// Just before the first fault; nil where something is refused, or the look was brief.
    package fileprivate(set) var healthy: Cluster?
    /// Nil in the same cases.
    package fileprivate(set) var prepared: PreparedScenario?
    /// What the linter finds.
    fileprivate var problems: [ScenarioProblem] = []
    /// What the API server refuses, and faults that find nothing.
    fileprivate var refusals: [ScenarioProblem] = []
    fileprivate var census = Census()
  }

  package let source: ScenarioSource

  package init(_ source: ScenarioSource) { self.source = source }

  /// What is wrong, in whichever variants, at its place; empty for a sound scenario.
  package static func problems(in source: ScenarioSource) -> [ScenarioProblem] {
    let rehearsal = ScenarioRehearsal(source)
    let brief = source.variants.indices.map { rehearsal.rehearse($0, isBrief: true) }
    let sure = rehearsal.isInDoubt(brief) ? source.variants.indices.map { rehearsal.rehearse($0) } : brief
    return rehearsal.problems(in: sure).all
  }

  /// Reads a variant and takes it to the call, as it is played.
  /// - Parameters:
  ///   - index: of the variant, in the source's list.
  ///   - seedNumber: which of the seeds that choose it, from 0.
  ///   - isBrief: whether waiting is cut short. What is nowhere then may still come, so a doubt wants the whole time.
  package func rehearse(_ index: Int, seedNumber: Int = 0, isBrief: Bool = false) -> Variant {
    let variant = source.variants[index]
    var rehearsed = Variant(name: variant.name)
    do throws(ScenarioProblem) {
      let scenario = try source.scenario(variant)
      rehearsed.scenario = scenario
      rehearsed.problems = ScenarioLinter.problems(in: scenario, of: source)
      try prepare(scenario, seedNumber, isBrief, &rehearsed)
    } catch {
      rehearsed.problems.append(error)
    }
    return rehearsed
  }

  private func prepare(
    _ scenario: Scenario, _ seedNumber: Int, _ isBrief: Bool, _ rehearsed: inout Variant
  ) throws(ScenarioProblem) {
    guard let seed = source.seed(choosing: scenario.variant, number: seedNumber) else {
      throw ScenarioProblem(
        "no seed chooses the variant \"\(scenario.variant)\"", at: source.position(of: ["variants"]),
        advice: "are two named alike?")
    }
    var census = Census()
    let calledAt = scenario.calledAt
    let preparation = Preparation(scenario, seed: seed, calledAt: calledAt, isBrief: isBrief) { census.note($0.server) }
    rehearsed.refusals = preparation.problems
    rehearsed.census = census
    guard !isBrief else { return }
    rehearsed.healthy = preparation.healthy
    rehearsed.prepared = preparation.called.map {
      PreparedScenario(scenario, seed: seed, calledAt: calledAt, cluster: $0)
    }
  }

  /// Whether a brief look found something that may be otherwise when all the time passes.
  package func isInDoubt(_ variants: [Variant]) -> Bool {
    variants.contains { !$0.refusals.isEmpty } || references(in: variants).contains { !$0.problems.isEmpty }
  }

  /// What is wrong with all variants together.
  package func problems(in variants: [Variant]) -> ScenarioProblemList {
    var all = ScenarioProblemList(variants: source.variants.map(\.name))
    for variant in variants { all.add(variant.problems + variant.refusals, variant: variant.name) }
    all.add(ScenarioLinter.problemsOfVariants(in: source))
    for (variant, problems) in references(in: variants) { all.add(problems, variant: variant) }
    return all
  }

  /// References that lead nowhere. A list may name objects of which each variant has its own: only what no variant's
  /// cluster holds is wrong.
  private func references(in variants: [Variant]) -> [(variant: String, problems: [ScenarioProblem])] {
    // In a state that did not come into being references lead nowhere for other reasons.
    guard variants.allSatisfy({ $0.scenario != nil && $0.refusals.isEmpty }) else { return [] }
    var census = Census()
    for variant in variants { census.add(variant.census) }
    return variants.compactMap { variant in
      guard let scenario = variant.scenario else { return nil }
      return (variant.name, ReferenceCheck(scenario: scenario, census: census, source: source).problems)
    }
  }
}

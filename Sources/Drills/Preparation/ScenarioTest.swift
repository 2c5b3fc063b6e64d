import Cluster
package import Scenarios
package import Scoring

/// Proves that a scenario can be played: what must hold for every variant before it is offered to anybody. Variants can
/// be tested at once: none needs another before all of them are put together.
package struct ScenarioTest: Sendable {
  package struct Report: Sendable {
    package var variants: [VariantReport] = []
    package var problems: [ScenarioProblem] = []

    package var isPassed: Bool { !problems.contains { $0.severity == .error } }
  }

  package struct VariantReport: Sendable {
    package var name: String
    package var seed: UInt64
    /// Of the ideal investigation, the diagnosis and the solution.
    package var card: Card
    /// What another process must come to as well.
    package var proof: RunProof
    package var journal: Journal
  }

  /// What came of one variant.
  package struct Outcome: Sendable {
    fileprivate let variant: String
    fileprivate var report: VariantReport?
    package fileprivate(set) var problems: [ScenarioProblem] = []
    /// Paths of probes that nothing showed; nil where nobody looked.
    fileprivate var unmatched: [[String]]?

    /// The run, for another process to play again; nil where something is wrong with it anyway.
    package var passedRun: VariantReport? {
      problems.contains { $0.severity == .error } ? nil : report
    }

    /// Adds what that process found.
    package mutating func report(_ message: String) {
      problems.append(ScenarioProblem(message, at: SourcePosition(file: "scenario.yaml")))
    }
  }

  /// How much is proved.
  package enum Depth: Sendable {
    /// Everything.
    case full
    /// That it can be played and solved.
    case quick
  }

  private let source: ScenarioSource

  package init(_ source: ScenarioSource) { self.source = source }

  /// Tests a scenario, one variant after the other.
  package static func run(_ source: ScenarioSource) -> Report {
    let rehearsal = ScenarioRehearsal(source)
    let variants = source.variants.indices.map { rehearsal.rehearse($0) }
    let problems = rehearsal.problems(in: variants)
    let test = ScenarioTest(source)
    return test.report(problems.hasErrors ? [] : variants.map { test.play($0, depth: .full) }, after: problems)
  }

  /// Puts together what came of all variants.
  /// - Parameter problems: what was wrong before anything was played.
  package func report(_ outcomes: [Outcome], after problems: ScenarioProblemList) -> Report {
    var problems = problems
    for outcome in outcomes { problems.add(outcome.problems, variant: outcome.variant) }
    problems.add(ProbeSearch.problems(outcomes.compactMap(\.unmatched), source))
    return Report(variants: outcomes.compactMap(\.report), problems: problems.all)
  }

  /// Plays a variant as well as it can be played, and as badly.
  /// - Parameter isFurtherSeed: whether it is not the variant's first, so that problems have to say which.
  package func play(
    _ variant: ScenarioRehearsal.Variant, depth: Depth, isFurtherSeed: Bool = false
  ) -> Outcome {
    var outcome = Outcome(variant: variant.name)
    guard let prepared = variant.prepared, let healthy = variant.healthy else { return outcome }
    var found = Findings(source: source)
    if depth == .full { HealthyState(scenario: prepared.scenario, cluster: healthy).check(&found) }
    if prepared.scenario.objectives.allSatisfy({ $0.holds(in: prepared.cluster) }) {
      found.report("it starts solved", at: ["fault"], advice: "all objectives hold when the player is called")
    }
    var ideal = IdealRun(prepared)
    ideal.play(&found)
    if depth == .full {
      let idle = IdleHour(prepared)
      idle.check(&found, source)
      let search = ProbeSearch(
        prepared.scenario, moments: ideal.moments + idle.moments, record: ideal.drill.record, &found)
      outcome.unmatched = search.unmatched
    }
    outcome.report = VariantReport(
      name: variant.name, seed: prepared.seed, card: ideal.drill.card, proof: RunProof(of: ideal.drill, prepared),
      journal: ideal.drill.journal)
    outcome.problems = found.problems
    if isFurtherSeed {
      for index in outcome.problems.indices { outcome.problems[index].message += " (seed \(prepared.seed))" }
    }
    return outcome
  }

  /// What was found in one variant.
  struct Findings {
    let source: ScenarioSource
    private(set) var problems: [ScenarioProblem] = []

    init(source: ScenarioSource) { self.source = source }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    mutating func report(
      _ message: String, at path: [String], advice: String = "", severity: ScenarioProblem.Severity = .error,
      details: String = ""
    ) {
      add(
        ScenarioProblem(
          message, at: source.position(of: path), advice: advice, severity: severity, details: details))
    }

    mutating func add(_ problem: ScenarioProblem) { problems.append(problem) }
  }
}

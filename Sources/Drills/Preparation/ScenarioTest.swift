import Cluster
package import Scenarios
package import Scoring
package import SimulationKernel

/// Proves that a scenario can be played: what must hold for every variant before it is offered to anybody.
package struct ScenarioTest {
  package struct Report: Sendable {
    package var scenario: String
    package var variants: [VariantReport] = []
    package var problems: [ScenarioProblem] = []

    package var isPassed: Bool { !problems.contains { $0.severity == .error } }
  }

  package struct VariantReport: Sendable {
    package var name: String
    package var seed: UInt64
    /// Of the ideal investigation, the diagnosis and the solution.
    package var card: Card
  }

  /// How much is proved.
  package enum Depth: Sendable {
    /// Everything, for every variant.
    case full
    /// Everything for the first variant; of the others that they can be played and solved.
    case quick
  }

  private let source: ScenarioSource
  private let calledAt: Instant

  /// - Parameters:
  ///   - calledAt: simulated time of the call; any will do.
  ///   - willTest: is told each variant before it is tested, and its number from 0.
  package static func run(
    _ source: ScenarioSource, calledAt: Instant, depth: Depth = .full, willTest: (String, Int) -> Void = { _, _ in }
  ) -> Report {
    let test = ScenarioTest(source: source, calledAt: calledAt)
    var report = Report(scenario: source.id)
    var problems = ScenarioProblemList(variants: source.variants.map(\.name))
    problems.add(alreadySorted: ScenarioLinter.problems(in: source) + ScenarioRehearsal.problems(in: source))
    guard !problems.hasErrors else {
      report.problems = problems.all
      return report
    }
    var probes: [ProbeSearch] = []
    for (index, variant) in source.variants.enumerated() {
      willTest(variant.name, index)
      var found = Findings(source: source)
      if let card = test.check(variant, isFull: depth == .full || index == 0, &found, &probes) {
        report.variants.append(card)
      }
      problems.add(found.problems, variant: variant.name)
    }
    problems.add(ProbeSearch.unmatchedEverywhere(probes, source))
    report.problems = problems.all
    return report
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

  /// - Returns: nil where the variant could not be played.
  private func check(
    _ variant: ScenarioSource.Variant, isFull: Bool, _ found: inout Findings, _ probes: inout [ProbeSearch]
  ) -> VariantReport? {
    guard let seed = source.seed(choosing: variant.name) else {
      found.report("no seed chooses the variant \"\(variant.name)\"", at: ["variants"], advice: "are two named alike?")
      return nil
    }
    do throws(ScenarioProblem) {
      let scenario = try source.scenario(seed: seed)
      if isFull {
        let healthy = try PreparedScenario.healthyCluster(scenario, seed: seed, calledAt: calledAt)
        HealthyState(scenario: scenario, cluster: healthy).check(&found)
      }
      let prepared = try PreparedScenario(scenario, seed: seed, calledAt: calledAt)
      if prepared.scenario.objectives.allSatisfy({ $0.holds(in: prepared.cluster) }) {
        found.report("it starts solved", at: ["fault"], advice: "all objectives hold when the player is called")
      }
      if isFull { checkIdle(prepared, &found) }
      var ideal = IdealRun(prepared)
      ideal.play(&found)
      if isFull {
        probes.append(ProbeSearch(prepared, clusters: ideal.clusters, record: ideal.drill.record, &found))
        try checkSameAgain(prepared, ideal.drill, &found)
      }
      return VariantReport(name: variant.name, seed: seed, card: ideal.drill.card)
    } catch {
      found.add(error)
      return nil
    }
  }

  /// Doing nothing for an hour must not solve it.
  private func checkIdle(_ prepared: PreparedScenario, _ found: inout Findings) {
    var state = DrillState(scenario: prepared.scenario, cluster: prepared.cluster, at: prepared.calledAt)
    state.advance(to: prepared.calledAt + .seconds(3600))
    if state.record.isSolved { found.report("it mends itself within an hour", at: ["fault"]) }
    state.record.close(api: state.cluster.server, at: state.now)
    for damage in state.record.damage {
      found.report(
        "\"\(damage.object)\", which is healthy, \(damage.what) within an hour by itself",
        at: source.root.node(at: ["healthy"]) == nil ? ["fault"] : ["healthy"],
        advice: "list under healthy what must come through, without it, or let it live")
    }
    if !state.record.sightings.isEmpty { found.report("facts are seen without a look", at: ["evidence"]) }
  }

  /// The same seed and the same journal give the same again.
  private func checkSameAgain(
    _ prepared: PreparedScenario, _ drill: Drill, _ found: inout Findings
  ) throws(ScenarioProblem) {
    let again = try PreparedScenario(prepared.scenario, seed: prepared.seed, calledAt: calledAt)
    if prepared.cluster.fingerprint != again.cluster.fingerprint {
      found.report("seed \(prepared.seed) does not give the same cluster twice", at: [])
    }
    do {
      let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
      if replay.fingerprint != drill.fingerprint { found.report("a replay gives another cluster", at: ["solution"]) }
      if replay.card != drill.card { found.report("a replay gives another card", at: ["solution"]) }
    } catch {
      found.report("the journal cannot be replayed: \(error.description)", at: ["solution"])
    }
  }
}

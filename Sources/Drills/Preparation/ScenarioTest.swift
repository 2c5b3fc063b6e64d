import Cluster
import Hints
import Kubectl
package import Scenarios
package import Scoring
package import SimulationKernel

/// Proves that a scenario can be played: what must hold for every variant before it is offered to anybody.
package struct ScenarioTest {
  package struct Report: Sendable {
    package var scenario: String
    package var variants: [VariantReport] = []
    /// What concerns no single variant.
    package var problems: [ScenarioProblem] = []

    package var isPassed: Bool {
      !problems.contains { $0.severity == .error } && variants.allSatisfy { $0.failures.isEmpty }
    }
  }

  package struct VariantReport: Sendable {
    package var name: String
    package var seed: UInt64
    package var failures: [String] = []
    /// Of the ideal investigation, the diagnosis and the solution.
    package var card: Card?
  }

  private let source: ScenarioSource
  private let calledAt: Instant

  /// How much is proved.
  package enum Depth: Sendable {
    /// Everything, for every variant.
    case full
    /// Everything for the first variant; of the others that they can be played and solved.
    case quick
  }

  /// - Parameter calledAt: simulated time of the call; any will do.
  package static func run(_ source: ScenarioSource, calledAt: Instant, depth: Depth = .full) -> Report {
    let test = ScenarioTest(source: source, calledAt: calledAt)
    var report = Report(scenario: source.id)
    report.problems = ScenarioLinter.problems(in: source)
    guard !report.problems.contains(where: { $0.severity == .error }) else { return report }
    for (index, variant) in source.variants.enumerated() {
      report.variants.append(test.report(on: variant, isFull: depth == .full || index == 0))
    }
    return report
  }

  private func report(on variant: ScenarioSource.Variant, isFull: Bool) -> VariantReport {
    guard let seed = source.seed(choosing: variant.name) else {
      return VariantReport(name: variant.name, seed: 0, failures: ["no seed chooses this variant"])
    }
    var report = VariantReport(name: variant.name, seed: seed)
    do {
      let scenario = try source.scenario(seed: seed)
      let prepared = try PreparedScenario(scenario, seed: seed, calledAt: calledAt)
      check(prepared, isFull: isFull, &report)
      if isFull { try checkSameAgain(prepared, &report) }
    } catch {
      report.failures.append(error.description)
    }
    return report
  }

  private func check(_ prepared: PreparedScenario, isFull: Bool, _ report: inout VariantReport) {
    if prepared.scenario.objectives.allSatisfy({ $0.holds(in: prepared.cluster) }) {
      report.failures.append("it starts solved")
    }
    if isFull { checkIdle(prepared, &report) }
    let drill = checkIdeal(prepared, &report)
    if isFull { checkReplay(prepared, drill, &report) }
  }

  private func checkSameAgain(_ prepared: PreparedScenario, _ report: inout VariantReport) throws(ScenarioProblem) {
    let again = try PreparedScenario(prepared.scenario, seed: prepared.seed, calledAt: calledAt)
    if prepared.cluster.fingerprint != again.cluster.fingerprint {
      report.failures.append("the same seed does not give the same cluster")
    }
  }

  /// Doing nothing for an hour must not solve it.
  private func checkIdle(_ prepared: PreparedScenario, _ report: inout VariantReport) {
    var state = DrillState(scenario: prepared.scenario, cluster: prepared.cluster, at: prepared.calledAt)
    state.advance(to: prepared.calledAt + .seconds(3600))
    if state.record.isSolved { report.failures.append("it mends itself within an hour") }
    state.record.close(api: state.cluster.server, at: state.now)
    for damage in state.record.damage {
      report.failures.append("\(damage.object), which is healthy, \(damage.what) within an hour by itself")
    }
    if !state.record.sightings.isEmpty { report.failures.append("facts are seen without a look") }
  }

  /// The ideal investigation, a diagnosis and the solution must earn every point.
  private func checkIdeal(_ prepared: PreparedScenario, _ report: inout VariantReport) -> Drill {
    let scenario = prepared.scenario
    let drill = Drill(prepared, startedAt: prepared.calledAt)
    for step in scenario.investigation {
      let transcript = play([step.run], in: drill)
      for id in step.shows where drill.record.sightings[id] == nil {
        report.failures.append("\"\(step.run)\" does not show \(id):\n\(transcript)")
      }
    }
    if let diagnosis = scenario.cause.diagnoses.first, let failureClass = diagnosis.classes.first {
      play(["diagnose \(diagnosis.object.description) \(failureClass)"], in: drill)
    }
    let transcript = play(scenario.solution, in: drill)
    hold(drill)
    if !drill.record.isSolved { report.failures.append("the solution does not solve it:\n\(transcript)") }
    for damage in drill.record.damage {
      report.failures.append("the solution damages: \(damage.object) \(damage.what)")
    }
    let card = drill.card
    report.card = card
    let full = scenario.rules.evidence + scenario.rules.diagnosis + scenario.rules.resolution
    let points = card.points - (card.part(.pace)?.points ?? 0)
    if points != full {
      let parts = card.parts.map { "\($0.name.rawValue) \($0.points)" }.joined(separator: ", ")
      report.failures.append("the ideal way earns \(points) of \(full) points: \(parts)")
    }
    return drill
  }

  private func checkReplay(_ prepared: PreparedScenario, _ drill: Drill, _ report: inout VariantReport) {
    do {
      let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
      if replay.fingerprint != drill.fingerprint { report.failures.append("a replay gives another cluster") }
      if replay.card != drill.card { report.failures.append("a replay gives another card") }
    } catch {
      report.failures.append("the journal cannot be replayed: \(error.description)")
    }
  }

  @discardableResult
  private func play(_ lines: [String], in drill: Drill) -> String {
    let console = Transcript()
    for line in lines { drill.perform(line, pace: .scripted, console: console) }
    return console.text
  }

  /// Lets the holding time pass, with some time before it in which things settle.
  private func hold(_ drill: Drill) {
    for _ in 0..<20 where !drill.record.isSolved {
      play(["sleep \(max(20, drill.scenario.hold.components.seconds / 4))"], in: drill)
    }
  }
}

/// A console that remembers what it was told to print.
package final class Transcript: PlayerConsole {
  package private(set) var text = ""
  package private(set) var entries: [JournalEntry] = []

  package init() {}

  package var isTerminal: Bool { false }
  package func write(_ bytes: [UInt8], isError: Bool) { text += String(decoding: bytes, as: UTF8.self) }
  package func keep(_ entry: JournalEntry) { entries.append(entry) }
  package func readInput() -> [UInt8]? { nil }
  package func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}

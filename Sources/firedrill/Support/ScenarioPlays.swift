import Drills
import Scenarios
import Scoring

/// The tests of scenarios, all variants of all of them at once.
struct ScenarioPlays {
  private struct Task: Sendable {
    let test: ScenarioTest
    let variant: ScenarioRehearsal.Variant
    let depth: ScenarioTest.Depth
    /// Whether another process plays it too: what differs there differs for every variant.
    let isReenacted: Bool
  }

  private let rehearsals: [Rehearsals.One]
  private let tasks: [[Task]]

  init(_ rehearsals: [Rehearsals.One], isQuick: Bool) {
    self.rehearsals = rehearsals
    tasks = rehearsals.map { one in
      guard let source = one.source, !one.problems.hasErrors else { return [] }
      return one.variants.enumerated().map { index, variant in
        Task(
          test: ScenarioTest(source), variant: variant, depth: isQuick && index > 0 ? .quick : .full,
          isReenacted: index == 0)
      }
    }
  }

  /// - Parameter use: is handed each scenario, in order, as soon as all before it are done.
  func run(_ bar: ProgressBar, then use: (CheckedScenario) -> Void) {
    let all = tasks.flatMap(\.self)
    var done: [ScenarioTest.Outcome] = []
    var next = 0
    /// Hands over what is complete, also scenarios of which nothing could be played.
    func handOver() {
      while next < rehearsals.count, done.count >= tasks[next].count {
        use(Self.checked(rehearsals[next], Array(done.prefix(tasks[next].count))))
        done.removeFirst(tasks[next].count)
        next += 1
      }
    }
    handOver()
    Workers.forEach(
      all, do: Self.play,
      didFinish: { bar.show(Double($0) / Double(all.count), "\($0)/\(all.count) variants played") }
    ) { outcome in
      done.append(outcome)
      handOver()
    }
  }

  private static func play(_ task: Task) -> ScenarioTest.Outcome {
    var outcome = task.test.play(task.variant, depth: task.depth)
    if task.isReenacted, let run = outcome.passedRun, let difference = RunFile.difference(of: run.proof, run.journal) {
      outcome.report("another process \(difference) for seed \(run.seed)")
    }
    return outcome
  }

  private static func checked(_ one: Rehearsals.One, _ outcomes: [ScenarioTest.Outcome]) -> CheckedScenario {
    guard let source = one.source, !outcomes.isEmpty else {
      return CheckedScenario(id: one.id, problems: one.problems.all)
    }
    let report = ScenarioTest(source).report(outcomes, after: one.problems)
    let variants = report.variants.map {
      CheckedScenario.Variant(name: $0.name, seed: $0.seed, points: $0.card.points)
    }
    return CheckedScenario(id: one.id, problems: report.problems, variants: variants)
  }
}

import Drills
import Scenarios
import Scoring

/// The tests of scenarios, all variants of all of them at once.
struct ScenarioPlays {
  private struct Task: Sendable {
    let test: ScenarioTest
    /// As it was prepared.
    let variant: ScenarioRehearsal.Variant
    /// Another seed of it, to be prepared before it is played.
    var other: (@Sendable () -> ScenarioRehearsal.Variant)?
    let depth: ScenarioTest.Depth
    /// Whether another process plays it too: what differs there differs for every variant.
    let isReenacted: Bool
  }

  private let rehearsals: [Rehearsals.One]
  private let tasks: [[Task]]

  /// - Parameter seeds: of each variant. The first proves all, the others that it can be played and solved.
  init(_ rehearsals: [Rehearsals.One], seeds: Int, isQuick: Bool) {
    self.rehearsals = rehearsals
    tasks = rehearsals.map { one in
      guard let source = one.source, !one.problems.hasErrors else { return [] }
      let test = ScenarioTest(source)
      let first = one.variants.enumerated().map { index, variant in
        Task(
          test: test, variant: variant, depth: isQuick && index > 0 ? .quick : .full, isReenacted: index == 0)
      }
      return first
        + one.variants.enumerated().flatMap { index, variant in
          (1..<max(1, seeds)).map { number in
            let other = { @Sendable in ScenarioRehearsal(source).rehearse(index, seedNumber: number) }
            return Task(test: test, variant: variant, other: other, depth: .quick, isReenacted: false)
          }
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
    if let other = task.other { return task.test.play(other(), depth: task.depth, isFurtherSeed: true) }
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

import Hints
import KubernetesModel
import Scenarios

/// Measures hints: how soon one is there, and what the check of a provider's answer costs and lets through.
struct HintsBench {
  /// Bytes of the longest answer that is shown.
  private static let answerSize = 2048
  /// Bytes of what a player has seen after a while.
  private static let screenSize = 60_000
  private static let levels = 0...4

  private let scenarios: [Scenario]

  /// Reads every variant of every scenario.
  init() throws {
    let library = try Catalogue.library()
    scenarios = try library.identifiers.flatMap { id in
      let source = try library.source(id)
      return try source.variants.map { try source.scenario($0) }
    }
  }

  func measure() -> [Figure] {
    [ladder(), preparation(), check(), leaks(), falseAlarms()]
  }

  private func ladder() -> Figure {
    let times = scenarios.map { scenario in
      Stopwatch.milliseconds { _ = HintLadder(scenario: scenario, seen: [], taken: []).next }
    }
    return Figure(measure: "a hint of the ladder, slowest", value: times.max() ?? 0, unit: "ms", limit: 5)
  }

  /// Situations late in a run, with much on the screen.
  private var situations: [AdviceSituation] {
    scenarios.map { scenario in
      var situation = AdviceTrial.situation(of: scenario, level: 1)
      let line = scenario.base.map { $0.object.name + "   1/1   Running   0   41m   10.244.1.17\n" }.joined()
      let output = String(repeating: line, count: max(1, Self.screenSize / max(1, line.utf8.count)))
      situation.steps.append(AdviceSituation.Step(command: "kubectl get all -o wide", output: output))
      return situation
    }
  }

  private func preparation() -> Figure {
    let times = situations.map { situation in
      Stopwatch.milliseconds { _ = AdviceExchange(.hint("why?"), in: situation, options: AdviceOptions()) }
    }
    return Figure(
      measure: "preparing a prompt and its check, 95 of 100", value: Stopwatch.percentile(95, times), unit: "ms")
  }

  private func check() -> Figure {
    let sentence =
      "What did the pod that waits say about 2 of its 14 neighbours, and why does STATUS differ there, um 3:15 "
    let answer = String(String(repeating: sentence, count: 30).prefix(Self.answerSize))
    let times = situations.flatMap { situation in
      let exchange = AdviceExchange(.hint("why?"), in: situation, options: AdviceOptions())
      return (0..<3).map { _ in Stopwatch.milliseconds { _ = exchange.verdict(on: answer) } }
    }
    return Figure(
      measure: "checking an answer of 2 kB, 95 of 100", value: Stopwatch.percentile(95, times), unit: "ms", limit: 20)
  }

  private func leaks() -> Figure {
    var attempts = 0
    var leaks = 0
    for (index, scenario) in scenarios.enumerated() {
      for level in Self.levels {
        let trial = AdviceTrial(AdviceTrial.situation(of: scenario, level: level))
        for (number, attempt) in InjectionAttempt.all.enumerated() {
          attempts += 1
          if !trial.outcome(of: attempt, secret: number + level + index).leaks.isEmpty { leaks += 1 }
        }
      }
    }
    return Figure(
      measure: "leaks in \(attempts) attempts on a provider that obeys", value: Double(leaks), unit: "leaks", limit: 1)
  }

  private func falseAlarms() -> Figure {
    var hints = 0
    var alarms = 0
    for scenario in scenarios {
      var taken: [HintLadder.Taken] = []
      while let step = HintLadder(scenario: scenario, seen: [], taken: taken).next {
        let situation = AdviceSituation(scenario: scenario, steps: [], seen: [], taken: taken, ladderStep: step)
        hints += 1
        if SpoilerCheck(situation).finds(in: step.text) { alarms += 1 }
        taken.append(HintLadder.Taken(evidence: step.evidence, price: step.price))
      }
    }
    return Figure(measure: "false alarms over \(hints) authored hints", value: Double(alarms), unit: "alarms", limit: 1)
  }
}

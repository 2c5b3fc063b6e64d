import Hints
import Scenarios
import Testing

@Suite struct FalseAlarmTests {
  @Test("Each step of the ladder may be said when it is its turn.", arguments: Shipped.library.identifiers)
  func stepsOfTheLadderMayBeSaid(_ id: String) throws {
    for scenario in try Shipped.variants(of: id).prefix(1) {
      let secrets = SecretPhrases(scenario)
      var taken: [HintLadder.Taken] = []
      while let step = HintLadder(scenario: scenario, seen: [], taken: taken).next, taken.count < 60 {
        let situation = AdviceSituation(scenario: scenario, steps: [], seen: [], taken: taken, ladderStep: step)
        let check = SpoilerCheck(situation, secrets: secrets)
        #expect(check.finding(in: step.text) == nil, "\(scenario.variant): \(step.text)")
        taken.append(HintLadder.Taken(evidence: step.evidence, price: step.price))
      }
      #expect(taken.count == scenario.evidence.count * 4 + 1)
    }
  }

  @Test("A step may be said to somebody who has found all that leads to it.", arguments: Shipped.library.identifiers)
  func stepsMayBeSaidAfterWhatLeadsToThem(_ id: String) throws {
    for scenario in try Shipped.variants(of: id) {
      let secrets = SecretPhrases(scenario)
      for (index, fact) in scenario.evidence.enumerated() {
        let seen = Set(scenario.evidence[..<index].map(\.id))
        let level = index % fact.hints.count
        let step = HintLadder.Hint(evidence: fact.id, level: level + 1, text: fact.hints[level], price: 2)
        let taken = fact.hints[..<level].map { _ in HintLadder.Taken(evidence: fact.id, price: 2) }
        let situation = AdviceSituation(scenario: scenario, steps: [], seen: seen, taken: taken, ladderStep: step)
        let check = SpoilerCheck(situation, secrets: secrets)
        let exchange = AdviceExchange(.hint(""), in: situation, options: AdviceOptions(), check: check)
        #expect(exchange.verdict(on: step.text) == .shown(step.text), "\(check.finding(in: step.text) ?? "")")
      }
    }
  }

  @Test("What a good colleague says is shown.", arguments: GoodAnswers.all)
  func whatGoodColleaguesSayIsShown(_ answer: GoodAnswers.Answer) throws {
    let source = try Shipped.library.source(answer.scenario)
    var situation = AdviceTrial.situation(of: try source.scenario(source.variants[0]), level: answer.level)
    let screen = try #require(GoodAnswers.screens[answer.scenario])
    situation.steps.append(AdviceSituation.Step(command: screen.command, output: screen.output))
    let check = SpoilerCheck(situation)
    let question: AdviceQuestion = answer.level == 0 ? .explain("") : .hint("")
    let exchange = AdviceExchange(question, in: situation, options: AdviceOptions(), check: check)
    #expect(exchange.verdict(on: answer.text) == .shown(answer.text), "\(check.finding(in: answer.text) ?? "")")
  }

  @Test("There are good answers to every scenario.")
  func thereAreGoodAnswersToEveryScenario() {
    #expect(GoodAnswers.all.count >= 60)
    #expect(Set(GoodAnswers.all.map(\.scenario)) == Set(Shipped.library.identifiers))
  }

  @Test("No word about another scenario is a secret here.", arguments: Shipped.library.identifiers)
  func noWordAboutAnotherScenarioIsASecretHere(_ id: String) throws {
    let scenario = try #require(Shipped.variants(of: id).first)
    let check = SpoilerCheck(AdviceTrial.situation(of: scenario, level: 0))
    let identifiers = Shipped.library.identifiers
    let next = try #require(identifiers.firstIndex(of: id)) + 1
    let other = try #require(Shipped.variants(of: identifiers[next % identifiers.count]).first)
    for hint in other.evidence.flatMap({ $0.hints.prefix(3) }) {
      // Runs of words are another matter: two authors may use the same.
      let found = check.finding(in: hint)
      #expect(found == nil || found?.contains(" ") == true, "\(other.id): \(hint)")
    }
  }
}

import Hints
import Scenarios
import Testing

@Suite struct HintLadderTests {
  private static func fact(_ id: String, points: Int, implies: String) -> String {
    """
    - {id: \(id), sentence: s, points: \(points), about: [pod/x], implies: [\(implies)], shownBy: [{absence: pod/x}],
       hints: [\(id) one, \(id) two, \(id) three, \(id) four]}

    """
  }

  private let scenario: Scenario

  init() throws {
    let yaml =
      """
      format: 1
      id: small
      title: Small
      difficulty: easy
      classes: [W04]
      par: 5m
      page: p
      cluster: {nodes: [{name: n1}]}
      fault: [{delete: pod/x}]
      warmUp: 1m
      cause: {sentence: s, mend: mend it, diagnoses: [{object: pod/x, classes: [W04]}]}
      objectives: [{says: s, object: pod/x, for: create}]
      debrief: {report: r, questions: [a, b, c], realWorld: w}
      evidence:

      """ + Self.fact("symptom", points: 1, implies: "middle") + Self.fact("middle", points: 5, implies: "last")
      + Self.fact("last", points: 3, implies: "cause") + Self.fact("aside", points: 1, implies: "cause")
    scenario = try ScenarioSource(id: "small", files: ["scenario.yaml": yaml, "manifests/a.yaml": "kind: Pod\n"])
      .scenario(seed: 0)
  }

  private func next(seen: Set<String>, taken: [HintLadder.Taken] = []) -> HintLadder.Hint? {
    HintLadder(scenario: scenario, seen: seen, taken: taken).next
  }

  @Test(
    "The fact that comes next is helped with, from the farthest symptom on.",
    arguments: [
      ([], "symptom"), (["symptom"], "middle"), (["symptom", "middle"], "last"), (["aside"], "symptom"),
      (["symptom", "aside"], "middle"), (["symptom", "last"], "middle"), (["symptom", "middle", "last"], "aside"),
      (["middle"], "last"), (["last"], "symptom"),
    ] as [(Set<String>, String)])
  func factThatComesNextIsHelpedWith(seen: Set<String>, evidence: String) {
    #expect(next(seen: seen)?.evidence == evidence)
    #expect(next(seen: seen)?.level == 1)
  }

  @Test("Whoever was told all of a fact is helped with the next, and with the mend at the very end.")
  func afterFourHintsComesTheNextFact() {
    var taken: [HintLadder.Taken] = []
    while let hint = next(seen: ["aside"], taken: taken), taken.count < 20 {
      taken.append(HintLadder.Taken(evidence: hint.evidence, price: hint.price))
    }
    let order = ["symptom", "middle", "last"].flatMap { Array(repeating: $0, count: 4) } + ["cause"]
    #expect(taken.map(\.evidence) == order)
  }

  @Test("nothing that was found is hinted at")
  func nothingThatWasFoundIsHintedAt() {
    for seen in [["symptom"], ["middle"], ["last"], ["symptom", "middle", "aside"]] as [Set<String>] {
      #expect(!seen.contains(next(seen: seen)?.evidence ?? ""))
    }
  }

  @Test("the ladder has four steps with rising prices, none dearer than the step is worth")
  func theLadderHasFourStepsWithRisingPricesNoneDearerThanTheStepIsWorth() {
    var taken: [HintLadder.Taken] = []
    var prices: [Int] = []
    while let hint = next(seen: ["symptom"], taken: taken), hint.evidence == "middle" {
      prices.append(hint.price)
      #expect(hint.level == prices.count)
      taken.append(HintLadder.Taken(evidence: hint.evidence, price: hint.price))
    }
    // The fact is worth 20 of 40 points: the last step costs what is left.
    #expect(prices == [2, 4, 6, 8])
  }

  @Test("who has seen everything is helped with the mend only, once")
  func whoHasSeenEverythingIsHelpedWithTheMendOnlyOnce() {
    let all: Set<String> = ["symptom", "middle", "last", "aside"]
    #expect(next(seen: all)?.text == "mend it")
    #expect(next(seen: all)?.price == 10)
    #expect(next(seen: all, taken: [HintLadder.Taken(evidence: "cause", price: 10)]) == nil)
  }
}

package import Scenarios

/// Everything that is said of a run that is over: a pure function of its card and the scenario. It stands for itself, so
/// that a server can hand it to whoever played there.
package struct Report: Hashable, Sendable, Codable {
  /// What the scenario's author tells afterwards.
  package struct Story: Hashable, Sendable, Codable {
    /// What was true and harmless.
    package struct Decoy: Hashable, Sendable, Codable {
      package var sentence: String
      package var why: String
    }

    /// What happened.
    package var incident: String
    /// The same failure elsewhere.
    package var realWorld: String
    /// Those that would have led there sooner.
    package var questions: [String]
    /// Of what the player saw.
    package var decoys: [Decoy]
    /// The commands of a short good investigation.
    package var investigation: [String]
  }

  package let card: Card
  package let story: Story
  package let graph: CausalGraph
  package let lanes: InvestigationLanes
  /// What to play next; nil where nobody asked. It is the reader's business and goes nowhere with the report.
  package var next: Suggestion?

  private enum CodingKeys: String, CodingKey {
    case card, story, graph, lanes
  }

  package init(_ card: Card, scenario: Scenario, next: Suggestion? = nil) {
    self.card = card
    self.next = next
    story = Story(card, scenario: scenario)
    graph = CausalGraph(card, scenario: scenario)
    lanes = InvestigationLanes(card, scenario: scenario, graph: graph)
  }

  package var outcome: String {
    let practice = card.isPractice ? " (practice: no best score)" : ""
    guard card.isSolved, let seconds = card.secondsToMend else { return "Not solved" + practice }
    return "Mended after \(CardText.clock(seconds)); par is \(CardText.clock(card.parSeconds))" + practice
  }

  package var parts: [Card.Part] { card.tellingParts }

  /// What was paid for, in the order of time; what nobody saw happen comes last.
  package var costs: [Card.Cost] {
    let changes = card.blindChanges.map { cost in
      Card.Cost(seconds: cost.seconds, what: "\(cost.what) changed without evidence", points: cost.points)
    }
    let hints = card.hints.map { Card.Cost(seconds: $0.seconds, what: "hint: \($0.what)", points: $0.points) }
    return (changes + card.damage + hints).enumerated().sorted {
      ($0.element.seconds ?? .max, $0.offset) < ($1.element.seconds ?? .max, $1.offset)
    }.map(\.element)
  }
}

extension Report.Story {
  init(_ card: Card, scenario: Scenario) {
    incident = scenario.debrief.report
    realWorld = scenario.debrief.realWorld
    questions = scenario.debrief.questions
    decoys = scenario.decoys.filter { card.decoys.contains($0.id) }.map { Decoy(sentence: $0.sentence, why: $0.why) }
    investigation = scenario.investigation.map(\.run)
  }
}

extension Card.Part {
  /// Its name for a reader.
  package var title: String { CardText.title(name) }
  /// `32/40`; of a part that only costs, `-6`.
  package var score: String { maximum > 0 ? "\(points)/\(maximum)" : "\(points)" }
}

extension Card.Cost {
  package var price: String { points == 0 ? "free" : "\(points)" }
}

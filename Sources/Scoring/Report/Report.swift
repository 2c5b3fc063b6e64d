package import Scenarios

/// Everything that is said of a run that is over: a pure function of its card and the scenario.
package struct Report: Sendable {
  package let card: Card
  package let scenario: Scenario
  package let graph: CausalGraph
  package let lanes: InvestigationLanes
  /// What to play next; nil where nobody asked.
  package let next: Suggestion?

  package init(_ card: Card, scenario: Scenario, next: Suggestion? = nil) {
    self.card = card
    self.scenario = scenario
    self.next = next
    graph = CausalGraph(card, scenario: scenario)
    lanes = InvestigationLanes(card, scenario: scenario, graph: graph)
  }

  package var outcome: String {
    let practice = card.isPractice ? " (practice: no best score)" : ""
    guard card.isSolved, let seconds = card.secondsToMend else { return "Not solved" + practice }
    return "Mended after \(CardText.clock(seconds)); par is \(CardText.clock(card.parSeconds))" + practice
  }

  /// The parts of the score that say something: those that can earn, and those that cost.
  package var parts: [Card.Part] { card.parts.filter { $0.maximum > 0 || $0.points != 0 } }

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

  /// What was true and harmless, of what the player saw.
  package var decoys: [Decoy] { scenario.decoys.filter { card.decoys.contains($0.id) } }
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

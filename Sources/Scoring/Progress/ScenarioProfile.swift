package import Scenarios

/// A scenario of the catalogue, as far as progress and suggestions go by it.
package struct ScenarioProfile: Hashable, Sendable {
  package var id: String
  package var title: String
  package var difficulty: Scenario.Difficulty
  /// Ids of failure classes. Nobody who has not played the scenario to its end may read them.
  package var classes: [String]
  /// The name of its track; empty where it has none.
  package var track: String
  /// Where its evidence is looked for, by the evidence's id; empty where that was not read.
  package var looks: [String: Look]
  /// It says what to do, step by step: playing it proves nothing.
  package var isGuided: Bool

  package init(
    id: String, title: String, difficulty: Scenario.Difficulty, classes: [String], track: String,
    looks: [String: Look] = [:], isGuided: Bool = false
  ) {
    self.id = id
    self.title = title
    self.difficulty = difficulty
    self.classes = classes
    self.track = track
    self.looks = looks
    self.isGuided = isGuided
  }

  /// The part of the system in which it fails, which the menu tells.
  package var area: String { classes.first.flatMap(FailureClass.find)?.area ?? "" }

  /// Where its evidence is looked for.
  package static func looks(of scenario: Scenario) -> [String: Look] {
    Dictionary(
      scenario.evidence.compactMap { fact in fact.shownBy.first.map { (fact.id, Look($0)) } },
      uniquingKeysWith: { first, _ in first })
  }
}

/// A way to look at a cluster.
package enum Look: String, Hashable, Sendable, CaseIterable {
  case tables, objects, events, logs, connections

  /// The way that a probe asks for; of a relation, that of its last part.
  init(_ probe: Probe) {
    switch probe {
    case .cell: self = .tables
    case .field, .absence: self = .objects
    case .event: self = .events
    case .log: self = .logs
    case .output, .connection: self = .connections
    case .relation(let parts): self = parts.last.map(Look.init) ?? .objects
    }
  }

  /// After "passed over".
  package var words: String {
    switch self {
    case .tables: "what the tables of kubectl get show"
    case .objects: "what stands in the objects themselves"
    case .events: "what the events say"
    case .logs: "what the logs say"
    case .connections: "what a connection from inside a pod tells"
    }
  }
}

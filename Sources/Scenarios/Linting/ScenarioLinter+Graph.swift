extension ScenarioLinter {
  mutating func checkGraph() {
    let identifiers = scenario.evidence.map(\.id)
    var known: Set<String> = [Evidence.causeID]
    for (index, fact) in scenario.evidence.enumerated() {
      let path = ["evidence", String(index)]
      if !known.insert(fact.id).inserted {
        report("the id \"\(fact.id)\" is taken", at: path + ["id"], advice: "give the fact another")
      }
      if fact.implies.isEmpty {
        report("\"\(fact.id)\" implies nothing", at: path + ["implies"], advice: "name another fact, or cause")
      }
      for (number, implied) in fact.implies.enumerated()
      where implied != Evidence.causeID && !identifiers.contains(implied) {
        report(
          "\"\(fact.id)\" implies \"\(implied)\", which is no fact", at: path + ["implies", String(number)],
          suggestion: Spelling.nearest(to: implied, among: identifiers + [Evidence.causeID]))
      }
      if fact.shownBy.isEmpty {
        report(
          "nothing shows \"\(fact.id)\"", at: path + ["shownBy"],
          advice: "say where it is seen: a cell, a field, an event")
      }
      if fact.about.isEmpty {
        report(
          "\"\(fact.id)\" points at no object", at: path + ["about"],
          advice: "name what somebody who knows it has reason to change")
      }
      if fact.hints.count != 4 {
        report(
          "\"\(fact.id)\" needs four hints, not \(fact.hints.count)", at: path + ["hints"],
          advice: "where to look, what to notice, what it means, how to mend it")
      }
    }
    let graph = EvidenceGraph(scenario)
    if let cycle = graph.cycle {
      report(
        "facts imply each other in a circle: \(cycle.joined(separator: " -> "))", at: ["evidence"],
        advice: "let one of them imply what is nearer to the cause")
    }
    let distances = graph.distancesToCause
    for (index, fact) in scenario.evidence.enumerated() where distances[fact.id] == nil {
      report(
        "no way leads from \"\(fact.id)\" to the cause", at: ["evidence", String(index), "implies"],
        advice: "let it imply cause, or a fact from which a way leads there")
    }
  }

  mutating func checkPoints() {
    for (index, fact) in scenario.evidence.enumerated() {
      let path = ["evidence", String(index), "points"]
      if scenario.worth(of: fact) == 0 {
        report("\"\(fact.id)\" is worth nothing on the card", at: path, advice: "give it more points, or others fewer")
      }
      if scenario.evidence.count > 1, fact.points * 2 > scenario.totalPoints {
        report(
          "\"\(fact.id)\" has more than half of all points", at: path, advice: "give it fewer, or others more",
          severity: .warning)
      }
    }
  }
}

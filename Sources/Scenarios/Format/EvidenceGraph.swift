/// The facts of a scenario and what they imply.
package struct EvidenceGraph {
  private let evidence: [Evidence]

  package init(_ scenario: Scenario) { evidence = scenario.evidence }

  init(_ evidence: [Evidence]) { self.evidence = evidence }

  /// Steps from each fact to the cause; a fact from which no way leads there is left out.
  package var distancesToCause: [String: Int] {
    var distances = [Evidence.causeID: 0]
    var border = [Evidence.causeID]
    while !border.isEmpty {
      var next: [String] = []
      for fact in evidence where distances[fact.id] == nil {
        guard let nearest = border.first(where: fact.implies.contains) else { continue }
        distances[fact.id] = (distances[nearest] ?? 0) + 1
        next.append(fact.id)
      }
      border = next
    }
    distances[Evidence.causeID] = nil
    return distances
  }

  /// The facts of a circle, when there is one.
  package var cycle: [String]? {
    var done: Set<String> = []
    let byID = Dictionary(evidence.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func visit(_ id: String, _ path: [String]) -> [String]? {
      if let start = path.firstIndex(of: id) { return Array(path[start...]) + [id] }
      guard !done.contains(id), let fact = byID[id] else { return nil }
      for next in fact.implies { if let found = visit(next, path + [id]) { return found } }
      done.insert(id)
      return nil
    }
    for fact in evidence { if let found = visit(fact.id, []) { return found } }
    return nil
  }
}

package import Scenarios

/// The facts of a scenario as a tree below the cause: each stands below what it leads to, lit where it was seen. One that
/// leads to several others stands below the first of them, and names the rest.
package struct CausalGraph: Hashable, Sendable, Codable {
  package struct Node: Hashable, Sendable, Codable {
    /// An evidence's id, or `cause`.
    package var id: String
    /// 0 for the cause; facts count from 1, as they are drawn.
    package var number: Int
    package var sentence: String
    /// When it was seen or, of the cause, named; nil where it was not.
    package var seconds: Int?
    /// Seen only after the mend.
    package var isLate: Bool
    package var points: Int
    /// Steps below the cause.
    package var depth: Int
    /// Index of the node that it stands below; nil for the cause.
    package var parent: Int?
    /// Whether another one follows below the same node.
    package var hasNext: Bool
    /// Numbers of the other facts that it leads to.
    package var alsoLeadsTo: [Int] = []

    package var isLit: Bool { seconds != nil }
    package var isCause: Bool { parent == nil }
  }

  /// From the cause on, each before those below it.
  package private(set) var nodes: [Node]

  package init(_ card: Card, scenario: Scenario) {
    nodes = [
      Node(
        id: Evidence.causeID, number: 0, sentence: scenario.cause.sentence,
        seconds: card.diagnoses.first(where: \.isRight)?.seconds, isLate: false, points: 0, depth: 0, parent: nil,
        hasNext: false)
    ]
    var drawn: Set<String> = []
    add(below: 0, card, scenario, &drawn)
    let numbers = Dictionary(nodes.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    for index in nodes.indices.dropFirst() {
      let above = nodes[index].parent.map { nodes[$0].id }
      let others = scenario.evidence(nodes[index].id)?.implies.filter { $0 != above } ?? []
      nodes[index].alsoLeadsTo = others.compactMap { numbers[$0] }
    }
  }

  private mutating func add(below parent: Int, _ card: Card, _ scenario: Scenario, _ drawn: inout Set<String>) {
    let (target, depth) = (nodes[parent].id, nodes[parent].depth)
    var last: Int?
    for fact in scenario.evidence where fact.implies.contains(target) && drawn.insert(fact.id).inserted {
      let finding = card.findings.first { $0.id == fact.id }
      if let last { nodes[last].hasNext = true }
      last = nodes.count
      nodes.append(
        Node(
          id: fact.id, number: nodes.count, sentence: fact.sentence, seconds: finding?.seconds,
          isLate: finding?.isLate ?? false, points: finding?.points ?? 0, depth: depth + 1, parent: parent,
          hasNext: false))
      add(below: nodes.count - 1, card, scenario, &drawn)
    }
  }

  /// Reads what another process wrote. A tree that does not hang together is refused.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    nodes = try container.decode([Node].self, forKey: .nodes)
    for (index, node) in nodes.enumerated() {
      let isInPlace =
        if let parent = node.parent {
          nodes[..<index].indices.contains(parent) && node.depth == nodes[parent].depth + 1
        } else {
          index == 0 && node.depth == 0
        }
      guard isInPlace else {
        throw DecodingError.dataCorruptedError(
          forKey: .nodes, in: container, debugDescription: "fact \(index) stands below nothing")
      }
    }
  }

  /// For every level between the cause and a node: whether the line that comes down there goes on past it.
  package func rails(of index: Int) -> [Bool] {
    var rails: [Bool] = []
    var above = nodes[index].parent
    while let node = above.map({ nodes[$0] }), !node.isCause {
      rails.insert(node.hasNext, at: 0)
      above = node.parent
    }
    return rails
  }

  package func number(of id: String) -> Int? { nodes.first { $0.id == id }?.number }
}

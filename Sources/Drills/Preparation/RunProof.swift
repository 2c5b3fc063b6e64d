import Cluster
package import Scenarios
import Scoring
import SimulationKernel

/// What a run came to, for comparison: the same seed and the same journal give the same in every process.
package struct RunProof: Hashable, Sendable {
  /// Of the cluster at the call.
  private let start: String
  /// Of the cluster at the end.
  private let end: String
  /// Of the card.
  private let card: String
  private let points: Int

  package init(of drill: Drill, _ prepared: PreparedScenario) {
    start = prepared.cluster.fingerprint.description
    end = drill.fingerprint.description
    let card = drill.card
    points = card.points
    self.card = Self.digest(of: card)
  }

  /// Plays a journal again.
  package init(of journal: Journal, _ prepared: PreparedScenario) throws(JournalError) {
    self.init(of: try Drill(prepared, replaying: journal), prepared)
  }

  /// One line.
  package var text: String { "\(start) \(end) \(points) \(card)" }

  /// Of what was seen, when, by which line, and what everything was worth.
  private static func digest(of card: Card) -> String {
    var digest = Fingerprint()
    for part in card.parts { digest.combine("\(part.name.rawValue) \(part.points) \(part.why)") }
    for finding in card.findings {
      digest.combine("\(finding.id) \(finding.seconds ?? -1) \(finding.line ?? "") \(finding.isLate)")
    }
    for step in card.steps {
      digest.combine("\(step.seconds) \(step.line) \(step.evidence) \(step.isNew) \(step.isChange) \(step.isLook)")
    }
    for cost in card.blindChanges + card.damage + card.hints {
      digest.combine("\(cost.seconds ?? -1) \(cost.what) \(cost.points)")
    }
    return digest.description
  }

  /// What is different in another process that printed `text`; nil where nothing is.
  package func difference(from text: String) -> String? {
    let others = text.split(separator: " ").map(String.init)
    guard others.count == 4 else { return "cannot play it" }
    if others[0] != start { return "gives another cluster" }
    if others[1] != end { return "gives another cluster at the end of the same run" }
    if others[2] != String(points) { return "gives \(others[2]) points for the same run, not \(points)" }
    return others[3] == card ? nil : "gives another card for the same run"
  }
}

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
  private let points: Int

  package init(of drill: Drill, _ prepared: PreparedScenario) {
    start = prepared.cluster.fingerprint.description
    end = drill.fingerprint.description
    points = drill.card.points
  }

  /// Plays a journal again.
  package init(of journal: Journal, _ prepared: PreparedScenario) throws(JournalError) {
    self.init(of: try Drill(prepared, replaying: journal), prepared)
  }

  /// One line.
  package var text: String { "\(start) \(end) \(points)" }

  /// What is different in another process that printed `text`; nil where nothing is.
  package func difference(from text: String) -> String? {
    let others = text.split(separator: " ").map(String.init)
    guard others.count == 3 else { return "cannot play it" }
    if others[0] != start { return "gives another cluster" }
    if others[1] != end { return "gives another cluster at the end of the same run" }
    return others[2] == String(points) ? nil : "gives \(others[2]) points for the same run, not \(points)"
  }
}

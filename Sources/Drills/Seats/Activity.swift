import Scenarios
import Scoring
import SimulationKernel

/// What somebody at a shared drill did, and what it was the first to show.
package struct Activity: Hashable, Sendable, Codable {
  /// Whose doing it was.
  package var seat: Int
  /// Simulated time since the call.
  package var seconds: Int
  package var line: String
  /// The sentences of the evidence that it was the first to show.
  package var evidence: [String]
  package var isChange: Bool
}

extension Drill {
  /// What everybody asked of the cluster and did to it so far, in order. What a line that goes on shows later is added to
  /// it.
  package var activity: [Activity] {
    record.steps.filter { $0.isLook || $0.isChange || !$0.evidence.isEmpty }.map { step in
      Activity(
        seat: step.seat, seconds: Int((step.instant - record.start).components.seconds), line: step.text,
        evidence: step.evidence.compactMap { scenario.evidence($0)?.sentence }, isChange: step.isChange)
    }
  }
}

package import SimulationKernel

/// How a run stands, for whoever watches it: nothing that the player has not been told.
package struct DrillView: Hashable, Sendable, Codable {
  package struct Objective: Hashable, Sendable, Codable {
    package var says: String
    package var isMet: Bool
  }

  /// What a beginner is to do next.
  package struct Lesson: Hashable, Sendable, Codable {
    /// From 1.
    package var number: Int
    package var count: Int
    /// Of what was done last; may be empty.
    package var praise: String
    package var says: String
  }

  package var scenario: String
  package var title: String
  /// What the player was called with.
  package var page: String
  package var namespace: String
  package var objectives: [Objective]
  /// For how long all objectives have held; nil while they do not.
  package var heldSeconds: Int?
  /// For how long they must.
  package var holdSeconds: Int
  /// Simulated time.
  package var now: Instant
  /// Simulated time since the player was called.
  package var elapsedSeconds: Int
  package var parSeconds: Int
  package var points: Int
  /// How many facts were seen.
  package var evidenceFound: Int
  package var hintsTaken: Int
  /// What the next hint costs; nil when there is none.
  package var nextHintPrice: Int?
  package var wrongDiagnoses: Int
  package var isDiagnosed: Bool
  /// The player went back in time, or is led by lessons.
  package var isPractice: Bool
  package var isSolved: Bool
  /// Nothing is left to do: the debrief may be shown.
  package var isOver: Bool
  /// Nil where nobody is led, or nothing is left to learn.
  package var lesson: Lesson?
}

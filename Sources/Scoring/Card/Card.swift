/// What a run is worth, and why. Times are in seconds of simulated time since the player was called.
package struct Card: Hashable, Sendable, Codable {
  package struct Part: Hashable, Sendable, Codable {
    package enum Name: String, Hashable, Sendable, Codable, CaseIterable {
      case evidence, diagnosis, resolution, hints, blindChanges, damage, pace
    }

    package var name: Name
    package var points: Int
    /// The best that can be had; 0 for parts that only cost.
    package var maximum: Int
    package var why: String
  }

  package struct Finding: Hashable, Sendable, Codable {
    package var id: String
    package var sentence: String
    package var points: Int
    /// Nil when it was never seen.
    package var seconds: Int?
    /// The line that showed it.
    package var line: String?
    /// Seen only after the mend, which earns nothing.
    package var isLate: Bool
    /// In a shared drill the seat whose player found it; nil where one plays alone, and for what was never seen.
    package var seat: Int?
  }

  package struct Step: Hashable, Sendable, Codable {
    package var seconds: Int
    package var line: String
    package var evidence: [String]
    package var isNew: Bool
    package var isChange: Bool
    /// It asked the cluster something, or showed a fact.
    package var isLook: Bool
    /// In a shared drill whose step it is, from 1; nil where one plays alone.
    package var seat: Int?
  }

  package struct Cost: Hashable, Sendable, Codable {
    package var seconds: Int?
    package var what: String
    package var points: Int
  }

  /// An answer to "what is broken, and how?"
  package struct Diagnosis: Hashable, Sendable, Codable {
    package var seconds: Int
    package var object: String
    /// The class's name: `oomkilled`.
    package var failureClass: String
    package var isRight: Bool
  }

  package struct Measures: Hashable, Sendable, Codable {
    /// Nil when no evidence was seen.
    package var secondsToFirstEvidence: Int?
    /// Steps before the mend that showed something new, of a hundred; nil without steps.
    package var newSteps: Int?
    /// What the first five steps looked at: nodes, workloads, events.
    package var firstLook: [String]
    package var longestSecondsWithoutEvidence: Int
  }

  package var scenario: String
  package var title: String
  package var variant: String
  package var points: Int
  /// The player went back in time, and knew what was to come, or was led by lessons: no score to compare with others.
  package var isPractice: Bool
  package var isSolved: Bool
  package var isDiagnosed: Bool
  package var secondsToMend: Int?
  package var parSeconds: Int
  package var parts: [Part]
  package var findings: [Finding]
  package var steps: [Step]
  package var blindChanges: [Cost]
  package var damage: [Cost]
  package var hints: [Cost]
  package var diagnoses: [Diagnosis]
  package var decoys: [String]
  /// The answer held the fact, and a wrong diagnosis was given afterwards.
  package var overlooked: [String]
  package var measures: Measures

  /// The parts of the score that say something: those that can earn, and those that cost.
  package var tellingParts: [Part] { parts.filter { $0.maximum > 0 || $0.points != 0 } }

  package func part(_ name: Part.Name) -> Part? { parts.first { $0.name == name } }
}

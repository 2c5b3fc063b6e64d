package import ContainerShell
package import KubernetesModel
package import Nodes
package import SimulationKernel

/// A broken cluster and the story around it: one variant of a scenario, with every template value filled in.
package struct Scenario: Sendable {
  /// The version of the format that this code reads.
  package static let formatVersion = 1

  /// When the pager goes off where the scenario does not say: 03:12 in a night of March 2026.
  package static let usualCall = Instant(seconds: 1_773_457_920)

  package enum Difficulty: String, Hashable, Sendable, CaseIterable {
    case easy, medium, hard
  }

  /// The folder's name: lower-case letters, digits and dashes.
  package var id: String
  package var title: String
  package var difficulty: Difficulty
  /// Ids of failure classes, as in `C01`.
  package var classes: [String]
  /// Simulated time within which a practised player is done.
  package var par: Duration
  /// The namespace of objects that name none, and of the player's kubectl.
  package var namespace: String
  /// What users report when the pager goes off; never what is wrong.
  package var page: String
  /// Simulated time at which the pager goes off, as the page says it.
  package var calledAt = Scenario.usualCall
  package var variant: String
  package var nodes: [NodeConfiguration]
  package var images: [ImageDescription]
  /// The healthy state, in the order in which it is applied.
  package var base: [Manifest]
  /// Simulated time that the healthy state lives before the first fault.
  package var settle: Duration
  package var faults: [Fault]
  /// Simulated time from the first fault until the player is called.
  package var warmUp: Duration
  package var evidence: [Evidence]
  package var decoys: [Decoy]
  package var cause: Cause
  package var objectives: [Objective]
  /// How long all objectives must hold without a break.
  package var hold: Duration
  /// What a mend may change, create or delete.
  package var allowed: [ObjectReference]
  /// What must not get damaged.
  package var healthy: [ObjectReference]
  /// Command lines that mend it.
  package var solution: [String]
  package var investigation: [InvestigationStep]
  package var debrief: Debrief
  package var rules: ScoringRules
  package var allowsSkip: Bool
  /// What leads somebody through it who plays for the first time; empty where nothing does.
  package var lessons: [Lesson] = []

  /// Whoever is led through it has no score to compare with others.
  package var isPractice: Bool { !lessons.isEmpty }

  package func evidence(_ id: String) -> Evidence? { evidence.first { $0.id == id } }

  /// The sum of the points of all evidence.
  package var totalPoints: Int { evidence.reduce(0) { $0 + $1.points } }
}

/// A Kubernetes object, or a part of one, as its author wrote it, and where.
package struct Manifest: Hashable, Sendable {
  package var object: JSONValue
  package var source: SourceNode

  package init(_ source: SourceNode) {
    self.source = source
    object = source.json
  }

  /// An object that no file holds.
  init(object: JSONValue, position: SourcePosition) {
    self.object = object
    source = SourceNode(.scalar(.null), at: position)
  }

  package var position: SourcePosition { source.position }
}

/// One thing that breaks the cluster.
package struct Fault: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    /// Applies manifests, as somebody's pipeline would.
    case apply([Manifest])
    /// A strategic merge patch, as `kubectl patch` takes it.
    case patch(ObjectReference, Manifest)
    case delete(ObjectReference)
  }

  /// Since the first fault.
  package var after: Duration
  package var action: Action
  package var position: SourcePosition

  package init(after: Duration, action: Action, position: SourcePosition) {
    self.after = after
    self.action = action
    self.position = position
  }
}

/// One line of the shortest good investigation, and the evidence that it shows.
package struct InvestigationStep: Hashable, Sendable {
  package var run: String
  package var shows: [String]

  package init(run: String, shows: [String]) {
    self.run = run
    self.shows = shows
  }
}

/// What a player reads when it is over.
package struct Debrief: Hashable, Sendable {
  /// What happened, in the words of an incident report.
  package var report: String
  /// Three questions that would have led there sooner.
  package var questions: [String]
  /// The same failure in the real world.
  package var realWorld: String

  package init(report: String, questions: [String], realWorld: String) {
    self.report = report
    self.questions = questions
    self.realWorld = realWorld
  }
}

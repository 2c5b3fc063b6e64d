package import APIServer
package import Scenarios
package import SimulationKernel

/// What happened in a run, as far as the score goes by it. Made step by step from the answers that the player got.
package struct RunRecord: Sendable {
  /// One line that the player typed.
  package struct Step: Hashable, Sendable {
    package var instant: Instant
    package var text: String
    /// In a shared drill whose step it is, from 1; 0 where one plays alone.
    package var seat = 0
    /// Ids of evidence that this step was the first to show.
    package var evidence: [String] = []
    package var decoys: [String] = []
    /// It showed an object, a log or events that no step before it did.
    package var isNew = false
    /// It changed the cluster: no look, so it need not show anything.
    package var isChange = false
    /// It asked the cluster something, or showed a fact: part of the investigation.
    package var isLook = false
    package var areas: [Area] = []
    /// What it changed.
    var changed: Set<String> = []
  }

  /// What a first look takes in.
  package enum Area: String, Hashable, Sendable, CaseIterable {
    case nodes, workloads, events
  }

  package struct Sighting: Hashable, Sendable {
    package var instant: Instant
    /// Index into the steps.
    package var step: Int
  }

  package struct HintTaken: Hashable, Sendable {
    package var instant: Instant
    /// An evidence's id, or `cause` for the mend.
    package var evidence: String
    /// 1 to 4.
    package var level: Int
    package var price: Int
    /// What was said.
    package var text: String
  }

  package struct DiagnosisTry: Hashable, Sendable {
    package var instant: Instant
    package var object: String
    package var failureClass: String
    package var isRight: Bool
  }

  package struct BlindChange: Hashable, Sendable {
    package var instant: Instant
    package var step: Int
    package var object: String
  }

  package struct Damage: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case unhealthy, gone, lostData
    }

    package var object: String
    package var kind: Kind
    package var what: String
    /// When it happened; nil where that was not noticed.
    package var instant: Instant?
  }

  package let start: Instant
  package internal(set) var now: Instant
  package internal(set) var steps: [Step] = []
  package internal(set) var sightings: [String: Sighting] = [:]
  package internal(set) var decoys: [String: Sighting] = [:]
  package internal(set) var hints: [HintTaken] = []
  package internal(set) var diagnoses: [DiagnosisTry] = []
  package internal(set) var blindChanges: [BlindChange] = []
  package internal(set) var damage: [Damage] = []
  /// When the objectives began to hold, this time.
  package internal(set) var mendedAt: Instant?
  /// When they had held for the holding time.
  package internal(set) var solvedAt: Instant?
  /// The player asked for the end, and read what it was.
  private(set) var hasGivenUp = false
  /// The player went back in time, or is led by lessons.
  package private(set) var isPractice = false
  var memory = SightMemory()
  /// The objects that the player made, by uid.
  var own: Set<String> = []
  var baseline = Baseline()

  /// Begins a run at the moment when the player is called.
  package init(scenario: Scenario, api: APIServer, at start: Instant) {
    self.start = start
    now = start
    isPractice = scenario.isPractice
    baseline = Baseline(scenario: scenario, api: api)
  }

  /// What the player knows more with every answer that shows something, and what their changes cost: of two states of
  /// one run, the one that has more of it learned something.
  package var knowledge: Int {
    sightings.count + decoys.count + memory.parts.count + memory.fetched.count + blindChanges.count
  }

  /// Notes that the player wants to read what it was.
  package mutating func giveUp() { hasGivenUp = true }

  /// Notes that the player went back to here from later on.
  package mutating func practise() { isPractice = true }

  /// Whether there is something left to be shown.
  package func misses(_ scenario: Scenario) -> Bool {
    sightings.count < scenario.evidence.count || decoys.count < scenario.decoys.count
  }

  /// Nothing that comes counts any more.
  package var isOver: Bool { isSolved || hasGivenUp }
  package var isSolved: Bool { solvedAt != nil }
  package var isDiagnosed: Bool { diagnoses.contains(where: \.isRight) }
}

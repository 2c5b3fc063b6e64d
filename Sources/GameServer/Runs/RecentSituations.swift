import Scenarios
import SimulationKernel

/// What runs have in common that begin together: a scenario, its variant by a seed, and when the players are called.
struct Situation: Hashable, Sendable {
  let scenario: String
  let commonSeed: UInt64
  let calledAt: Instant
}

/// The situations that were asked for last, as they were simulated.
struct RecentSituations: Sendable {
  /// A crowd that begins at once meets all variants of all scenarios.
  static let limit = 128
  /// How long others may begin with what was simulated for somebody. Their cluster's clock is behind by so much.
  static let freshness = Duration.seconds(30)

  /// The one that was used last is the last.
  private var situations: [(key: Situation, prepared: PreparedScenario)] = []

  /// The newest that is new enough to begin with.
  func newest(of scenario: String, commonSeed: UInt64, at now: Instant) -> Situation? {
    situations.lazy.map(\.key)
      .filter {
        $0.scenario == scenario && $0.commonSeed == commonSeed && $0.calledAt <= now
          && now - $0.calledAt < Self.freshness
      }
      .max { $0.calledAt < $1.calledAt }
  }

  subscript(key: Situation) -> PreparedScenario? {
    mutating get {
      guard let index = situations.lastIndex(where: { $0.key == key }) else { return nil }
      situations.append(situations.remove(at: index))
      return situations.last?.prepared
    }
  }

  mutating func add(_ prepared: PreparedScenario, for key: Situation) {
    situations.removeAll { $0.key == key }
    if situations.count >= Self.limit { situations.removeFirst() }
    situations.append((key, prepared))
  }
}

package import KubernetesModel
package import Leaderboard
import SimulationKernel

/// Tells those who watch boards what has changed. Of changes that come close together they see the last.
package actor Boards {
  /// Makes what viewers of a competition are sent.
  package typealias Render = @Sendable (Competition, Standings) -> JSONValue

  /// Between two boards of one competition.
  private static let interval = Duration.milliseconds(300)

  private let stored: StoredAccess
  private let events: EventBus
  private let clock: ServerClock
  private let render: Render
  private var waiting: Set<Int64> = []

  package init(
    stored: StoredAccess, events: EventBus, clock: ServerClock,
    render: @escaping Render = { _, standings in RecordJSON.standings(standings) }
  ) {
    self.stored = stored
    self.events = events
    self.clock = clock
    self.render = render
  }

  /// A run counts from now on.
  func runCounted(scenario: String, competition: Int64?) async {
    events.publish("board", ["scenario": .string(scenario)], to: .board, replacing: true)
    if let competition { changed(competition) }
  }

  /// The standings of a competition may be others.
  package func changed(_ competition: Int64) {
    guard waiting.insert(competition).inserted else { return }
    Task {
      try? await Task.sleep(for: Self.interval)
      await self.publish(competition)
    }
  }

  private func publish(_ id: Int64) async {
    waiting.remove(id)
    let now = clock.now.microseconds
    let found = try? await stored { archive throws(ArchiveError) -> (Competition, Standings)? in
      guard let competition = try archive.competition(id) else { return nil }
      return (competition, try archive.standings(ofCompetition: id, at: now))
    }
    guard let (competition, standings) = found ?? nil else { return }
    // What the public may not see yet changes nothing for it.
    events.publish("board", render(competition, standings), to: .competition(id), replacing: true)
  }
}

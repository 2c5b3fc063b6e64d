import Leaderboard
import SimulationKernel

/// Watches the competitions for a chat: tells what is new in them, as the public may see it. What happened while the
/// server was down is not told.
package actor Herald {
  /// Between two looks.
  private static let round = Duration.seconds(2)

  private struct Watched {
    var news: CompetitionNews
    /// The number of its last event: as long as there is no other, only time brings news.
    var lastEvent: UInt64
  }

  private let stored: StoredAccess
  private let events: EventBus
  private let clock: ServerClock
  private let address: String
  private let titles: [String: String]
  private let tell: @Sendable (String) -> Void
  private var watched: [Int64: Watched] = [:]
  private var hasLooked = false

  /// - Parameters:
  ///   - address: under which players find the server.
  ///   - titles: of the scenarios.
  package init(
    stored: StoredAccess, events: EventBus, clock: ServerClock = ServerClock(), address: String,
    titles: [String: String], tell: @escaping @Sendable (String) -> Void
  ) {
    self.stored = stored
    self.events = events
    self.clock = clock
    self.address = address
    self.titles = titles
    self.tell = tell
  }

  /// Looks again and again, until the task is cancelled.
  package func run() async {
    while !Task.isCancelled {
      await look()
      try? await Task.sleep(for: Self.round)
    }
  }

  func look() async {
    guard let competitions = try? await stored({ archive throws(ArchiveError) in try archive.competitions() }) else {
      return
    }
    for competition in competitions { await look(at: competition) }
    watched = watched.filter { id, _ in competitions.contains { $0.id == id } }
    hasLooked = true
  }

  private func look(at competition: Competition) async {
    let now = clock.now
    let number = events.lastNumber(of: .competition(competition.id))
    let known = watched[competition.id]
    if let known, known.lastEvent == number, !known.news.isDue(competition, at: now) { return }
    let titles = titles
    let view = try? await stored { archive throws(ArchiveError) in
      CompetitionNews.View(
        competition: competition,
        standings: try archive.standings(ofCompetition: competition.id, at: now.microseconds),
        announcements: try archive.announcements(of: competition.id), titles: titles)
    }
    guard let view else { return }
    var news = known?.news ?? CompetitionNews(view, address: address, isNew: hasLooked, at: now)
    for text in news.next(view, at: now) { tell(text) }
    watched[competition.id] = Watched(news: news, lastEvent: number)
  }
}

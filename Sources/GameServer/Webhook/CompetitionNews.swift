import Leaderboard
import SimulationKernel

/// What there is to tell of one competition, found by comparing how it stood with how it stands. It sees what the public
/// sees, so it cannot tell what a frozen board hides.
struct CompetitionNews {
  /// How it stands for the public.
  struct View {
    var competition: Competition
    var standings: Standings
    /// The newest first.
    var announcements: [Announcement]
    /// Of the scenarios, where they are known.
    var titles: [String: String] = [:]
  }

  /// Who is where, of the first three.
  private struct Leader: Hashable {
    let place: Int
    let team: Int64
    let name: String
    let score: Int
  }

  /// Between two messages about the board.
  static let boardInterval = Duration.seconds(60)

  /// Where the competition's page is; empty where the server's address is not known.
  private let address: String
  private var state: Competition.State
  private var isFrozen: Bool
  private var lastAnnouncement: Int64
  private var bloodied: Set<String>
  private var toldLeaders: [Leader]
  private var toldAt = Instant.distantPast
  /// The board has changed, and it was too early to tell.
  private var hasBoardToTell = false

  /// - Parameters:
  ///   - view: how it stands when it is looked at first: what was before is no news.
  ///   - isNew: it was made a moment ago, so that also its beginning is news.
  init(_ view: View, address: String, isNew: Bool, at now: Instant) {
    self.address = address
    let state = view.competition.state(at: now.microseconds)
    self.state = isNew && state == .running ? .upcoming : state
    isFrozen = view.competition.isFrozen(at: now.microseconds)
    lastAnnouncement = view.announcements.first?.id ?? 0
    bloodied = Set(view.standings.tasks.filter { $0.firstBlood != nil }.map(\.scenario))
    toldLeaders = Self.leaders(view.standings)
  }

  /// Whether there may be news though nothing was done: it begins, freezes or ends, or a change of the board may be told by
  /// now.
  func isDue(_ competition: Competition, at now: Instant) -> Bool {
    hasBoardToTell || competition.state(at: now.microseconds) != state
      || competition.isFrozen(at: now.microseconds) != isFrozen
  }

  /// What is new, in the order in which it is told.
  mutating func next(_ view: View, at now: Instant) -> [String] {
    let competition = view.competition
    var news: [String] = []
    let wasFrozen = isFrozen
    let (state, isFrozen) = (competition.state(at: now.microseconds), competition.isFrozen(at: now.microseconds))
    let hasStarted = self.state == .upcoming && state != .upcoming
    let isRevealed = wasFrozen && !isFrozen && competition.revealedAt != nil
    let name = ChatText.name(competition.name)
    if hasStarted, state != .over { news.append("\(name) has begun\(details(competition)).") }
    news += announcements(view, name)
    news += bloods(view, name, isTold: !isRevealed)
    if !wasFrozen, isFrozen { news.append("The board of \(name) is frozen now.") }
    switch (self.state, state) {
    case (.running, .paused): news.append("\(name) is paused.")
    case (.paused, .running): news.append("\(name) goes on.")
    case (_, .over) where self.state != .over: news.append(end(view, name, isFrozen: isFrozen, at: now))
    default: break
    }
    if isRevealed {
      news.append("The board of \(name) is revealed." + podium(view.standings))
      (toldLeaders, toldAt, hasBoardToTell) = (Self.leaders(view.standings), now, false)
    } else if state != .over, let change = boardChange(view.standings, name, at: now) {
      news.append(change)
    }
    (self.state, self.isFrozen) = (state, isFrozen)
    return news
  }

  private func details(_ competition: Competition) -> String {
    let count = competition.tasks.count
    let scenarios = count == 0 ? "" : count == 1 ? ", with one scenario" : ", with \(count) scenarios"
    let end = Instant(microseconds: competition.ends).rfc3339.prefix(16).replacing("T", with: " ")
    let link = address.isEmpty ? "" : ": \(address)/competitions/\(competition.slug)"
    return "\(scenarios), until \(end) UTC\(link)"
  }

  private mutating func announcements(_ view: View, _ name: String) -> [String] {
    let new = view.announcements.filter { $0.id > lastAnnouncement }.sorted { $0.id < $1.id }
    lastAnnouncement = max(lastAnnouncement, new.last?.id ?? 0)
    return new.map { "\(name): \(ChatText.plain($0.text))" }
  }

  /// - Parameter isTold: false where a reveal shows them all at once: they are no news one by one.
  private mutating func bloods(_ view: View, _ name: String, isTold: Bool) -> [String] {
    var news: [String] = []
    for task in view.standings.tasks {
      guard let team = task.firstBlood, bloodied.insert(task.scenario).inserted, isTold,
        let row = view.standings.rows.first(where: { $0.team == team })
      else { continue }
      let title = ChatText.name(view.titles[task.scenario] ?? task.scenario)
      news.append("First blood in \(name): \(ChatText.name(row.name)) solved \(title) before all others.")
    }
    return news
  }

  private mutating func end(_ view: View, _ name: String, isFrozen: Bool, at now: Instant) -> String {
    (toldLeaders, toldAt, hasBoardToTell) = (Self.leaders(view.standings), now, false)
    return isFrozen
      ? "\(name) is over. The board stays frozen until it is revealed."
      : "\(name) is over." + podium(view.standings)
  }

  // MARK: The board

  /// That other teams lead, or in another order; not each point, and not more often than once a minute.
  private mutating func boardChange(_ standings: Standings, _ name: String, at now: Instant) -> String? {
    let leaders = Self.leaders(standings)
    let order = { (leaders: [Leader]) in leaders.map { [Int64($0.place), $0.team] } }
    hasBoardToTell = !leaders.isEmpty && order(leaders) != order(toldLeaders)
    guard hasBoardToTell, now - toldAt >= Self.boardInterval else { return nil }
    (toldLeaders, toldAt, hasBoardToTell) = (leaders, now, false)
    return "The board of \(name) has changed." + podium(standings)
  }

  private func podium(_ standings: Standings) -> String {
    let leaders = Self.leaders(standings)
    guard !leaders.isEmpty else { return " Nobody has points." }
    return leaders.map { "\n\($0.place). \(ChatText.name($0.name)), \($0.score)" }.joined()
  }

  private static func leaders(_ standings: Standings) -> [Leader] {
    standings.rows.lazy.compactMap { row -> Leader? in
      guard let place = row.place, place <= 3, row.score > 0 else { return nil }
      return Leader(place: place, team: row.team, name: row.name, score: row.score)
    }.prefix(3).map(\.self)
  }
}

import Leaderboard
import Scoring
import SimulationKernel

/// Boards, competitions as their players see them, players.
enum BoardsRoutes {
  static let all: [Route] = [
    Route(.get, "/board", .anyone) { call throws(SiteError) in .html(try await board(call, .all)) },
    Route(.get, "/board/seasons/{season}", .anyone) { call throws(SiteError) in
      .html(try await board(call, .season(call.parameter("season"))))
    },
    Route(.get, "/board/scenarios/{scenario}", .anyone) { call throws(SiteError) in
      .html(try await board(call, .scenario(call.parameter("scenario"))))
    },
    Route(.get, "/competitions", .anyone) { call throws(SiteError) in .html(try await competitions(call)) },
    Route(.get, "/competitions/{slug}", .anyone) { call throws(SiteError) in .html(try await competition(call)) },
    Route(.get, "/competitions/{slug}/board", .anyone) { call throws(SiteError) in .html(try await standings(call)) },
    Route(.get, "/players/{name}", .player) { call throws(SiteError) in .html(try await player(call)) },
  ]

  /// The teams of who reads.
  private static func ownTeams(_ call: RouteCall) async throws(SiteError) -> [Team] {
    guard let id = call.visitor?.id else { return [] }
    return try await call.archive { archive throws(ArchiveError) in try archive.teams(of: id) }
  }

  private static func board(_ call: RouteCall, _ scope: BoardsView.Scope) async throws(SiteError) -> String {
    let titles = try call.titles()
    let (ranked, title) = try ranking(scope, titles)
    let now = call.now
    let found = try await call.archive { archive throws(ArchiveError) in
      (try archive.board(ranked, at: now), try archive.seasons(at: now))
    }
    let own = Set(try await ownTeams(call).map(\.id))
    let view = BoardsView(
      scope: scope, board: BoardView(found.0, title: title, own: own), seasons: found.1.map(\.text),
      scenarios: try call.backstage().shelf.entries.map { .init(id: $0.id, title: $0.title) })
    return BoardsPage.html(view, in: try await call.frame())
  }

  private static func ranking(
    _ scope: BoardsView.Scope, _ titles: [String: String]
  ) throws(SiteError) -> (Board.Scope, String) {
    switch scope {
    case .all: return (.allTime, "All time")
    case .season(let text):
      guard let season = Season(text) else { throw .notFound }
      return (.season(season), "Season \(season.text)")
    case .scenario(let id):
      guard let title = titles[id] else { throw .notFound }
      return (.scenario(id), title)
    }
  }

  // MARK: Competitions

  private static func competitions(_ call: RouteCall) async throws(SiteError) -> String {
    let (now, isOrganiser) = (call.now, call.isOrganiser)
    let lines = try await call.archive { archive throws(ArchiveError) -> [CompetitionLine] in
      var lines: [CompetitionLine] = []
      for competition in try archive.competitions(includingDrafts: isOrganiser) {
        lines.append(competition.line(teams: try archive.competitors(in: competition.id).count, at: now))
      }
      return lines
    }
    return CompetitionsPage.html(lines, in: try await call.frame())
  }

  private struct Details: Sendable {
    var competitors: [Competitor]
    var announcements: [Announcement]
    /// As far as the board shows them.
    var awards: [Award]
    var solves: [String: Int]
    var states: [TaskState]
    /// Of the reader's team.
    var runs: [Run]
  }

  private static func competition(_ call: RouteCall) async throws(SiteError) -> String {
    let competition = try await CompetitionActions.competition(call)
    let teams = try await ownTeams(call)
    let now = call.now
    let shown = competition.boardTime(at: now, includingFrozen: false)
    let found = try await call.archive { archive throws(ArchiveError) -> Details in
      let competitors = try archive.competitors(in: competition.id)
      var details = Details(
        competitors: competitors, announcements: try archive.announcements(of: competition.id),
        awards: try archive.awards(in: competition.id).filter { $0.at <= shown }, solves: [:], states: [], runs: [])
      for task in try archive.standings(ofCompetition: competition.id, at: now).tasks {
        details.solves[task.scenario] = task.solves
      }
      if let team = teams.last(where: { team in competitors.contains { $0.team == team.id } }) {
        details.states = try archive.tasks(of: team.id, in: competition.id, at: now)
        details.runs = try archive.runs(of: team.id).filter { $0.competition == competition.id }
      }
      return details
    }
    let frame = try await call.frame()
    let own = found.competitors.first { competitor in teams.contains { $0.id == competitor.team } }
    let group = teams.first { !$0.isSolo }
    let view = CompetitionView(
      slug: competition.slug, name: competition.name, about: competition.about, isDraft: competition.isDraft,
      phase: competition.phase(at: now),
      starts: competition.starts, ends: competition.ends, freezesAt: competition.freezesAt,
      rules: competition.rules.sentences,
      brackets: competition.rules.brackets, teams: found.competitors.count, teamSize: competition.rules.teamSize,
      tasks: try tasks(competition, found, call),
      announcements: found.announcements.map { .init(at: $0.at, text: $0.text) },
      awards: found.awards.map { award in
        .init(
          team: found.competitors.first { $0.team == award.team }?.name ?? "", points: award.points,
          reason: award.reason)
      },
      hasJoined: own != nil,
      obstacle: group.flatMap { group in
        group.captain == frame.reader?.account ? nil : "The captain of \(group.name) enters the team."
      }, disqualified: own?.disqualified)
    return CompetitionPage.html(view, in: frame)
  }

  private static func tasks(
    _ competition: Competition, _ details: Details, _ call: RouteCall
  ) throws(SiteError) -> [CompetitionView.Task] {
    let (shelf, now) = (try call.backstage().shelf, call.now)
    guard now >= competition.starts else { return [] }
    return competition.tasks.map { task in
      let entry = shelf[task.scenario]
      let isReleased = competition.isReleased(task, at: now)
      return CompetitionView.Task(
        scenario: task.scenario, title: isReleased ? entry?.title ?? task.scenario : "",
        difficulty: entry?.difficulty ?? "", parSeconds: entry?.parSeconds ?? 0, weight: task.weight,
        releasesAt: task.releasesAt, solves: details.solves[task.scenario] ?? 0,
        standing: isReleased ? standing(task, details) : .locked)
    }
  }

  private static func standing(_ task: Competition.Task, _ details: Details) -> CompetitionView.Task.Standing {
    guard let state = details.states.first(where: { $0.task.scenario == task.scenario }) else { return .ready }
    if let run = state.openRun { return .open(run: run) }
    let best = details.runs.filter { $0.scenario == task.scenario && $0.ended != nil }.max {
      ($0.points ?? 0, $1.number ?? 0) < ($1.points ?? 0, $0.number ?? 0)
    }
    if let best {
      return .done(
        run: best.number ?? 0, points: best.points ?? 0, isSolved: state.isSolved, again: state.obstacle == nil)
    }
    return state.obstacle.map { .blocked($0) } ?? .ready
  }

  private static func standings(_ call: RouteCall) async throws(SiteError) -> String {
    let competition = try await CompetitionActions.competition(call)
    let now = call.now
    let bracket = call.request.query("bracket").flatMap { competition.rules.brackets.contains($0) ? $0 : nil }
    let found = try await call.archive { archive throws(ArchiveError) in
      (try archive.standings(ofCompetition: competition.id, at: now), try archive.announcements(of: competition.id))
    }
    let own = Set(try await ownTeams(call).map(\.id))
    let standings = StandingsView(
      found.0, of: competition, titles: try call.titles(), own: own, bracket: bracket, at: now)
    let paging = standings.paging(call.request.query("page"))
    let view = CompetitionBoardView(
      slug: competition.slug, name: competition.name, phase: competition.phase(at: now), starts: competition.starts,
      ends: competition.ends, brackets: competition.rules.brackets, bracket: bracket,
      standings: standings.cut(to: paging), paging: paging,
      own: standings.rows.enumerated().filter(\.element.isOwn).map { index, row in
        .init(team: row.team, place: row.place, score: row.score, page: paging.page(ofRow: index))
      },
      announcements: found.1.map { .init(at: $0.at, text: $0.text) })
    return CompetitionBoardPage.html(view, in: try await call.frame())
  }

  // MARK: Players

  private static func player(_ call: RouteCall) async throws(SiteError) -> String {
    let (name, now, reader) = (call.parameter("name"), call.now, try call.account().id)
    let found = try await call.archive { archive throws(ArchiveError) -> (Account, [Team], [Attempt], [Attempt])? in
      guard let account = try archive.account(named: name), !account.isDisabled else { return nil }
      let isOwn = account.id == reader
      return (
        account, try archive.teams(of: account.id),
        try archive.attempts(of: account.id, at: now, includingClosed: isOwn),
        isOwn ? [] : try archive.attempts(of: reader, at: now, includingClosed: true)
      )
    }
    guard let (account, teams, attempts, met) = found else { throw .notFound }
    let profiles = try call.backstage().shelf.profiles
    let isOwn = account.id == reader
    let played = Set(met.map(\.scenario))
    let today = Day.of(Instant(microseconds: now), offset: 0)
    let view = PlayerView(
      name: account.name, joined: account.created,
      team: teams.first { !$0.isSolo }.map { TeamLink(id: $0.id, name: $0.name) },
      progress: PlayerProgress(attempts, profiles: profiles, today: today), best: try best(attempts, call),
      shownClasses: isOwn ? nil : Set(profiles.filter { played.contains($0.id) }.flatMap(\.classes)),
      next: isOwn ? Suggestion.next(after: attempts, among: profiles) : nil)
    return PlayerPage.html(view, in: try await call.frame())
  }

  private static func best(_ attempts: [Attempt], _ call: RouteCall) throws(SiteError) -> [PlayerView.Best] {
    let titles = try call.titles()
    let counted = Attempt.counted(attempts).filter(\.isSolved)
    let best = Dictionary(counted.map { ($0.scenario, $0) }, uniquingKeysWith: { $1.points > $0.points ? $1 : $0 })
    return best.values.sorted { ($1.points, $0.scenario) < ($0.points, $1.scenario) }.map { attempt in
      PlayerView.Best(
        scenario: attempt.scenario, title: titles[attempt.scenario] ?? attempt.scenario, points: attempt.points,
        secondsToMend: attempt.secondsToMend, at: Int64(attempt.day) * 86_400_000_000)
    }
  }
}

extension Rules {
  /// What players must know of them.
  var sentences: [String] {
    var sentences = [
      ownTools
        ? "Your own kubectl may be used." : "The game's shell is the only tool: own kubectls are not let in."
    ]
    if !hints {
      sentences.append("There are no hints.")
    } else if hintPricePercent != 100 {
      sentences.append("A hint costs \(hintPricePercent) % of what it usually does.")
    }
    if let retries {
      sentences.append(
        retries == 0 ? "Each incident can be played once." : "Each incident can be played \(retries + 1) times.")
    }
    if let minutesPerScenario { sentences.append("There are \(minutesPerScenario) minutes for an incident.") }
    if firstBlood > 0 { sentences.append("Who solves an incident first gets \(firstBlood) points more.") }
    if let decay {
      sentences.append(
        "An incident is worth less the more teams solve it: \(decay.minimumPercent) % when \(decay.solves) have.")
    }
    sentences.append("Of teams with the same score the one is ahead that reached it earlier.")
    return sentences
  }
}

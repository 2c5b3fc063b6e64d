import Foundation
import Leaderboard
import Scenarios

/// Everything that organisers and admins do. Their forms go to the API.
enum OrganisingRoutes {
  private static let name = Field("name", .text(limit: 400), "a name")
  private static let role = Field("role", .text(limit: 20), "a role", isRequired: false)
  /// Lines of the audit on a page.
  private static let pageSize = 100
  /// Accounts on a page: each has its forms.
  static let accountPageSize = 20

  static let all: [Route] =
    [
      Route(.get, "/organise", .organiser) { call throws(SiteError) in .html(try await list(call)) },
      Route(.get, "/organise/audit", .admin) { call throws(SiteError) in .html(try await serverAudit(call)) },
      Route(.get, "/organise/accounts", .admin) { call throws(SiteError) in .html(try await accounts(call)) },
      Route(.post, "/organise/accounts", .admin, takes: [name, role]) { call throws(SiteError) in
        let made = try await AccountActions.createFor(call)
        return .html(try await accounts(call, newLink: .init(name: made.account.name, url: made.link)))
      },
      Route(.post, "/organise/accounts/{id}/link", .admin) { call throws(SiteError) in
        let id = try call.number("id")
        let url = try await AccountActions.signInLink(for: id, call)
        let account = try await call.archive { archive throws(ArchiveError) in try archive.account(id) }
        return .html(try await accounts(call, newLink: .init(name: account?.name ?? "", url: url)))
      },
    ]
    + OrganisedCompetition.Tab.allCases.map { tab in
      let path = "/organise/competitions/{slug}" + (tab == .overview ? "" : "/" + tab.rawValue)
      return Route(.get, path, .organiser) { call throws(SiteError) in .html(try await page(call, tab)) }
    }

  private static func list(_ call: RouteCall) async throws(SiteError) -> String {
    let now = call.now
    let lines = try await call.archive { archive throws(ArchiveError) -> [CompetitionLine] in
      var lines: [CompetitionLine] = []
      for competition in try archive.competitions(includingDrafts: true) {
        lines.append(competition.line(teams: try archive.competitors(in: competition.id).count, at: now))
      }
      return lines
    }
    return OrganisePage.html(OrganiseView(competitions: lines), in: try await call.frame())
  }

  private static func before(_ call: RouteCall) -> Int64 {
    call.request.query("before").flatMap { Int64($0) } ?? .max
  }

  private static func audit(_ entries: [AuditEntry]) -> OrganisedAudit {
    OrganisedAudit(
      lines: entries.map {
        .init(at: $0.at, by: $0.actor, action: $0.action, subject: $0.subject, detail: $0.detail)
      }, before: entries.count < pageSize ? nil : entries.last?.id)
  }

  private static func serverAudit(_ call: RouteCall) async throws(SiteError) -> String {
    let before = before(call)
    let entries = try await call.archive { archive throws(ArchiveError) in
      try archive.audit(before: before, limit: pageSize)
    }
    return OrganiseAuditPage.html(audit(entries), in: try await call.frame())
  }

  private static func accounts(
    _ call: RouteCall, newLink: OrganisedAccounts.NewLink? = nil
  ) async throws(SiteError) -> String {
    let text = String((call.request.query("text") ?? "").prefix(100))
    let after = call.request.query("after").flatMap { Int64($0) } ?? 0
    let accounts = try await call.archive { archive throws(ArchiveError) in
      try archive.accounts(matching: text, after: after, limit: accountPageSize)
    }
    let view = OrganisedAccounts(
      lines: accounts.map {
        .init(id: $0.id, name: $0.name, role: $0.role.rawValue, created: $0.created, isDisabled: $0.isDisabled)
      }, text: text, after: accounts.count < accountPageSize ? nil : accounts.last?.id,
      roles: Role.allCases.map(\.rawValue),
      newLink: newLink)
    return OrganiseAccountsPage.html(view, in: try await call.frame())
  }

  // MARK: A competition

  private static func page(_ call: RouteCall, _ tab: OrganisedCompetition.Tab) async throws(SiteError) -> String {
    let competition = try await CompetitionActions.competition(call)
    let now = call.now
    let view = OrganisedCompetition(
      slug: competition.slug, name: competition.name, isDraft: competition.isDraft, phase: competition.phase(at: now),
      starts: competition.starts,
      ends: competition.ends, content: try await content(competition, tab, call))
    return OrganiseCompetitionPage.html(view, in: try await call.frame())
  }

  private static func content(
    _ competition: Competition, _ tab: OrganisedCompetition.Tab, _ call: RouteCall
  ) async throws(SiteError) -> OrganisedCompetition.Content {
    let id = competition.id
    switch tab {
    case .overview: return .overview(try await overview(competition, call))
    case .settings: return .settings(OrganisedSettings(competition))
    case .scenarios: return .scenarios(try await scenarios(competition, call))
    case .teams: return .teams(try await teams(competition, call))
    case .stuck: return .stuck(try await stuck(competition, call))
    case .announcements:
      let said = try await call.archive { archive throws(ArchiveError) in try archive.announcements(of: id) }
      return .announcements(said.map { .init(at: $0.at, text: $0.text) })
    case .audit:
      let before = before(call)
      let entries = try await call.archive { archive throws(ArchiveError) in
        try archive.audit(ofCompetition: id, before: before, limit: pageSize)
      }
      return .audit(audit(entries))
    }
  }

  private static func overview(
    _ competition: Competition, _ call: RouteCall
  ) async throws(SiteError) -> OrganisedOverview {
    let now = call.now
    let found = try await call.archive { archive throws(ArchiveError) in
      (
        try archive.standings(ofCompetition: competition.id, at: now, includingFrozen: true),
        try archive.runs(inCompetition: competition.id).count { $0.ended == nil }
      )
    }
    let standings = StandingsView(found.0, of: competition, titles: try call.titles(), isUncovered: true, at: now)
    let paging = standings.paging(call.request.query("page"))
    var warnings: [String] = []
    if competition.tasks.isEmpty { warnings.append("There are no scenarios in it: nobody could play.") }
    return OrganisedOverview(
      teams: found.0.rows.count, openRuns: found.1, solves: found.0.tasks.reduce(0) { $0 + $1.solves },
      freezesAt: competition.freezesAt, isFrozen: competition.isFrozen(at: now), revealedAt: competition.revealedAt,
      standings: standings.cut(to: paging), paging: paging, warnings: warnings)
  }

  private static func scenarios(
    _ competition: Competition, _ call: RouteCall
  ) async throws(SiteError) -> OrganisedScenarios {
    let now = call.now
    let rows = try await call.archive { archive throws(ArchiveError) in
      try archive.standings(ofCompetition: competition.id, at: now, includingFrozen: true).tasks
    }
    let solves = Dictionary(rows.map { ($0.scenario, $0.solves) }, uniquingKeysWith: { first, _ in first })
    let titles = try call.titles()
    return OrganisedScenarios(
      lines: competition.tasks.map { task in
        .init(
          scenario: task.scenario, title: titles[task.scenario] ?? task.scenario, position: task.position,
          releasesAt: task.releasesAt, weight: task.weight, requires: task.requires, solves: solves[task.scenario] ?? 0)
      },
      others: try call.backstage().shelf.entries.filter { competition.task($0.id) == nil }.map {
        .init(id: $0.id, title: $0.title, difficulty: $0.difficulty)
      })
  }

  private static func teams(_ competition: Competition, _ call: RouteCall) async throws(SiteError) -> OrganisedTeams {
    let now = call.now
    let text = String((call.request.query("text") ?? "").prefix(100))
    let wanted = call.request.query("page")
    return try await call.archive { archive throws(ArchiveError) -> OrganisedTeams in
      let rows = try archive.standings(ofCompetition: competition.id, at: now, includingFrozen: true).rows
      let found = text.isEmpty ? rows : rows.filter { $0.name.localizedStandardContains(text) }
      let awards = try archive.awards(in: competition.id).sorted { ($0.at, $0.id) > ($1.at, $1.id) }
      let names = Dictionary(rows.map { ($0.team, $0.name) }, uniquingKeysWith: { first, _ in first })
      var view = OrganisedTeams(
        lines: [], brackets: competition.rules.brackets,
        awards: awards.prefix(OrganisedTeams.pageSize).map {
          .init(
            at: $0.at, team: TeamLink(id: $0.team, name: names[$0.team] ?? "team \($0.team)"), points: $0.points,
            reason: $0.reason, by: $0.givenBy)
        }, awardCount: awards.count, text: text, count: found.count,
        paging: Paging(of: found.count, size: OrganisedTeams.pageSize, wanted: wanted))
      for row in view.paging.cut(found) {
        view.lines.append(
          .init(
            team: TeamLink(id: row.team, name: row.name), members: try archive.members(of: row.team).map(\.name),
            bracket: row.bracket, score: row.score, disqualified: row.disqualified))
      }
      return view
    }
  }

  private static func stuck(_ competition: Competition, _ call: RouteCall) async throws(SiteError) -> [OrganisedStuck] {
    let rows = try await OrganiserActions.stuck(call)
    let competitors = try await call.archive { archive throws(ArchiveError) in
      try archive.competitors(in: competition.id)
    }
    let names = Dictionary(competitors.map { ($0.team, $0.name) }, uniquingKeysWith: { first, _ in first })
    return rows.map { row in
      OrganisedStuck(
        team: TeamLink(id: row.team, name: names[row.team] ?? "team \(row.team)"), run: row.run,
        scenario: row.scenario, seconds: Int(clamping: max(0, call.now - row.started) / 1_000_000),
        secondsWithoutEvidence: row.quietSeconds, found: row.found.count, facts: row.found.count + row.missing.count,
        next: row.missing, hints: row.hintsTaken)
    }
  }
}

extension OrganisedSettings {
  init(_ competition: Competition) {
    let rules = competition.rules
    self.init(
      name: competition.name, about: competition.about, starts: competition.starts, ends: competition.ends,
      freezesAt: competition.freezesAt, ownTools: rules.ownTools, hints: rules.hints,
      hintPricePercent: rules.hintPricePercent, retries: rules.retries, minutesPerScenario: rules.minutesPerScenario,
      firstBlood: rules.firstBlood,
      decay: rules.decay.map { .init(minimumPercent: $0.minimumPercent, solves: $0.solves) }, teamSize: rules.teamSize,
      brackets: rules.brackets)
  }
}

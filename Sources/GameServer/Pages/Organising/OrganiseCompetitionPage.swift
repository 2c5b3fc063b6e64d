import Leaderboard

/// A competition as those who organise it see it. Times are microseconds since 1970.
struct OrganisedCompetition: Hashable, Sendable {
  enum Tab: String, Hashable, Sendable, CaseIterable {
    case overview, settings, scenarios, teams, stuck, announcements, audit
  }

  /// What the tab shows.
  enum Content: Hashable, Sendable {
    case overview(OrganisedOverview)
    case settings(OrganisedSettings)
    case scenarios(OrganisedScenarios)
    case teams(OrganisedTeams)
    case stuck([OrganisedStuck])
    case announcements([CompetitionView.Announcement])
    case audit(OrganisedAudit)
  }

  var slug: String
  var name: String
  var isDraft: Bool = false
  var phase: CompetitionPhase
  var starts: Int64
  var ends: Int64
  var content: Content
}

/// Where a tab is, and what its forms go to.
struct Organised: Hashable, Sendable {
  var slug: String
  var tab: OrganisedCompetition.Tab

  var api: String { "/api/v1" + Path.to("competitions", slug) }
  var page: String {
    tab == .overview
      ? Path.to("organise", "competitions", slug) : Path.to("organise", "competitions", slug, tab.rawValue)
  }
  var auditPage: String { Organised(slug: slug, tab: .audit).page }
  /// The page, with word that it was done.
  var done: String { page + "?done=1" }
}

struct OrganisedOverview: Hashable, Sendable {
  var teams: Int
  var openRuns: Int
  var solves: Int
  /// Since when, or from when on, the public board stands still.
  var freezesAt: Int64?
  var isFrozen: Bool
  var revealedAt: Int64?
  /// With what the public does not see; of one page.
  var standings: StandingsView
  var paging: Paging
  /// What is still to be done before it can start: no scenarios, no teams.
  var warnings: [String]
}

enum OrganiseCompetitionPage {
  static func html(_ view: OrganisedCompetition, in frame: PageFrame) -> String {
    let root = Path.to("organise", "competitions", view.slug)
    let place = Organised(slug: view.slug, tab: view.content.tab)
    let tabs: [HTML] = OrganisedCompetition.Tab.allCases.map { tab in
      let path = tab == .overview ? root : root + "/" + tab.rawValue
      return
        "<li><a href=\"\(path)\"\(tab == view.content.tab ? " aria-current=\"page\"" : .empty)>\(tab.title)</a></li>\n"
    }
    return frame.document(
      "\(view.content.tab.title): \(view.name)", scripts: view.content.tab == .overview ? [.board] : [], width: .wide,
      """
      <p class="kind"><a href="/organise">Organise</a></p>
      <h1>\(view.name, limit: 1000)</h1>
      <p>\(CompetitionsPage.tags(view.phase, isDraft: view.isDraft)) \
      \(CompetitionsPage.window(view.phase, view.starts, view.ends, now: frame.now)) · \
      <a href="\(Path.to("competitions", view.slug))">as players see it</a></p>
      \(draft(view, place, in: frame))\
      <nav aria-label="\(view.name, limit: 400)" class="tabs"><ul>
      \(tabs)</ul></nav>
      \(content(view, place, in: frame))
      """)
  }

  private static func draft(_ view: OrganisedCompetition, _ place: Organised, in frame: PageFrame) -> HTML {
    guard view.isDraft else { return .empty }
    let button = Form.button(
      place.api + "/publish", "Publish it", in: frame, then: place.done, style: .primary,
      question: "Show it to everybody? It cannot be hidden again.")
    return
      "<div class=\"notice\"><p>This is a draft: only organisers see it, and nobody can join yet.</p>\n\(button)</div>\n"
  }

  private static func content(_ view: OrganisedCompetition, _ place: Organised, in frame: PageFrame) -> HTML {
    switch view.content {
    case .overview(let overview): self.overview(overview, view, place, in: frame)
    case .settings(let settings): OrganiseSettings.html(settings, place, in: frame)
    case .scenarios(let scenarios): OrganiseScenarios.html(scenarios, place, in: frame)
    case .teams(let teams): OrganiseTeams.html(teams, place, in: frame)
    case .stuck(let rows): OrganiseWatch.stuck(rows)
    case .announcements(let said): OrganiseWatch.announcements(said, place, in: frame)
    case .audit(let audit): OrganiseWatch.audit(audit, path: place.page)
    }
  }

  // MARK: Overview

  private static func overview(
    _ overview: OrganisedOverview, _ view: OrganisedCompetition, _ place: Organised, in frame: PageFrame
  ) -> HTML {
    let pages = PageLinks.html("Pages of the board", overview.paging) { page in
      "\(place.page)?page=\(page)"
    }
    let warnings: [HTML] = overview.warnings.map { "<p class=\"notice bad\">\($0)</p>\n" }
    return """
      \(warnings)<dl class="figures">
      <div><dt>Teams</dt><dd>\(overview.teams)</dd></div>
      <div><dt>Open runs</dt><dd>\(overview.openRuns)</dd></div>
      <div><dt>Solved</dt><dd>\(overview.solves)</dd></div>
      </dl>
      <section aria-labelledby="h-control">
      <h2 id="h-control">Control</h2>
      \(clock(view, place, in: frame))\(freeze(overview, view, place, in: frame))</section>
      <section aria-labelledby="h-board" id="live" data-competition="\(view.slug)" data-again="yes">
      <h2 id="h-board">Board</h2>
      <p class="away" role="status" id="moves"></p>
      \(StandingsTable.html(overview.standings))\(pages)</section>
      \(downloads(view))\(deletion(view, place, in: frame))
      """
  }

  private static func clock(_ view: OrganisedCompetition, _ place: Organised, in frame: PageFrame) -> HTML {
    switch view.phase {
    case .upcoming: "<p>It starts by itself at \(TimeText.moment(view.starts)).</p>\n"
    case .running:
      Form.button(
        place.api + "/pause", "Pause", in: frame, then: place.done,
        question: "Pause the competition? Every team's cluster stands still until you resume it.")
    case .paused:
      Form.html(
        place.api + "/resume", in: frame, then: place.done,
        Form.check("extendsEnd", "Move the end by as long as the pause took", isOn: true) + Form.submit("Resume"))
    case .over: "<p>It ended at \(TimeText.moment(view.ends)).</p>\n"
    }
  }

  private static func freeze(
    _ overview: OrganisedOverview, _ view: OrganisedCompetition, _ place: Organised, in frame: PageFrame
  ) -> HTML {
    if overview.isFrozen {
      return "<p>The public board is frozen.</p>\n"
        + Form.button(
          place.api + "/reveal", "Reveal the board", in: frame, then: place.done, style: .primary,
          question: "Show everybody how it really stands?")
    }
    if let revealedAt = overview.revealedAt {
      return "<p>The board was revealed at \(TimeText.moment(revealedAt)).</p>\n"
    }
    let planned: HTML =
      overview.freezesAt.map { "<p>The public board freezes at \(TimeText.moment($0)).</p>\n" } ?? .empty
    guard view.phase == .running || view.phase == .paused else { return planned }
    return planned
      + Form.button(
        place.api + "/freeze", "Freeze the board now", in: frame, then: place.done,
        question: "Freeze the public board? Runs still count; nobody sees changes before the reveal.")
  }

  private static func downloads(_ view: OrganisedCompetition) -> HTML {
    let root = "/api/v1" + Path.to("competitions", view.slug)
    return """
      <section aria-labelledby="h-downloads">
      <h2 id="h-downloads">Take it with you</h2>
      <ul>
      <li><a href="\(root)/export.csv" download>Standings as CSV</a></li>
      <li><a href="\(root)/ctftime.json" download>CTFtime feed</a></li>
      <li><a href="\(root)/archive" download>Full archive</a>, which another server imports: teams, runs, journals</li>
      </ul>
      </section>

      """
  }

  private static func deletion(_ view: OrganisedCompetition, _ place: Organised, in frame: PageFrame) -> HTML {
    let form = Form.html(
      place.api, in: frame, method: "DELETE", then: "/organise?done=1", question: "Delete it for good?",
      Form.field(
        .init(
          name: "confirm", label: "Type its address to delete it", hint: view.slug, autocomplete: "off",
          isRequired: true)) + Form.submit("Delete the competition", style: .danger))
    return "<details class=\"danger\"><summary>Delete</summary>\n\(form)</details>\n"
  }
}

extension OrganisedCompetition.Content {
  var tab: OrganisedCompetition.Tab {
    switch self {
    case .overview: .overview
    case .settings: .settings
    case .scenarios: .scenarios
    case .teams: .teams
    case .stuck: .stuck
    case .announcements: .announcements
    case .audit: .audit
    }
  }
}

extension OrganisedCompetition.Tab {
  var title: String {
    switch self {
    case .overview: "Overview"
    case .settings: "Settings"
    case .scenarios: "Scenarios"
    case .teams: "Teams"
    case .stuck: "Who is stuck"
    case .announcements: "Announcements"
    case .audit: "Audit"
    }
  }
}

import Leaderboard
import Scenarios
import Scoring

@testable import GameServer

extension PageSamples {
  // MARK: Boards

  var boards: [(name: String, html: String)] {
    var mine = competition
    mine.hasJoined = true
    var draft = competition
    draft.isDraft = true
    var ofBracket = board
    ofBracket.bracket = text("Students")
    let all = BoardView(title: "All time", rows: players, isOfOneScenario: false)
    let one = BoardView(title: text("The couriers"), rows: players, isOfOneScenario: true)
    let choices = [
      BoardsView.Choice(id: "courier-routes", title: text("The couriers")),
      .init(id: "bakery-orders", title: text("The bakery")),
    ]
    return [
      ("competitions", CompetitionsPage.html(competitions, in: frame("/competitions"))),
      ("competitions-none", CompetitionsPage.html([], in: frame("/competitions", isGuest: true))),
      ("competition", CompetitionPage.html(mine, in: frame("/competitions/friday-night", isOrganiser: true))),
      ("competition-draft", CompetitionPage.html(draft, in: frame("/competitions/friday-night", isOrganiser: true))),
      ("competition-guest", CompetitionPage.html(competition, in: frame("/competitions/friday-night", isGuest: true))),
      ("competition-join", CompetitionPage.html(competition, in: frame("/competitions/friday-night"))),
      ("competition-board", CompetitionBoardPage.html(board, in: frame("/competitions/friday-night/board"))),
      (
        "competition-board-bracket",
        CompetitionBoardPage.html(ofBracket, in: frame("/competitions/friday-night/board", isGuest: true))
      ),
      (
        "board",
        BoardsPage.html(
          BoardsView(scope: .all, board: all, seasons: ["2026-Q4", "2026-Q3"], scenarios: choices), in: frame("/board"))
      ),
      (
        "board-scenario",
        BoardsPage.html(
          BoardsView(scope: .scenario("courier-routes"), board: one, seasons: ["2026-Q4"], scenarios: choices),
          in: frame("/board/scenarios/courier-routes"))
      ),
      ("player", PlayerPage.html(player(shown: nil), in: frame("/players/Ada"))),
      ("player-other", PlayerPage.html(player(shown: ["W03"]), in: frame("/players/Ada"))),
    ]
  }

  var competition: CompetitionView {
    func task(_ id: String, _ title: String, _ standing: CompetitionView.Task.Standing) -> CompetitionView.Task {
      .init(
        scenario: id, title: text(title), difficulty: "medium", parSeconds: 600, weight: id == "dish-array" ? 150 : 100,
        releasesAt: Self.now + 600_000_000, solves: 2, standing: standing)
    }
    return CompetitionView(
      slug: "friday-night", name: text("Friday night drill"),
      about: text("An evening for all who are on call.\nPizza at eight."),
      phase: .running, starts: Self.now - 3_600_000_000, ends: Self.now + 7_200_000_000,
      rules: [text("Your own kubectl may be used."), text("A hint costs half of the usual.")],
      brackets: [text("Students"), text("Professionals")],
      teams: 10, teamSize: 3,
      tasks: [
        task(
          "bakery-orders", "The bakery that loses its orders", .done(run: 11, points: 93, isSolved: true, again: false)),
        task(
          "clinic-portal", "The clinic where everything is green",
          .done(run: 13, points: 20, isSolved: false, again: true)),
        task("courier-routes", "The couriers who lose their way every two minutes", .open(run: 12)),
        task("press-night", "The paper that is not printed", .ready),
        task("dish-array", "The dishes that do not turn", .blocked(text("Solve press-night first."))),
        task("plate-hall", "", .locked),
      ],
      announcements: [
        .init(at: Self.now - 60_000_000, text: text("The network of the hall is back.\nTen minutes are added."))
      ],
      hasJoined: false)
  }

  var standings: StandingsView {
    let names = [
      "Night Owls", "Rolling Update", "Crash Loop Backup", "The Very Long Name Of A Team That Means It",
      "Ünïcode 🦉 チーム", "Pod Squad",
    ]
    let columns = ["bakery-orders", "clinic-portal", "courier-routes", "press-night", "dish-array"]
    let rows = names.enumerated().map { index, name -> StandingsView.Row in
      let cells = columns.indices.map { column -> StandingsView.Cell in
        switch (column + index) % 6 {
        case 0: .init(.firstBlood, points: 110 - index)
        case 1, 2: .init(.solved, points: 96 - index * 3)
        case 3: .init(.unsolved, points: 24)
        default: .init()
        }
      }
      return .init(
        place: index == 5 ? nil : index + 1, teamID: Int64(index + 3), team: text(name),
        bracket: text(index % 2 == 0 ? "Students" : "Professionals"),
        score: cells.reduce(0) { $0 + $1.points }, cells: cells, awards: index == 1 ? -10 : 0,
        lastImprovement: Self.now - Int64(index) * 300_000_000, isOwn: index == 0)
    }
    return StandingsView(
      columns: columns.map { .init(scenario: $0, title: text($0)) }, rows: rows, frozenAt: Self.now - 600_000_000)
  }

  var board: CompetitionBoardView {
    CompetitionBoardView(
      slug: "friday-night", name: text("Friday night drill"), phase: .running, starts: Self.now - 3_600_000_000,
      ends: Self.now + 7_200_000_000, brackets: [text("Students"), text("Professionals")], standings: standings,
      paging: standings.paging(), announcements: competition.announcements)
  }

  var players: [BoardView.Row] {
    ["Ada", "Grace", "Linus", "Barbara"].enumerated().map { index, name in
      BoardView.Row(
        place: index + 1, name: text(name), team: index == 0 ? 3 : nil, points: 400 - index * 31,
        solved: 6 - index,
        measures: index == 3
          ? nil
          : .init(
            secondsToMend: 69 + index * 100, secondsToFirstEvidence: 8 + index * 20, newSteps: 80 - index * 9,
            blindChanges: index, hints: index),
        isOwn: index == 0)
    }
  }

  func player(shown: Set<String>?) -> PlayerView {
    let profiles = FailureClass.all.enumerated().map { index, failureClass in
      ScenarioProfile(id: "s\(index)", title: "S\(index)", difficulty: .easy, classes: [failureClass.id], track: "")
    }
    let attempts = profiles.enumerated().compactMap { index, profile -> Attempt? in
      guard index % 4 != 3 else { return nil }
      return Attempt(
        scenario: profile.id, variant: "a", day: 20_000 + index / 3, isSolved: index % 4 != 2, points: 90 - index,
        secondsToMend: index % 4 == 2 ? nil : 100, parSeconds: 600, hintCount: index % 4 == 1 ? 2 : 0)
    }
    return PlayerView(
      name: text("Ada"), joined: Self.now - 90_000_000_000_000, team: TeamLink(id: 3, name: text("Night Owls")),
      progress: PlayerProgress(attempts, profiles: profiles, today: 20_020),
      best: [
        .init(scenario: "courier-routes", title: text("The couriers"), points: 97, secondsToMend: 69, at: Self.now)
      ],
      shownClasses: shown)
  }

  // MARK: Organising

  var organising: [(name: String, html: String)] {
    let frame = frame("/organise/competitions/friday-night", isOrganiser: true)
    var pages = organised.map { content in
      ("organise-\(content.tab.rawValue)", OrganiseCompetitionPage.html(organised(content), in: frame))
    }
    let accounts = OrganisedAccounts(
      lines: [
        .init(id: 7, name: text("Ada"), role: "admin", created: Self.now, isDisabled: false),
        .init(id: 8, name: text("Grace"), role: "player", created: Self.now, isDisabled: true),
      ], text: text("a"), after: 8, roles: ["player", "author", "organiser", "admin"],
      newLink: .init(name: text("Linus"), url: "https://drill.example/links/0123456789abcdef"))
    pages += [
      (
        "organise",
        OrganisePage.html(OrganiseView(competitions: competitions), in: self.frame("/organise", isOrganiser: true))
      ),
      (
        "organise-accounts",
        OrganiseAccountsPage.html(accounts, in: self.frame("/organise/accounts", isOrganiser: true))
      ),
    ]
    var draft = organised(.stuck([]))
    (draft.isDraft, draft.phase) = (true, .upcoming)
    pages.append(("organise-draft", OrganiseCompetitionPage.html(draft, in: frame)))
    return pages
  }

  private func organised(_ content: OrganisedCompetition.Content) -> OrganisedCompetition {
    OrganisedCompetition(
      slug: "friday-night", name: text("Friday night drill"), phase: .running, starts: Self.now - 3_600_000_000,
      ends: Self.now + 7_200_000_000, content: content)
  }

  private var organised: [OrganisedCompetition.Content] {
    let owls = TeamLink(id: 3, name: text("Night Owls"))
    let pods = TeamLink(id: 4, name: text("Pod Squad"))
    let settings = OrganisedSettings(
      name: text("Friday night drill"), about: text("\nAn evening"), starts: Self.now, ends: Self.now + 7_200_000_000,
      freezesAt: nil,
      ownTools: true, hints: true, hintPricePercent: 50, retries: nil, minutesPerScenario: 45, firstBlood: 10,
      decay: .init(minimumPercent: 50, solves: 8), teamSize: 3, brackets: [text("Students"), text("Professionals")])
    let scenarios = OrganisedScenarios(
      lines: [
        .init(
          scenario: "bakery-orders", title: text("The bakery"), position: 1, releasesAt: nil, weight: 100,
          requires: nil, solves: 4),
        .init(
          scenario: "dish-array", title: text("The dishes"), position: 2, releasesAt: Self.now, weight: 150,
          requires: "bakery-orders", solves: 0),
      ], others: [.init(id: "press-night", title: text("The paper"), difficulty: "hard")])
    let teams = OrganisedTeams(
      lines: [
        .init(team: owls, members: [text("Ada"), text("Grace")], bracket: text("Students"), score: 300),
        .init(team: pods, members: [text("Linus")], bracket: nil, score: 0, disqualified: text("Two accounts.")),
      ], brackets: [text("Students"), text("Professionals")],
      awards: [.init(at: Self.now, team: owls, points: 15, reason: text("The best write-up"), by: text("Grace"))],
      awardCount: 31, text: text("o"), count: 61,
      paging: Paging(of: 61, size: OrganisedTeams.pageSize, wanted: "2"))
    let stuck = OrganisedStuck(
      team: owls, run: 12, scenario: "courier-routes", seconds: 900, secondsWithoutEvidence: 420, found: 2, facts: 5,
      next: [text("The revision before allowed 256Mi.")], hints: 1)
    let audit = OrganisedAudit(
      lines: [
        .init(
          at: Self.now, by: text("Grace"), action: "competition.pause", subject: text("friday-night"),
          detail: text("the network is down"))
      ],
      before: 99)
    return [
      .overview(
        .init(
          teams: 10, openRuns: 7, solves: 12, freezesAt: Self.now, isFrozen: true, revealedAt: nil,
          standings: standings, paging: standings.paging(),
          warnings: [text("Two teams have no members.")])), .settings(settings), .scenarios(scenarios), .teams(teams),
      .stuck([stuck]),
      .announcements(competition.announcements), .audit(audit),
    ]
  }
}

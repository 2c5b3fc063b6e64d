import Leaderboard
import SimulationKernel

@testable import Drills
@testable import GameServer
@testable import Scenarios
@testable import Scoring

/// Every page with something on it.
struct PageSamples {
  /// Goes behind every text that people or clusters write.
  var tail = ""

  static let now: Int64 = 1_795_543_200_000_000

  func text(_ words: String) -> String { words + tail }

  func frame(_ path: String, isOrganiser: Bool = false, notice: PageFrame.Notice? = nil, isGuest: Bool = false)
    -> PageFrame
  {
    PageFrame(
      path: path,
      reader: isGuest
        ? nil
        : Reader(
          account: 7, name: text("Ada"), isOrganiser: isOrganiser, isAdmin: isOrganiser, csrf: "0f1e2d3c4b5a6978",
          team: TeamLink(id: 3, name: text("Night Owls"))),
      notice: notice, now: Self.now)
  }

  var competitions: [CompetitionLine] {
    [
      CompetitionLine(
        slug: "friday-night", name: text("Friday night drill"), phase: .running, starts: Self.now - 3_600_000_000,
        ends: Self.now + 7_200_000_000, teams: 10),
      CompetitionLine(
        slug: "finals", name: text("The finals"), phase: .upcoming, starts: Self.now + 90_000_000_000,
        ends: Self.now + 97_200_000_000, teams: 0),
    ]
  }

  /// By the name of a file for it.
  var all: [(name: String, html: String)] { entrance + playing + boards + organising }

  // MARK: Entrance

  var entrance: [(name: String, html: String)] {
    let home = HomeView(
      openRuns: [
        .init(
          id: 12, title: text("The couriers who lose their way"), team: text("Night Owls"),
          startedAt: Self.now - 600_000_000)
      ],
      competitions: competitions, scenarioCount: 14)
    let sign = SignView(name: text("Ada"), then: "/runs/12?a=b&c=d", invite: "s3cret", team: text("Night Owls"))
    let invite = InviteView(
      token: "s3cret", team: text("Night Owls"), captain: text("Grace"), members: [text("Grace"), text("Linus")])
    var full = invite
    full.obstacle = text("The team is full.")
    return [
      ("home", HomePage.html(home, in: frame("/"))), ("welcome", HomePage.html(home, in: frame("/", isGuest: true))),
      (
        "signin",
        SignInPage.html(
          sign, in: frame("/signin", notice: .init(text("That is not right."), isError: true), isGuest: true))
      ),
      ("signup", SignUpPage.html(sign, in: frame("/signup", isGuest: true))),
      (
        "link",
        LinkPage.html(LinkView(token: "t/o", purpose: .signIn(name: text("Ada"))), in: frame("/links", isGuest: true))
      ),
      (
        "link-new",
        LinkPage.html(
          LinkView(token: "t", purpose: .invitation(team: text("Owls"))), in: frame("/links", isGuest: true))
      ),
      ("invite", InvitePage.html(invite, in: frame("/invites/s3cret"))),
      ("invite-guest", InvitePage.html(invite, in: frame("/invites/s3cret", isGuest: true))),
      ("invite-full", InvitePage.html(full, in: frame("/invites/s3cret"))),
      ("problem", ProblemPage.html(404, in: frame("/nowhere"))),
      ("problem-guest", ProblemPage.html(401, text("Sign in first."), in: frame("/runs/1", isGuest: true))),
      ("help", HelpPage.html(publicURL: "https://drill.example", in: frame("/help"))),
      ("account", AccountPage.html(account, in: frame("/account", notice: .init("Done.")))),
      ("teams", TeamsPage.html(in: frame("/teams"))),
      ("team", TeamPage.html(team(isCaptain: true), in: frame("/teams/3"))),
      ("team-member", TeamPage.html(team(isCaptain: false), in: frame("/teams/3"))),
    ]
  }

  var account: AccountView {
    AccountView(
      name: text("Ada"), role: "player", created: Self.now - 900_000_000_000, hasPassword: true,
      tokens: [
        .init(id: 1, name: text("laptop"), created: Self.now - 800_000_000, lastUsed: Self.now - 9_000_000),
        .init(id: 2, name: text("ci"), created: Self.now - 800_000_000, lastUsed: nil),
      ], newToken: "fd_4f7a1c9e2b", publicURL: "https://drill.example")
  }

  func team(isCaptain: Bool) -> TeamView {
    TeamView(
      id: 3, name: text("Night Owls"),
      members: [
        .init(account: 7, name: text("Ada"), isCaptain: isCaptain),
        .init(account: 8, name: text("Grace"), isCaptain: !isCaptain),
        .init(account: 9, name: text("Linus"), isCaptain: false),
      ], sizeLimit: 4,
      runs: [
        .init(id: 12, title: text("The couriers"), startedAt: Self.now - 600_000_000, points: nil, isSolved: false),
        .init(id: nil, title: text("The bakery"), startedAt: Self.now - 6_600_000_000, points: 93, isSolved: true),
      ], isMember: true, isCaptain: isCaptain, newInvite: isCaptain ? "https://drill.example/invites/s3cret" : nil,
      hasInvite: true)
  }

  // MARK: Playing

  var playing: [(name: String, html: String)] {
    var over = run
    over.drill.isOver = true
    over.drill.isSolved = true
    over.card = card
    var bare = run
    bare.allowsHints = false
    bare.allowsOwnTools = false
    bare.isCaptain = false
    return [
      ("scenarios", ScenariosPage.html(scenarios, in: frame("/scenarios"))),
      ("scenarios-guest", ScenariosPage.html(scenarios, in: frame("/scenarios", isGuest: true))),
      ("runs", RunsPage.html(runs, in: frame("/runs"))), ("run", RunPage.html(run, in: frame("/runs/12"))),
      ("run-bare", RunPage.html(bare, in: frame("/runs/12"))), ("run-over", RunPage.html(over, in: frame("/runs/12"))),
      ("replay", ReplayPage.html(replay, in: frame("/runs/12/replay"))),
    ]
  }

  var scenarios: ScenariosView {
    func line(_ id: String, _ title: String, _ difficulty: String, _ best: Int?, _ open: Int64? = nil)
      -> ScenariosView.Line
    {
      .init(id: id, title: text(title), difficulty: difficulty, parSeconds: 600, best: best, openRun: open)
    }
    return ScenariosView(
      tracks: [
        .init(
          name: text("First calls"),
          lines: [
            line("tutorial", "A first drill", "easy", 80),
            line("bakery-orders", "The bakery that loses its orders", "easy", 93),
            line("ferry-bookings", "The ferry that nobody can book", "easy", nil),
          ]),
        .init(
          name: text("The night shift"),
          lines: [
            line("courier-routes", "The couriers who lose their way every two minutes", "medium", nil, 12),
            line("dish-array", "The dishes that do not turn", "hard", nil),
          ]),
      ], next: nil)
  }

  var runs: RunsView {
    func line(_ id: Int64, _ title: String, isOver: Bool, points: Int?, isSolved: Bool, isVerified: Bool?)
      -> RunsView.Line
    {
      .init(
        id: id, title: text(title), startedAt: Self.now - id * 90_000_000, isOver: isOver, points: points,
        isSolved: isSolved,
        isVerified: isVerified, isPractice: false, competition: id == 12 ? text("Friday night drill") : nil)
    }
    return RunsView(lines: [
      line(12, "The couriers who lose their way", isOver: false, points: nil, isSolved: false, isVerified: nil),
      line(11, "The bakery that loses its orders", isOver: true, points: 93, isSolved: true, isVerified: true),
      line(10, "The clinic where everything is green", isOver: true, points: 31, isSolved: false, isVerified: false),
    ])
  }

  var drill: DrillView {
    DrillView(
      scenario: "courier-routes", title: text("The couriers who lose their way every two minutes"),
      page: text(
        "03:12  Fennec Couriers, night dispatch\nAddresses cannot be found on the map, then they can, then they cannot.\nYesterday evening finance and platform finished a round of \"cost corrections\"."
      ), namespace: "dispatch",
      objectives: [
        .init(says: text("Addresses are found without a break"), isMet: false),
        .init(says: text("Nothing else was broken"), isMet: true),
      ], heldSeconds: nil, holdSeconds: 120, now: Instant(seconds: 1_795_543_200), elapsedSeconds: 63, parSeconds: 600,
      points: 24,
      evidenceFound: 3, hintsTaken: 1, nextHintPrice: 8, wrongDiagnoses: 0, isDiagnosed: false, isPractice: false,
      isSolved: false,
      isOver: false, lesson: nil)
  }

  var run: RunView {
    RunView(
      id: 12, drill: drill, seat: 1,
      seats: [.init(number: 1, player: text("Ada")), .init(number: 2, player: text("Grace"))],
      activity: [
        .init(
          seat: 1, seconds: 8, line: text("k get po"),
          evidence: [text("The pods of geocoder restart again and again.")], isChange: false),
        .init(seat: 2, seconds: 27, line: text("k logs deploy/geocoder -p | tail -3"), evidence: [], isChange: false),
        .init(
          seat: 1, seconds: 51, line: text("k set resources deploy geocoder --limits=memory=512Mi"), evidence: [],
          isChange: true),
      ], hints: [text("Which pods restart?")], team: TeamLink(id: 3, name: text("Night Owls")),
      competition: .init(slug: "friday-night", name: text("Friday night drill")), isCaptain: true,
      deadline: Self.now + 1_200_000_000, publicURL: "https://drill.example")
  }

  var card: Card {
    Card(
      scenario: "courier-routes", title: text("The couriers"), variant: "geocoder", points: 97, isPractice: false,
      isSolved: true,
      isDiagnosed: true, secondsToMend: 69, parSeconds: 600,
      parts: [
        .init(name: .evidence, points: 32, maximum: 40, why: text("4 of 5 facts seen before the mend")),
        .init(name: .diagnosis, points: 20, maximum: 20, why: text("right at the first answer")),
        .init(name: .resolution, points: 40, maximum: 40, why: text("the objectives hold")),
        .init(name: .pace, points: 5, maximum: 5, why: text("under par")),
      ], findings: [], steps: [], blindChanges: [], damage: [], hints: [], diagnoses: [], decoys: [], overlooked: [],
      measures: .init(secondsToFirstEvidence: 8, newSteps: 80, firstLook: [], longestSecondsWithoutEvidence: 30))
  }

  var replay: ReplayView {
    let table =
      "NAME                        READY   STATUS      RESTARTS\ngeocoder-776b8dcb5c-9swpv   0/1     \u{1B}[31mOOMKilled\u{1B}[0m   6\n"
    return ReplayView(
      run: 12, title: text("The couriers"), page: text("03:12  Fennec Couriers"),
      steps: [
        .init(
          seconds: 8, player: text("Ada"), line: text("k get po"), output: Array(text(table).utf8),
          found: [text("They restart.")], points: 8),
        .init(
          seconds: 27, player: text("Grace"), line: text("k logs deploy/geocoder -p"),
          output: Array(text("address index: 3 of 9 cities\n").utf8), found: [], points: 8),
        .init(seconds: 60, player: "", line: "", output: [], found: [], points: 40),
      ])
  }
}

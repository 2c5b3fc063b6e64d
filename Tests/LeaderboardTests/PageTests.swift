import Scenarios
import Scoring
import Testing

@testable import Leaderboard

@Suite struct PageTests {
  @Test("what is interpolated into markup is escaped, markup is not")
  func interpolationEscapes() {
    let name = "<b>\"Tom\" & 'Jerry'</b>"
    let cell: HTML = "<td>\(name)</td>"
    #expect(cell.markup == "<td>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;</td>")
    let row: HTML = "<tr>\(cell)\([cell, cell])\(HTML?.none)\(7)</tr>"
    #expect(row.markup == "<tr>\(cell.markup)\(cell.markup)\(cell.markup)7</tr>")
    let long: HTML = "\(String(repeating: "x", count: 50), limit: 10)"
    #expect(long.markup == "xxxxxxxxxx…")
    let sum = cell + "<hr>"
    #expect(sum.markup == cell.markup + "<hr>")
  }

  @Test(
    "a part of a path stays one part, whatever it holds",
    arguments: [
      ("Ada", "/players/Ada"), ("a/b?c#d", "/players/a%2Fb%3Fc%23d"), ("Ünï", "/players/%C3%9Cn%C3%AF"),
      ("\"><script>", "/players/%22%3E%3Cscript%3E"), ("a b%", "/players/a%20b%25"),
    ])
  func pathsStayInParts(name: String, path: String) {
    #expect(Path.to("players", name) == path)
  }

  @Test(
    "spans are said in two parts at most",
    arguments: [
      (0, "less than a minute"), (-5, "less than a minute"), (59, "59 min"), (60, "1 h"), (125, "2 h 5 min"),
      (1440, "1 d"), (1500, "1 d 1 h"), (10_000, "6 d 22 h"),
    ])
  func spansAreShort(minutes: Int64, words: String) {
    #expect(TimeText.span(minutes * 60_000_000) == words)
  }

  @Test("a moment is said for people and for programs, also at the ends of time")
  func momentsAreSaid() {
    #expect(
      TimeText.moment(1_795_543_200_000_000).markup
        == "<time datetime=\"2026-11-24T18:00:00Z\">24 Nov 2026, 18:00 UTC</time>")
    #expect(TimeText.clock(1_795_543_200_000_000).markup.contains(">18:00<"))
    for extreme in [Int64.min, .max, 0] { #expect(TimeText.moment(extreme).markup.hasPrefix("<time")) }
  }

  // MARK: Boards

  private func standings(_ cells: [StandingsView.Cell], columns: Int = 2, frozenAt: Int64? = nil) -> StandingsView {
    StandingsView(
      columns: (0..<columns).map { .init(scenario: "s\($0)", title: "S\($0)") },
      rows: [.init(place: 1, teamID: 3, team: "Owls", score: 10, cells: cells, isOwn: true)], frozenAt: frozenAt)
  }

  @Test("a board says in words what its colours say")
  func boardsSpeak() {
    let html = StandingsTable.html(
      standings([.init(.firstBlood, points: 110), .init(.unsolved, points: 20)])
    ).markup
    #expect(html.contains("110<span class=\"away\">, solved first</span>"))
    #expect(html.contains("20<span class=\"away\">, not solved</span>"))
    #expect(html.contains("1 of 2 solved, first in 1"))
    #expect(html.contains("data-team=\"3\" data-place=\"1\" data-name=\"Owls\" class=\"own\""))
  }

  @Test("more results than columns are not shown")
  func boardsKeepTheirColumns() {
    let html = StandingsTable.html(standings([.init(), .init(), .init(.solved, points: 77)])).markup
    #expect(!html.contains("77"))
  }

  @Test("a frozen board says so to all, and otherwise to those who see through it")
  func frozenBoardsSaySo() {
    var view = standings([], frozenAt: 1_795_543_200_000_000)
    #expect(StandingsTable.html(view).markup.contains("The board is frozen"))
    view.isUncovered = true
    #expect(StandingsTable.html(view).markup.contains("what players do not see before the reveal"))
    view.frozenAt = nil
    #expect(!StandingsTable.html(view).markup.contains("frozen"))
  }

  @Test("who is out has no place, and says why they are there")
  func disqualifiedHaveNoPlace() {
    var view = standings([])
    view.rows[0].place = nil
    let html = StandingsTable.html(view).markup
    #expect(html.contains("data-place=\"–\""))
    #expect(html.contains("disqualified"))
  }

  @Test("a board of players shows what was not measured as such")
  func boardsOfPlayers() {
    let view = BoardView(
      title: "All time",
      rows: [
        .init(
          place: 1, name: "Ada", points: 97, solved: 1,
          measures: .init(secondsToMend: 69, secondsToFirstEvidence: 8, newSteps: 80, blindChanges: 0, hints: 2)),
        .init(place: 2, name: "Bob", team: 9, points: 3, solved: 0, measures: nil),
      ], isOfOneScenario: true)
    let html = BoardTable.html(view).markup
    #expect(html.contains("<td class=\"number\">01:09</td>"))
    #expect(html.contains("<a href=\"/players/Ada\">") && html.contains("<a href=\"/teams/9\">"))
    #expect(html.contains("80 %"))
    #expect(html.contains("<td class=\"number wide-only\">–</td>"))
    #expect(BoardTable.html(BoardView(title: "x", rows: [], isOfOneScenario: false)).markup.contains("Nobody"))
  }

  // MARK: Progress

  private var progress: PlayerProgress {
    let classes = ["W01", "W02", "W03", "C01"]
    let profiles = classes.map {
      ScenarioProfile(id: $0, title: $0, difficulty: .easy, classes: [$0], track: "")
    }
    func attempt(_ id: String, isSolved: Bool, hints: Int) -> Attempt {
      Attempt(
        scenario: id, variant: "a", day: 100, isSolved: isSolved, points: 50, secondsToMend: isSolved ? 60 : nil,
        parSeconds: 600, hintCount: hints)
    }
    return PlayerProgress(
      [
        attempt("W01", isSolved: true, hints: 0), attempt("W02", isSolved: true, hints: 1),
        attempt("W03", isSolved: false, hints: 0),
      ], profiles: profiles, today: 100)
  }

  @Test("the picture of progress says in words how much it shows")
  func picturesSpeak() {
    let svg = ProgressPicture.svg(progress, shown: nil, .wide, id: "p", className: "wide").markup
    #expect(svg.contains("<desc id=\"p-d\">1 fast, 1 slow, 1 not yet."))
    #expect(svg.contains("<title>W02 init") == false)
    #expect(svg.contains("<title>W01 crash-app: fast</title>"))
    #expect(svg.contains("1 scenario still to be met"))
    let table = ProgressPicture.table(progress, shown: nil).markup
    #expect(table.contains("W03 oomkilled</th><td>Workload</td><td>not yet</td>"))
  }

  @Test("others see only the classes that they have met themselves")
  func othersSeeWhatTheyMet() {
    let view = PlayerView(name: "Ada", joined: 0, progress: progress, best: [], shownClasses: ["W02"])
    let html = PlayerProfile.html(view).markup
    #expect(html.contains("W02"))
    #expect(!html.contains("W01") && !html.contains("W03") && !html.contains("oomkilled"))
    var none = view
    none.shownClasses = []
    #expect(!PlayerProfile.html(none).markup.contains("W02"))
    #expect(PlayerProfile.html(none).markup.contains("Nothing that you may know of"))
  }
}

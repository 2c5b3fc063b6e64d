import Foundation
import Leaderboard
import Testing

@testable import GameServer

@Suite struct PageTests {
  private static let pages = PageSamples().all
  /// Markup and what else could break out of where it is put.
  private static let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;</textarea></title>"

  private static let hostilePages = PageSamples(tail: hostile).all

  @Test("pages are well-formed, and say who they are to those who listen", arguments: pages.map(\.name))
  func pagesAreWellFormed(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    let outline = PageOutline(page.html)
    #expect(outline.problems == [])
    #expect(outline.count("h1") == 1)
    #expect(outline.count("main") == 1)
    #expect(outline.count("title") >= 1)
    #expect(page.html.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(outline.duplicateIDs == [])
    #expect(outline.missingTargets == [])
    #expect(outline.unlabelled == [])
    #expect(outline.skippedHeadings == [])
  }

  @Test("nothing on a page is inline that a strict policy refuses", arguments: pages.map(\.name))
  func nothingIsInline(name: String) throws {
    let outline = PageOutline(try #require(Self.pages.first { $0.name == name }).html)
    for element in outline.elements {
      #expect(element.attributes["style"] == nil, "\(element.name)")
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") }, "\(element.name)")
      #expect(element.name != "style")
      if element.name == "script" { #expect(element.attributes["src"] != nil) }
      for name in ["src", "href", "action"] {
        guard let target = element.attributes[name] else { continue }
        #expect(target.hasPrefix("/") && !target.hasPrefix("//") || target.hasPrefix("#"), "\(target)")
      }
    }
  }

  @Test("what people write is text on every page", arguments: hostilePages.map(\.name))
  func whatPeopleWriteIsText(name: String) throws {
    let page = try #require(Self.hostilePages.first { $0.name == name })
    #expect(!page.html.contains("<script>"))
    #expect(!page.html.contains("<img"))
    let outline = PageOutline(page.html)
    #expect(outline.problems == [])
    let plain = try #require(Self.pages.first { $0.name == name })
    #expect(outline.elements.map(\.name) == PageOutline(plain.html).elements.map(\.name))
  }

  @Test("a form that changes something holds the session's token", arguments: pages.map(\.name))
  func formsHoldTheToken(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    let forms = page.html.components(separatedBy: "<form").dropFirst()
    for form in forms where form.prefix(while: { $0 != ">" }).contains("method=\"post\"") {
      #expect(form.components(separatedBy: "</form>")[0].contains("name=\"csrf\""))
    }
  }

  @Test("a page takes less than 100 kB with all it needs", arguments: pages.map(\.name))
  func pagesAreSmall(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    let assets = Asset.all.filter { page.html.contains($0.path) }
    #expect(assets.count >= 3)
    #expect(page.html.utf8.count + assets.reduce(0) { $0 + $1.bytes.count } < 100_000)
  }

  @Test("whatever acts on a run goes from its page when the run is over")
  func whatActsGoes() throws {
    let page = try #require(Self.pages.first { $0.name == "run" }).html
    let kept = page.components(separatedBy: "<section").filter { !$0.prefix { $0 != ">" }.contains("while-open") }
    let going = page.components(separatedBy: "<section").count - kept.count
    #expect(going == 3)
    #expect(page.contains("class=\"inline command\"") && page.contains("id=\"hints\""))
    for part in kept { #expect(!part.contains(" command\"") && !part.contains("id=\"hints\"")) }
    #expect(try #require(Self.pages.first { $0.name == "run-over" }).html.contains("while-open") == false)
  }

  @Test("the board of a thousand teams comes in light pages, and its reader is told where to find their own")
  func boardOfManyTeamsComesInPages() {
    let cells = (0..<13).map { StandingsView.Cell($0 % 3 == 0 ? .firstBlood : .solved, points: 100) }
    let rows = (1...1000).map { number in
      StandingsView.Row(
        place: number, teamID: Int64(number), team: "The team with number \(number)", score: 2000 - number,
        cells: cells,
        lastImprovement: 1_800_000_000_000_000, isOwn: number == 777)
    }
    let columns = (0..<13).map { StandingsView.Column(scenario: "scenario-\($0)", title: "A scenario") }
    let standings = StandingsView(columns: columns, rows: rows)
    #expect(standings.paging().pageCount == 34)
    #expect(["0", "-3", "x", "7", "21", "35"].map { standings.paging($0).page } == [1, 1, 1, 7, 21, 34])
    #expect((1...34).flatMap { standings.cut(to: standings.paging("\($0)")).rows } == rows)
    #expect(StandingsTable.html(standings.cut(to: standings.paging())).markup.utf8.count < 64_000)
    var board = PageSamples().board
    board.paging = standings.paging("2")
    board.standings = standings.cut(to: board.paging)
    board.own = [.init(team: "Mine", place: 777, score: 1223, page: board.paging.page(ofRow: 776))]
    let html = CompetitionBoardPage.html(board, in: PageFrame(path: "/", now: 0))
    #expect(PageOutline(html).problems == [])
    let assets = Asset.all.filter { html.contains($0.path) }
    #expect(html.utf8.count + assets.reduce(0) { $0 + $1.bytes.count } < 100_000)
    #expect(html.contains("href=\"/competitions/friday-night/board?page=26\">Show it on page 26</a>"))
    #expect(html.contains("href=\"/competitions/friday-night/board?page=2\" aria-current=\"page\">2</a>"))
    board.paging = standings.paging("26")
    #expect(!CompetitionBoardPage.html(board, in: PageFrame(path: "/", now: 0)).contains("Show it"))
  }

  @Test("organisers see a thousand teams in light pages, whatever these are called")
  func teamsOfManyComeInPages() {
    let long = String(repeating: "\u{1D54F}", count: 40)
    let link = TeamLink(id: 4_000_000, name: long)
    let line = OrganisedTeams.Line(
      team: link, members: Array(repeating: long, count: 5), bracket: long, score: 1000,
      disqualified: String(repeating: "why ", count: 40))
    let award = OrganisedTeams.Award(
      at: 0, team: link, points: 5, reason: String(repeating: "why ", count: 40), by: long)
    let teams = OrganisedTeams(
      lines: Array(repeating: line, count: OrganisedTeams.pageSize), brackets: [long, "b"],
      awards: Array(repeating: award, count: OrganisedTeams.pageSize), awardCount: 1000, text: "a&b", count: 1000,
      paging: Paging(of: 1000, size: OrganisedTeams.pageSize, wanted: "50"))
    #expect(teams.paging.pageCount == 50)
    let html = OrganiseCompetitionPage.html(
      OrganisedCompetition(
        slug: "friday", name: "Friday", phase: .running, starts: 0, ends: 1, content: .teams(teams)),
      in: PageFrame(path: "/", now: 0))
    #expect(PageOutline(html).problems == [])
    let assets = Asset.all.filter { html.contains($0.path) }
    #expect(html.utf8.count + assets.reduce(0) { $0 + $1.bytes.count } < 100_000)
    #expect(html.contains("href=\"/organise/competitions/friday/teams?text=a%26b&amp;page=49\">49</a>"))
    #expect(
      html.contains("name=\"then\" value=\"/organise/competitions/friday/teams?text=a%26b&amp;page=50&amp;done=1\""))
    #expect(html.contains("and 980 more"))
  }

  @Test("a page of accounts is light, whatever these are called")
  func accountsComeInPages() {
    let long = String(repeating: "\u{1D54F}", count: 40)
    let lines = (0..<OrganisingRoutes.accountPageSize).map {
      OrganisedAccounts.Line(id: 4_000_000 + Int64($0), name: long, role: "organiser", created: 0, isDisabled: true)
    }
    let view = OrganisedAccounts(lines: lines, text: "", after: 4, roles: Role.allCases.map(\.rawValue))
    let html = OrganiseAccountsPage.html(view, in: PageSamples().frame("/organise/accounts", isOrganiser: true))
    #expect(PageOutline(html).problems == [])
    let assets = Asset.all.filter { html.contains($0.path) }
    #expect(html.utf8.count + assets.reduce(0) { $0 + $1.bytes.count } < 100_000)
  }

  @Test("a run whose output is endless still has a page")
  func endlessOutputHasAPage() {
    let step = ReplayView.Step(
      seconds: 1, player: "", line: "yes", output: Array(String(repeating: "<y>\u{1B}[31m&\n", count: 9000).utf8),
      found: [],
      points: 0)
    let html = ReplayPage.html(
      ReplayView(run: 1, title: "T", page: "", steps: Array(repeating: step, count: 2000)),
      in: PageFrame(path: "/", now: 0))
    #expect(html.utf8.count < 90_000)
    #expect(PageOutline(html).problems == [])
    #expect(html.contains("more: <code>firedrill replay</code>"))
  }

  @Test("the pages are written where somebody wants to look at them", .enabled(if: folder != nil))
  func pagesAreWritten() throws {
    let folder = try #require(Self.folder)
    for (name, html) in Self.pages {
      try Data(html.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).html"))
    }
    for asset in Asset.all {
      try Data(asset.bytes).write(
        to: URL(fileURLWithPath: folder + "/" + asset.path.replacingOccurrences(of: "/", with: "_")))
    }
    try Data(StandingsTable.html(PageSamples().moved).markup.utf8).write(
      to: URL(fileURLWithPath: folder + "/moved.part"))
  }

  private static let folder = ProcessInfo.processInfo.environment["FIREDRILL_PAGES"]
}

extension PageSamples {
  /// The board after somebody has risen.
  var moved: StandingsView {
    var view = standings
    view.rows.swapAt(1, 2)
    view.rows[1].place = 2
    view.rows[1].score += 90
    view.rows[2].place = 3
    return view
  }
}

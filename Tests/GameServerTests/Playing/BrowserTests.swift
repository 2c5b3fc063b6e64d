import Foundation
import KubernetesModel
import Leaderboard
import Testing

@testable import GameServer

/// Somebody with a browser that runs no scripts: cookies, links, forms.
private final class Browser {
  let site: Site
  private(set) var cookie: String?
  private(set) var csrf = ""
  /// The page that is shown.
  private(set) var page = ""
  private(set) var status = 0
  private(set) var address = ""

  init(_ played: PlayedSite) { site = played.site }

  private func ask(_ method: SiteRequest.Method, _ path: String, _ body: String = "") async throws {
    var headers = [
      "host": "test", "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin",
    ]
    if let cookie { headers["cookie"] = cookie }
    let request = try #require(
      SiteRequest(method, path, headers: headers, body: Array(body.utf8), remoteAddress: "192.0.2.1"), "\(path)")
    let response = await site.answer(request)
    for header in response.headers where header.name == "set-cookie" {
      cookie = String(header.value.prefix { $0 != ";" })
    }
    if response.status == 303, let location = response.header("location") { return try await get(location) }
    (status, address) = (response.status, path)
    page = response.text
    if let token = page.components(separatedBy: "<meta name=\"csrf\" content=\"").dropFirst().first {
      csrf = String(token.prefix { $0 != "\"" })
    }
  }

  func get(_ path: String) async throws {
    try await ask(.get, path)
    if page.hasPrefix("<!doctype html>"), !path.hasPrefix("/api/") {
      #expect(PageOutline(page).problems == [], "\(path)")
      #expect(PageOutline(page).missingTargets == [], "\(path)")
    }
  }

  func post(_ path: String, _ fields: [(String, String)] = []) async throws {
    let all = [("csrf", csrf)] + fields
    try await ask(.post, path, all.map { "\($0)=\(Path.part($1))" }.joined(separator: "&"))
  }
}

@Suite struct BrowserTests {
  private static let scenario = "corner-shop"

  private func signUp(_ name: String, at played: PlayedSite) async throws -> Browser {
    let browser = Browser(played)
    try await browser.get("/signup")
    try await browser.post("/signup", [("name", name), ("password", "correct horse"), ("then", "/scenarios")])
    #expect(browser.address == "/scenarios", "\(browser.page)")
    return browser
  }

  @Test("Without scripts somebody signs up, founds a team, plays, gives up and looks back.")
  func withoutScripts() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let guest = Browser(played)
    for path in ["/", "/help", "/scenarios", "/board", "/competitions", "/signin"] {
      try await guest.get(path)
      #expect(guest.status == 200, "\(path)")
    }
    try await guest.get("/runs")
    #expect(guest.address == "/signin?then=%2Fruns" || guest.address == "/signin?then=/runs")

    let ada = try await signUp("Ada <b>", at: played)
    #expect(ada.page.contains("Ada &lt;b&gt;") && !ada.page.contains("<b>Ada"))
    try await ada.post("/api/v1/teams", [("then", "/teams"), ("name", "Owls")])
    #expect(ada.address.hasPrefix("/teams/") && ada.page.contains("Owls"))
    let team = ada.address
    try await ada.post(team + "/invite")
    let link = try #require(
      ada.page.components(separatedBy: "/invites/").dropFirst().first.map { "/invites/" + $0.prefix { $0 != "<" } })
    let bob = try await signUp("Bob", at: played)
    try await bob.get(link)
    #expect(bob.page.contains("Join Owls"))
    try await bob.post("/api/v1/teams/join", [("then", "/teams"), ("code", String(link.dropFirst("/invites/".count)))])
    #expect(bob.address == team)

    try await ada.post("/runs", [("scenario", Self.scenario)])
    #expect(ada.status == 200 && ada.address.hasPrefix("/runs/"), "\(ada.page)")
    let run = ada.address
    try await bob.get(run)
    #expect(bob.status == 200 && bob.page.contains("data-seat=\"2\""))
    try await ada.post(run + "/commands", [("words", "check")])
    #expect(ada.status == 200 && ada.page.contains("class=\"notice"))
    try await ada.post(run + "/commands", [("words", "giveup")])
    #expect(ada.page.contains("The incident is over"), "\(ada.page)")
    // The card is computed once more before there is anything to look back at.
    let replay = run + "/replay"
    for _ in 0..<2000 where ada.address != replay || ada.status != 200 { try await ada.get(replay) }
    for path in [
      replay, "/runs", "/board", "/board/scenarios/" + Self.scenario, "/players/Bob", "/account", "/",
    ] {
      try await ada.get(path)
      #expect(ada.status == 200, "\(path): \(ada.page)")
    }
    try await ada.get("/api/v1" + run + "/report")
    #expect(ada.status == 200)
    for place in ["/scenarios", run, "/runs"] { #expect(ada.page.contains("<a href=\"\(place)\">"), "\(place)") }
    try await ada.post("/account/tokens", [("name", "laptop")])
    #expect(ada.page.contains("It is shown this once"))
  }

  @Test("Whoever types a wrong password sees the form again, with what is wrong.")
  func wrongPassword() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    _ = try await signUp("Ada", at: played)
    let other = Browser(played)
    try await other.post("/signin", [("name", "Ada"), ("password", "wrong horse")])
    #expect(other.status == 401)
    #expect(other.page.contains("role=\"alert\"") && other.page.contains("value=\"Ada\""))
    #expect(other.cookie == nil)
  }

  @Test("A run of another team is no page for others, nor for guests.")
  func runsOfOthers() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let ada = try await signUp("Ada", at: played)
    try await ada.post("/runs", [("scenario", Self.scenario)])
    let run = ada.address
    let eve = try await signUp("Eve", at: played)
    for path in [run, run + "/replay", "/runs/999"] {
      try await eve.get(path)
      #expect(eve.status == 404, "\(path)")
      #expect(eve.page.contains("<h1>There is no such page</h1>"))
    }
    try await ada.get(run + "/replay")
    #expect(ada.status == 409, "a run that goes on tells nothing of what is wrong")
  }

  /// Thirty-five teams come on two pages, and those of a name on one; who lets one in again is where they were.
  private func lookThroughTeams(_ olga: Browser, at played: PlayedSite) async throws {
    let friday = try #require(try played.archive.competition(slug: "friday"))
    for number in 1...35 {
      let account = try played.archive.createAccount(name: "Owl \(number)", role: .player, at: 1)
      _ = try played.archive.enter(
        account.soloTeam, in: friday.id, bracket: "Students", by: account.id, at: Int64(number))
    }
    let teams = "/organise/competitions/friday/teams"
    func count(_ page: String) -> Int { page.components(separatedBy: "<th scope=\"row\">").count - 1 }
    try await olga.get(teams)
    #expect(count(olga.page) == 20 && olga.page.contains("35 teams"))
    try await olga.get(teams + "?page=2")
    #expect(count(olga.page) == 15 && olga.page.contains("page=2\" aria-current=\"page\""))
    try await olga.get(teams + "?text=OWL+3&page=99")
    #expect(count(olga.page) == 7 && olga.page.contains("value=\"OWL 3\""))
    try await olga.get(teams + "?text=nobody")
    #expect(count(olga.page) == 0 && olga.page.contains("No team is called so."))
    let team = try #require(try played.archive.account(named: "Owl 35")?.soloTeam)
    try await olga.post(
      "/api/v1/competitions/friday/disqualify",
      [("then", teams + "?text=Owl%2035&page=1&done=1"), ("team", "\(team)"), ("reason", "two accounts")])
    #expect(olga.page.contains("Done.") && olga.page.contains("two accounts") && count(olga.page) == 1)
  }

  @Test("An organiser makes a competition and sees all of it, and players see what is theirs.")
  func organising() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let olga = try await signUp("Olga", at: played)
    let account = try #require(try played.archive.account(named: "Olga"))
    _ = try played.archive.setRole(.admin, of: account.id, at: 0, by: .console)
    try await olga.get("/organise")
    #expect(olga.page.contains("name=\"ownTools\" value=\"on\" checked"))
    #expect(olga.page.contains("name=\"hints\" value=\"on\" checked"))
    try await olga.post(
      "/api/v1/competitions",
      [
        ("then", "/organise?done=1"), ("name", "Friday <night>"), ("slug", "friday"), ("about", "Line one\r\nLine two"),
        ("starts", "2026-01-01T00:00"), ("ends", "2026-12-31T23:00"), ("freezesAt", "2026-12-31T22:00"),
        ("brackets", "Students\r\nProfessionals\r\n"), ("ownTools", "on"),
      ])
    #expect(olga.page.contains("Done.") && olga.page.contains("Friday &lt;night&gt;"), "\(olga.page)")
    let made = try #require(try played.archive.competition(slug: "friday"))
    #expect(made.freezesAt == MomentText.microseconds("2026-12-31T22:00"))
    #expect(made.freezesAt == MomentText.microseconds("2026-12-31T22:00Z"))
    #expect(made.rules.brackets == ["Students", "Professionals"] && made.rules.ownTools && !made.rules.hints)
    try await olga.post(
      "/api/v1/competitions",
      [
        ("then", "/organise?done=1"), ("name", "Plain"), ("slug", "plain"), ("about", ""),
        ("starts", "2026-01-01T00:00"), ("ends", "2026-12-31T23:00"), ("freezesAt", ""), ("brackets", ""),
        ("draft", "on"),
      ])
    #expect(try played.archive.competition(slug: "plain") == nil)
    try await olga.get("/organise/competitions/plain")
    #expect(olga.page.contains("This is a draft"))
    try await olga.post(
      "/api/v1/competitions/plain/publish", [("then", "/organise/competitions/plain?done=1")])
    #expect(olga.page.contains("Done.") && !olga.page.contains("This is a draft"))
    let plain = try #require(try played.archive.competition(slug: "plain"))
    #expect(plain.freezesAt == nil && plain.rules.brackets.isEmpty)
    try await olga.post(
      "/api/v1/competitions/friday/scenarios",
      [
        ("then", "/organise/competitions/friday/scenarios?done=1"), ("scenario", Self.scenario), ("position", "1"),
        ("weight", "150"), ("releasesAt", ""), ("requires", ""),
      ])
    #expect(olga.page.contains("counts 150 %"), "\(olga.page)")
    for tab in OrganisedCompetition.Tab.allCases {
      try await olga.get("/organise/competitions/friday" + (tab == .overview ? "" : "/" + tab.rawValue))
      #expect(olga.status == 200 && olga.page.contains("aria-current=\"page\">\(tab.title)"), "\(tab)")
    }
    try await olga.post("/organise/accounts", [("name", "Linus"), ("role", "player")])
    #expect(olga.page.contains("/links/"))
    for path in [
      "/organise/accounts", "/organise/audit", "/competitions", "/competitions/friday", "/competitions/friday/board",
    ] {
      try await olga.get(path)
      #expect(olga.status == 200, "\(path)")
    }
    let eve = try await signUp("Eve", at: played)
    try await lookThroughTeams(olga, at: played)
    try await eve.get("/organise/competitions/friday/stuck")
    #expect(eve.status == 403 && !eve.page.contains(Self.scenario))
  }
}

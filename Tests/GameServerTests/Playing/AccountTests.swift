import KubernetesModel
import Leaderboard
import Testing

@testable import GameServer

@Suite struct AccountTests {
  private func browser(
    _ site: Site, _ method: SiteRequest.Method, _ path: String, cookie: String = "", form: String = ""
  )
    async throws -> SiteResponse
  {
    var headers = ["host": "test", "content-type": "application/x-www-form-urlencoded"]
    if !cookie.isEmpty {
      headers["cookie"] = "firedrill=" + cookie
      headers["x-csrf-token"] = SessionCookie.csrfToken(of: cookie)
    }
    return await site.answer(
      try #require(SiteRequest(method, path, headers: headers, body: Array(form.utf8), remoteAddress: "192.0.2.1")))
  }

  private func cookie(_ response: SiteResponse) -> String {
    let header = response.header("set-cookie") ?? ""
    return String(header.dropFirst("firedrill=".count).prefix { $0 != ";" })
  }

  @Test("Who signs up is signed in, signs out, and signs in again with the password alone.")
  func signing() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let site = played.site
    let up = try await browser(site, .post, "/api/v1/signup", form: "name=Ada&password=correct+horse&then=/")
    #expect(up.status == 303)
    #expect(up.header("set-cookie")?.contains("HttpOnly; SameSite=Lax") == true)
    let first = cookie(up)
    #expect(try await browser(site, .get, "/api/v1/me", cookie: first).status == 200)
    #expect(try await browser(site, .post, "/api/v1/signout", cookie: first).status == 204)
    #expect(try await browser(site, .get, "/api/v1/me", cookie: first).status == 401)
    #expect(try await browser(site, .post, "/api/v1/signin", form: "name=Ada&password=wrong").status == 401)
    let again = try await browser(site, .post, "/api/v1/signin", form: "name=ada&password=correct+horse")
    #expect(again.status == 200)
    #expect(try await browser(site, .get, "/api/v1/me", cookie: cookie(again)).status == 200)
    #expect(!again.text.contains("scrypt") && !up.text.contains("scrypt"))
  }

  @Test("Nobody learns from an answer whether a name exists.")
  func unknownNames() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    _ = try await played.signUp("Ada")
    let known = try await played.ask(.post, "/api/v1/signin", ["name": "Ada", "password": "whatever1"])
    let unknown = try await played.ask(.post, "/api/v1/signin", ["name": "Bob", "password": "whatever1"])
    #expect(known.status == 401 && known.json == unknown.json)
  }

  @Test("An admin deletes an account: it is signed out, its run is over, and its team plays on without it.")
  func deleting() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let admin = try await played.signUp("Root", role: .admin)
    let (zed, bob) = (try await played.signUp("Zed"), try await played.signUp("Bob"))
    let alone = try await played.ask(.post, "/api/v1/runs", as: zed, ["scenario": "corner-shop"])
    let run = try #require(alone.json["run"]?.intValue, "\(alone.json)")
    _ = try await played.type("kubectl get pods", run: run, as: zed)
    let team = try await played.team("Ops", [zed, bob])
    let shared = try await played.ask(.post, "/api/v1/runs", as: bob, ["scenario": "night-shop"])
    let sharedRun = try #require(shared.json["run"]?.intValue, "\(shared.json)")
    _ = try await played.type("kubectl get pods", run: sharedRun, as: zed)
    let id = try #require(try played.archive.account(named: "Zed")?.id)
    let path = "/api/v1/accounts/\(id)"
    for confirm in [[:], ["confirm": "zed"]] as [JSONValue] {
      #expect(try await played.ask(.delete, path, as: admin, confirm).status == 400)
    }
    #expect(try await played.ask(.delete, path, as: bob, ["confirm": "Zed"]).status == 403)
    #expect(try await played.ask(.get, "/api/v1/me", as: zed).status == 200)
    let deleted = try await played.ask(.delete, path, as: admin, ["confirm": "Zed"])
    #expect(deleted.status == 200 && deleted.json["name"]?.stringValue == "Deleted player \(id)", "\(deleted.json)")
    #expect(try await played.ask(.get, "/api/v1/me", as: zed).status == 401)
    #expect(try await played.ask(.delete, path, as: admin, ["confirm": .string("Deleted player \(id)")]).status == 404)
    #expect(try played.archive.run(run)?.ended != nil)
    #expect(try await played.type("echo on", run: sharedRun, as: bob).contains("on"))
    #expect(try played.archive.team(team)?.captain == played.archive.account(named: "Bob")?.id)
    let profile = try await played.ask(.get, Path.to("players", "Deleted player \(id)"), as: bob)
    #expect(profile.status == 200 && profile.json.stringValue?.contains("Zed") == false)
    #expect(try await played.ask(.get, Path.to("players", "Zed"), as: bob).status == 404)
    let list = try await played.ask(.get, "/organise/accounts", as: admin).json.stringValue ?? ""
    #expect(list.contains("Bob") && !list.contains("Zed") && !list.contains("Deleted player"))
    let own = try #require(try played.archive.account(named: "Root")?.id)
    #expect(try await played.ask(.delete, "/api/v1/accounts/\(own)", as: admin, ["confirm": "Root"]).status == 409)
    await played.backstage.hall.stop()
  }

  @Test("A link signs in once, and a personal token until it is deleted.")
  func linksAndTokens() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let admin = try await played.signUp("Root", role: .admin)
    let made = try await played.ask(.post, "/api/v1/accounts", as: admin, ["name": "Olga", "role": "organiser"])
    let link = try #require(made.json["link"]?.stringValue?.split(separator: "/").last, "\(made.json)")
    let used = try await played.ask(.post, "/api/v1/links/\(link)", ["token": "laptop"])
    let token = try #require(used.json["token"]?.stringValue)
    #expect(used.json.at("account", "role") == "organiser")
    #expect(try await played.ask(.post, "/api/v1/links/\(link)", ["token": "again"]).status == 404)
    let tokens = try await played.ask(.get, "/api/v1/tokens", as: token)
    let id = try #require(tokens.json["tokens"]?[0]?["id"]?.intValue)
    #expect(!"\(tokens.json)".contains(token))
    #expect(try await played.ask(.delete, "/api/v1/tokens/\(id)", as: token).status == 204)
    #expect(try await played.ask(.get, "/api/v1/me", as: token).status == 401)
  }

  @Test("Who is disabled is out at once, and the last admin stays.")
  func disabling() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let admin = try await played.signUp("Root", role: .admin)
    let eve = try await played.signUp("Eve")
    let accounts = try await played.ask(.get, "/api/v1/accounts", as: admin)
    #expect(accounts.json["accounts"]?.arrayValue?.count == 2)
    #expect(try await played.ask(.post, "/api/v1/accounts/2/disable", as: admin).status == 200)
    #expect(try await played.ask(.get, "/api/v1/me", as: eve).status == 401)
    #expect(try await played.ask(.post, "/api/v1/accounts/1/disable", as: admin).status == 409)
    #expect(try await played.ask(.put, "/api/v1/accounts/1/role", as: admin, ["role": "player"]).status == 409)
  }

  @Test(
    "Names that nobody can have are refused in words.",
    arguments: ["", " ", String(repeating: "x", count: 10_000), "a\u{202E}b", "a\u{0}b", "\u{200B}", "bell\u{7}"])
  func names(name: String) async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let answer = try await played.ask(.post, "/api/v1/signup", ["name": .string(name), "token": "t"])
    #expect(answer.status == 400)
    #expect(answer.json["field"] == "name")
    #expect(answer.json["message"]?.stringValue?.isEmpty == false)
  }

  @Test("Guessing is slowed down by name and by address.")
  func guessing() async throws {
    var settings = SiteSettings()
    // It does not fill up again while the test runs, however long that takes.
    settings.rates.signIn = Rate(burst: 10, every: .seconds(3600))
    let played = try PlayedSite(settings: settings)
    defer { played.remove() }
    var last = 0
    for number in 0..<12 {
      last = try await played.ask(.post, "/api/v1/signin", ["name": "Ada", "password": .string("guess \(number)")])
        .status
    }
    #expect(last == 429)
  }

  @Test("A team is joined by its invitation alone, and what is the captain's is not the members'.")
  func teams() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let ada = try await played.signUp("Ada")
    let bob = try await played.signUp("Bob")
    let eve = try await played.signUp("Eve")
    let team = try await played.team("Ops", [ada, bob])
    #expect(try await played.ask(.get, "/api/v1/teams/\(team)", as: eve).status == 404)
    #expect(try await played.ask(.post, "/api/v1/teams/\(team)/invite", as: bob).status == 409)
    #expect(try await played.ask(.post, "/api/v1/teams/join", as: eve, ["code": "guess"]).status == 409)
    let members = try await played.ask(.get, "/api/v1/teams/\(team)", as: bob)
    #expect(members.json["members"]?.arrayValue?.count == 2)
    #expect(try await played.ask(.post, "/api/v1/teams/\(team)/leave", as: bob).status == 204)
    #expect(try await played.ask(.get, "/api/v1/teams/\(team)", as: bob).status == 404)
  }
}

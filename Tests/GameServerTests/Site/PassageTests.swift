import KubernetesModel
import Testing

@testable import GameServer

@Suite struct PassageTests {
  /// A route of every kind of access.
  static let routes: [Route] = {
    let accesses: [(String, Access)] = [
      ("anyone", .anyone), ("player", .player), ("author", .author), ("organiser", .organiser), ("admin", .admin),
      ("team/{team}", .member(of: .team)), ("run/{run}", .member(of: .run)),
    ]
    return accesses.flatMap { name, access in
      ["/api/v1/", "/"].flatMap { prefix in
        [SiteRequest.Method.get, .post, .delete].map { method in
          Route(method, prefix + name, access, "Tries") { call throws(SiteError) in
            .text(call.visitor?.name ?? "nobody")
          }
        }
      }
    }
  }()

  @Test("Every kind of route refuses whoever has no business there.")
  func refusals() async throws {
    var settings = SiteSettings()
    settings.rates.usual = Rate(burst: 100_000, every: .milliseconds(1))
    #expect(try await RefusalWalk(site: .of(Self.routes, settings: settings)).failures() == [])
  }

  @Test(
    "Whoever may is let through.",
    arguments: [
      ("GET", "/api/v1/anyone", nil), ("GET", "/api/v1/player", "player"), ("POST", "/api/v1/player", "organiser"),
      ("POST", "/author", "author"), ("DELETE", "/api/v1/organiser", "admin"), ("GET", "/team/1", "player"),
      ("POST", "/api/v1/run/1", "player"), ("HEAD", "/admin", "admin"), ("POST", "/anyone", nil),
    ] as [(String, String, String?)])
  func admission(method: String, target: String, name: String?) async throws {
    let request = try SiteRequest.make(try #require(.init(rawValue: method)), target, as: name)
    let response = await Site.of(Self.routes).answer(request)
    #expect(response.status == 200)
    #expect(response.text == name ?? "nobody")
  }

  @Test("A personal token needs no second one, and a wrong token is refused everywhere.")
  func personalTokens() async throws {
    let site = Site.of(Self.routes)
    let good = ["authorization": "Bearer organiser"]
    #expect(await site.answer(try .make(.post, "/api/v1/organiser", headers: good)).status == 200)
    for wrong in ["Bearer nobody", "Bearer", "Basic b3JnYW5pc2Vy", "Bearer a b", ""] {
      #expect(await site.answer(try .make(.get, "/api/v1/anyone", headers: ["authorization": wrong])).status == 401)
    }
  }

  @Test("What is there for others looks like what is not there.")
  func nothingToSee() async throws {
    let site = Site.of(Self.routes)
    let others = await site.answer(try .make(.get, "/api/v1/team/2", as: "player"))
    let nowhere = await site.answer(try .make(.get, "/api/v1/nowhere", as: "player"))
    #expect(others.status == 404)
    #expect(others.text == nowhere.text)
    #expect(others.headers.map(\.value) == nowhere.headers.map(\.value))
  }

  @Test("A form tells its method, carries its token, and leads on to where it says.")
  func forms() async throws {
    let site = Site.of(Self.routes)
    let token = SessionCookie.csrfToken(of: "player")
    func answer(_ body: String) async throws -> SiteResponse {
      let type = ["content-type": "application/x-www-form-urlencoded"]
      return await site.answer(try .make(.post, "/api/v1/player", as: "player", csrf: "", headers: type, body: body))
    }
    #expect(try await answer("then=/teams&csrf=wrong").status == 403)
    let done = try await answer("then=/teams&csrf=\(token)&_method=DELETE")
    #expect(done.status == 303)
    #expect(done.header("location") == "/teams")
    #expect(try await answer("then=//evil.example&csrf=\(token)").header("location") == "/")
    #expect(try await answer("csrf=\(token)&_method=GET").status == 400)
    #expect(try await answer("csrf=\(token)&_method=PATCH").status == 405)
  }

  @Test("Every answer keeps browsers from what is none of the site's, and answers to accounts are not kept.")
  func headers() async throws {
    let site = Site.of(Self.routes, settings: SiteSettings(publicURL: "https://drill.example"))
    for (path, name) in [("/api/v1/anyone", nil), ("/player", "player"), ("/none", nil)] as [(String, String?)] {
      let response = await site.answer(try .make(.get, path, as: name))
      #expect(response.header("content-security-policy") == SecurityHeaders.contentPolicy)
      #expect(response.header("x-content-type-options") == "nosniff")
      #expect(response.header("cache-control") == "no-store")
      #expect(response.header("strict-transport-security") != nil)
    }
  }

  @Test("Whoever asks too often is told when to come back; others are not concerned.")
  func rates() async throws {
    var settings = SiteSettings()
    settings.rates.usual = Rate(burst: 2, every: .seconds(60))
    let site = Site.of(Self.routes, settings: settings)
    for _ in 0..<2 { #expect(await site.answer(try .make(.get, "/player", as: "player")).status == 200) }
    let refused = await site.answer(try .make(.get, "/player", as: "player"))
    #expect(refused.status == 429)
    #expect(refused.header("retry-after").flatMap { Int($0) }.map { (1...60).contains($0) } == true)
    #expect(await site.answer(try .make(.get, "/author", as: "author")).status == 200)
  }

  @Test("What pages load with them counts for nobody, and what is refused says so to everybody else.")
  func assetsAreFree() async throws {
    var settings = SiteSettings()
    settings.rates.usual = Rate(burst: 2, every: .seconds(60))
    let site = Site.of(Self.routes + PageRoutes.all, settings: settings)
    for name in [nil, "player", "nobody"] {
      for _ in 0..<20 {
        #expect(await site.answer(try .make(.get, Asset.style.path, as: name)).status == 200)
        #expect(await site.answer(try .make(.head, Asset.icon.path, as: name)).status == 200)
        #expect(await site.answer(try .make(.get, "/assets/none.css", as: name)).status == 404)
      }
    }
    for _ in 0..<2 { #expect(await site.answer(try .make(.get, "/anyone")).status == 200) }
    #expect(await site.answer(try .make(.get, "/anyone")).status == 429)
    #expect(await site.answer(try .make(.post, Asset.style.path)).status == 429)
    #expect(await site.answer(try .make(.get, Asset.style.path)).status == 200)
  }

  @Test("Nobody holds any number of connections with streams of events, and one that ends makes room.")
  func streams() async throws {
    let bus = EventBus(epoch: "e")
    let site = Site.of([Route(.get, "/events", .player) { _ in .events(bus.follow([.board], after: nil)) }])
    func open() async throws -> SiteResponse { await site.answer(try .make(.get, "/events", as: "player")) }
    var first: SiteResponse?
    for _ in 0..<StreamCounts.ofAccount {
      let response = try await open()
      #expect(response.status == 200)
      first = first ?? response
    }
    #expect(try await open().status == 429)
    #expect(bus.readerCount == StreamCounts.ofAccount)
    if case .events(let feed)? = first?.body { feed.end() }
    #expect(try await open().status == 200)
  }

  @Test("The document tells of every route of the API, and of no page.")
  func document() throws {
    let document = SiteDocument.make(RouteTable(Self.routes + [Route(.get, "/page", .anyone) { _ in .done }]))
    let paths = try #require(document["paths"]?.objectValue)
    #expect(Set(paths.keys) == Set(Self.routes.map(\.pattern)))
    #expect(document.at("paths", "/api/v1/run/{run}", "get")?["parameters"]?[0]?["name"] == "run")
  }
}

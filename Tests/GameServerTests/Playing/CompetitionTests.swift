import KubernetesModel
import Leaderboard
import Scenarios
import SimulationKernel
import Testing

@testable import GameServer

@Suite struct CompetitionTests {
  private static let scenario = "corner-shop"

  /// A site with an organiser, a team of two, and a competition that runs.
  private struct Evening {
    let played: PlayedSite
    let organiser: String
    let ada: String
    let bob: String
    let team: Int64
    let path: String
  }

  private func prepare(_ rules: JSONValue = [:]) async throws -> Evening {
    let played = try PlayedSite()
    let organiser = try await played.signUp("Olga", role: .organiser)
    let (ada, bob) = (try await played.signUp("Ada"), try await played.signUp("Bob"))
    let team = try await played.team("Ops", [ada, bob])
    let now = ServerClock().now.microseconds
    var body = rules
    body["name"] = "Game Day"
    body["starts"] = .integer(now - 60_000_000)
    body["ends"] = .integer(now + 3_600_000_000)
    let made = try await played.ask(.post, "/api/v1/competitions", as: organiser, body)
    try #require(made.status == 201, "\(made.json)")
    let path = "/api/v1/competitions/game-day"
    let added = try await played.ask(
      .post, path + "/scenarios", as: organiser, ["scenario": .string(Self.scenario)])
    try #require(added.status == 200, "\(added.json)")
    let joined = try await played.ask(.post, path + "/join", as: ada)
    try #require(joined.status == 200, "\(joined.json)")
    return Evening(played: played, organiser: organiser, ada: ada, bob: bob, team: team, path: path)
  }

  @Test("An evening: a team plays, is paused, gets an award, and its result is exported.")
  func evening() async throws {
    let evening = try await prepare(["hints": false])
    let (played, path) = (evening.played, evening.path)
    defer { played.remove() }
    let begun = try await played.ask(
      .post, "/api/v1/runs", as: evening.bob, ["scenario": .string(Self.scenario), "competition": "game-day"])
    let run = try #require(begun.json["run"]?.intValue, "\(begun.json)")
    let hint = try await played.ask(.post, "/api/v1/runs/\(run)/commands", as: evening.ada, ["words": ["hint", "yes"]])
    #expect(hint.json["text"]?.stringValue?.isEmpty == false)
    let view = try await played.ask(.get, "/api/v1/runs/\(run)", as: evening.ada).json["view"]
    #expect(view?["hintsTaken"] == 0 && view?["nextHintPrice"] == nil)
    let stuck = try await played.ask(.get, path + "/stuck", as: evening.organiser)
    #expect(stuck.json["runs"]?[0]?["missing"]?.arrayValue?.isEmpty == false)
    #expect(try await played.ask(.get, path + "/stuck", as: evening.ada).status == 403)

    #expect(try await played.ask(.post, path + "/pause", as: evening.organiser).status == 200)
    let refused = try await played.ask(.post, "/api/v1/runs/\(run)/lines", as: evening.ada, ["line": "ls"])
    #expect(refused.status == 409 && refused.json["message"] == "The competition is paused.", "\(refused.json)")
    #expect(try await played.ask(.post, path + "/resume", as: evening.organiser).status == 200)
    #expect(try await played.type("echo on", run: run, as: evening.ada).contains("on"))

    let award: JSONValue = ["team": .integer(evening.team), "points": 5, "reason": "for the best story"]
    #expect(try await played.ask(.post, path + "/awards", as: evening.organiser, award).status == 201)
    let csv = try await played.ask(.get, path + "/export.csv", as: evening.organiser).json.stringValue ?? ""
    #expect(csv.contains("Ops") && csv.contains("5"))
    let feed = try await played.ask(.get, path + "/ctftime.json").json
    #expect(feed["standings"]?[0]?["team"] == "Ops")
    let audit = try await played.ask(.get, path + "/audit", as: evening.organiser).json["audit"]?.arrayValue ?? []
    let actions = Set(audit.compactMap { $0["action"]?.stringValue })
    #expect(actions.isSuperset(of: ["competition.create", "competition.pause", "competition.resume", "award"]))

    let outside: JSONValue = ["scenario": .string(Self.scenario)]
    #expect(try await played.ask(.post, "/api/v1/runs", as: evening.ada, outside).status == 409)
    let end = try await played.ask(.post, "/api/v1/runs/\(run)/commands", as: evening.ada, ["words": ["giveup"]])
    #expect(end.json["status"] == 0, "\(end.json)")
    #expect(try await played.ask(.get, path + "/stuck", as: evening.organiser).json["runs"] == [])
    await played.backstage.hall.end(run)
    let report = try await played.ask(.get, "/api/v1/runs/\(run)/report", as: evening.ada).json.stringValue ?? ""
    #expect(report.contains("<a href=\"/competitions/game-day\">Game Day</a>"))
    #expect(report.contains("<a href=\"/runs/\(run)\">"))
    await played.backstage.hall.stop()
  }

  @Test("An archive of a competition makes the same one elsewhere, and rubbish none.")
  func export() async throws {
    let evening = try await prepare()
    let other = try PlayedSite()
    defer {
      evening.played.remove()
      other.remove()
    }
    let organiser = try await other.signUp("Otto", role: .organiser)
    func send(_ body: [UInt8], _ query: String = "") async throws -> SiteResponse {
      await other.site.answer(
        try #require(
          SiteRequest(
            .post, "/api/v1/import" + query,
            headers: ["authorization": "Bearer " + organiser, "content-type": "application/x-ndjson"], body: body)))
    }
    let request = try #require(
      SiteRequest(.get, evening.path + "/archive", headers: ["authorization": "Bearer " + evening.organiser]))
    guard case .bytes(let bytes) = await evening.played.site.answer(request).body else { throw SiteError(500, "none") }
    #expect(try await send(bytes).status == 201)
    let again = try await send(bytes)
    #expect(again.status == 409 && again.text.contains("which is here already, as game-day"), "\(again.text)")
    #expect(try await send(bytes, "?copy=yes").status == 201)
    #expect(try await send(Array(bytes.dropLast(20))).status == 400)
    #expect(try await send(Array("rubbish\n".utf8)).status == 400)
    #expect(try await send([]).status == 400)
    let standings = try await other.ask(.get, "/api/v1/competitions/game-day/standings").json
    #expect(standings["rows"]?[0]?["name"] == "Ops")
  }

  @Test("A draft is nowhere to be found for players and guests, until an organiser publishes it.")
  func drafts() async throws {
    let played = try PlayedSite()
    defer { played.remove() }
    let organiser = try await played.signUp("Olga", role: .organiser)
    let ada = try await played.signUp("Ada")
    let now = ServerClock().now.microseconds
    let made = try await played.ask(
      .post, "/api/v1/competitions", as: organiser,
      [
        "name": "Surprise", "starts": .integer(now - 60_000_000), "ends": .integer(now + 3_600_000_000), "draft": true,
      ])
    #expect(made.status == 201 && made.json["isDraft"] == true, "\(made.json)")
    _ = try await played.ask(
      .post, "/api/v1/competitions/surprise/scenarios", as: organiser, ["scenario": .string(Self.scenario)])
    let lists = ["/", "/competitions", "/api/v1/competitions"]
    let places = played.site.table.routes.filter { $0.method == .get && $0.pattern.contains("{slug}") }.map {
      $0.pattern.replacing("{slug}", with: "surprise")
    }
    #expect(places.count > 15)
    for token in [nil, ada] {
      for place in lists {
        let answer = try await played.ask(.get, place, as: token)
        #expect(answer.status == 200 && !"\(answer.json)".lowercased().contains("surprise"), "\(place)")
      }
      for place in places {
        // Of those for organisers nobody else learns either way.
        let hidden = try await played.ask(.get, place, as: token).status
        let missing = try await played.ask(.get, place.replacing("surprise", with: "none"), as: token).status
        #expect(hidden == missing && hidden != 200, "\(place): \(hidden)")
      }
    }
    let run: JSONValue = ["scenario": .string(Self.scenario), "competition": "surprise"]
    #expect(try await played.ask(.post, "/api/v1/runs", as: ada, run).status == 404)
    #expect(try await played.ask(.post, "/api/v1/competitions/surprise/join", as: ada).status == 404)
    #expect(try await played.ask(.post, "/api/v1/competitions/surprise/publish", as: ada).status == 403)

    for place in ["/competitions", "/organise", "/organise/competitions/surprise", "/competitions/surprise"] {
      let page = try await played.ask(.get, place, as: organiser).json.stringValue ?? ""
      #expect(page.contains("Surprise") && page.contains(">draft</span>"), "\(place)")
    }
    let listed = try await played.ask(.get, "/api/v1/competitions", as: organiser).json
    #expect(listed["competitions"]?[0]?["isDraft"] == true)
    #expect(try await played.ask(.post, "/api/v1/competitions/surprise/join", as: organiser).status == 409)
    let published = try await played.ask(.post, "/api/v1/competitions/surprise/publish", as: organiser)
    #expect(published.status == 200 && published.json["isDraft"] == false)
    #expect(try await played.ask(.get, "/competitions", as: ada).json.stringValue?.contains("Surprise") == true)
    #expect(try await played.ask(.post, "/api/v1/competitions/surprise/join", as: ada).status == 200)
    #expect(try await played.ask(.post, "/api/v1/runs", as: ada, run).status == 201)
    #expect(try await played.ask(.post, "/api/v1/competitions/surprise/publish", as: organiser).status == 409)
    await played.backstage.hall.stop()
  }

  @Test("What is not released, and what is frozen, is told to organisers alone.")
  func nothingTooEarly() async throws {
    let evening = try await prepare()
    let (played, path) = (evening.played, evening.path)
    defer { played.remove() }
    let later: JSONValue = [
      "scenario": "night-shop", "releasesAt": .integer(ServerClock().now.microseconds + 1_800_000_000),
    ]
    #expect(try await played.ask(.post, path + "/scenarios", as: evening.organiser, later).status == 200)
    for token in [nil, evening.ada] {
      for page in ["", "/standings", "/announcements", "/ctftime.json"] {
        #expect(!"\(try await played.ask(.get, path + page, as: token).json)".contains("night-shop"))
      }
    }
    #expect("\(try await played.ask(.get, path, as: evening.organiser).json)".contains("night-shop"))
    let early = try await played.ask(
      .post, "/api/v1/runs", as: evening.ada, ["scenario": "night-shop", "competition": "game-day"])
    #expect(early.status == 409)
    #expect(try await played.ask(.post, path + "/freeze", as: evening.organiser).status == 200)
    let award: JSONValue = ["team": .integer(evening.team), "points": 77, "reason": "late"]
    #expect(try await played.ask(.post, path + "/awards", as: evening.organiser, award).status == 201)
    #expect(try await played.ask(.get, path + "/standings", as: evening.ada).json["rows"]?[0]?["score"] == 0)
    let all = try await played.ask(.get, path + "/standings?frozen=no", as: evening.organiser).json
    #expect(all["rows"]?[0]?["score"] == 77)
    // Asking for it does not make a player an organiser.
    let asked = try await played.ask(.get, path + "/standings?frozen=no", as: evening.ada).json
    #expect(asked["rows"]?[0]?["score"] == 0)
  }

  @Test(
    "A hint costs what the competition asks: on the page, in the view, on the card and in the ranking.",
    arguments: [100, 50, 0, nil])
  func hintPrice(percent: Int?) async throws {
    let evening = try await prepare(percent.map { ["hintPricePercent": JSONValue($0)] } ?? ["hints": false])
    let played = evening.played
    defer { played.remove() }
    let begun = try await played.ask(
      .post, "/api/v1/runs", as: evening.ada, ["scenario": .string(Self.scenario), "competition": "game-day"])
    let run = try #require(begun.json["run"]?.intValue, "\(begun.json)")
    let path = "/api/v1/runs/\(run)"
    _ = try await played.type("kubectl get pods", run: run, as: evening.ada)
    let usual = try played.backstage.shelf.prepared(Self.scenario, seed: 1, at: ServerClock().now).scenario.rules.hints
    // What is not whole is rounded up.
    let prices = percent.map { percent in usual.prefix(2).map { ($0 * percent + 99) / 100 } } ?? []
    func view() async throws -> JSONValue { try await played.ask(.get, path, as: evening.bob).json["view"] ?? .null }
    let points = try #require(try await view()["points"]?.intValue)
    #expect(points > Int64(usual.prefix(2).reduce(0, +)))
    for (taken, price) in prices.enumerated() {
      let page = try await played.ask(.get, "/runs/\(run)", as: evening.bob).json.stringValue ?? ""
      #expect(page.contains("It costs <span id=\"v-price\">\(price)</span> points"))
      #expect(try await view()["nextHintPrice"]?.intValue == Int64(price))
      let reply = try await played.ask(.post, path + "/commands", as: evening.ada, ["words": ["hint", "yes"]])
      #expect(reply.json["status"] == 0, "\(reply.json)")
      let after = try await view()
      #expect(after["hintsTaken"]?.intValue == Int64(taken + 1))
      #expect(after["points"]?.intValue == points - Int64(prices.prefix(taken + 1).reduce(0, +)))
    }
    if percent == nil {
      _ = try await played.ask(.post, path + "/commands", as: evening.ada, ["words": ["hint", "yes"]])
      let page = try await played.ask(.get, "/runs/\(run)", as: evening.bob).json.stringValue ?? ""
      #expect(page.contains("There are none here.") && !page.contains("v-price"))
      let after = try await view()
      #expect(after["nextHintPrice"] == nil && after["hintsTaken"] == 0 && after["points"]?.intValue == points)
    }
    try await checkResult(evening, run, points: points, prices: prices)
  }

  /// Gives the run up, and looks at what it came to.
  private func checkResult(_ evening: Evening, _ run: Int64, points: Int64, prices: [Int]) async throws {
    let (played, path) = (evening.played, "/api/v1/runs/\(run)")
    try await played.giveUp(run, as: evening.ada)
    let card = try await played.ask(.get, path + "/card", as: evening.ada).json
    let cost = prices.reduce(0, +)
    #expect(card["points"]?.intValue == points - Int64(cost), "\(card)")
    let part = card["parts"]?.arrayValue?.first { $0["name"] == "hints" }
    #expect((part?["points"]?.intValue ?? 0) == Int64(-cost))
    #expect(card["hints"]?.arrayValue?.compactMap { $0["points"]?.intValue } == prices.map { Int64(-$0) })
    let row = try await played.ask(.get, evening.path + "/standings").json["rows"]?[0]
    #expect(row?["cells"]?[Self.scenario]?["points"]?.intValue == points - Int64(cost))
    #expect(row?["score"]?.intValue == points - Int64(cost))
    await played.backstage.hall.stop()
  }

  @Test("Who has a drill's page open is told when the competition ends later, and so is whoever comes back.")
  func laterEnd() async throws {
    let evening = try await prepare()
    let (played, path) = (evening.played, evening.path)
    defer { played.remove() }
    let begun = try await played.ask(
      .post, "/api/v1/runs", as: evening.ada, ["scenario": .string(Self.scenario), "competition": "game-day"])
    let run = try #require(begun.json["run"]?.intValue, "\(begun.json)")
    func deadlines(_ feed: EventFeed) async throws -> [Int64] {
      guard case .events(let events) = await feed.next() else { return [] }
      return try events.filter { $0.name == "deadline" }.compactMap { try JSONParser.parse($0.data)["at"]?.intValue }
    }
    let feed = try await played.follow(run, as: evening.ada)
    let before = try #require(try await played.ask(.get, path).json["ends"]?.intValue)
    #expect(try await deadlines(feed) == [before])
    #expect(try await played.ask(.post, path + "/pause", as: evening.organiser).status == 200)
    let resumed = try await played.ask(.post, path + "/resume", as: evening.organiser, ["extendsEnd": true])
    let after = try #require(resumed.json["ends"]?.intValue)
    #expect(after > before)
    #expect(try await deadlines(feed) == [after])
    let comingBack = try await played.follow(run, as: evening.bob)
    #expect(try await deadlines(comingBack) == [after])
    #expect(try await played.ask(.get, "/api/v1/runs/\(run)", as: evening.bob).json["deadline"]?.intValue == after)
    await played.backstage.hall.stop()
  }

  @Test("A run whose time is up takes nothing more, and ends with its time.")
  func deadline() async throws {
    let evening = try await prepare()
    let (played, path) = (evening.played, evening.path)
    defer { played.remove() }
    let begun = try await played.ask(
      .post, "/api/v1/runs", as: evening.ada, ["scenario": .string(Self.scenario), "competition": "game-day"])
    let number = try #require(begun.json["run"]?.intValue, "\(begun.json)")
    let run = try await played.backstage.hall.hosted(number)
    #expect(!run.isOverdue(at: ServerClock().now))
    let over = ServerClock().now.microseconds
    #expect(try await played.ask(.patch, path, as: evening.organiser, ["ends": .integer(over)]).status == 200)
    run.deadline = over
    #expect(try await played.ask(.post, "/api/v1/runs/\(number)/lines", as: evening.ada, ["line": "ls"]).status == 409)
    await played.backstage.hall.end(number)
    #expect(try played.archive.run(number)?.ended == over)
    await played.backstage.hall.stop()
  }
}

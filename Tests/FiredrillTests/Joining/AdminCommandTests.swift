import Foundation
import KubernetesModel
import SimulationKernel
import Testing

@testable import firedrill

@Suite struct AdminCommandTests {
  private let program = Program()

  private static let night: JSONValue = [
    "slug": "night", "name": "The \u{1B}[2Jnight", "state": "running", "starts": 1_795_456_800_000_000,
    "ends": 1_795_464_000_000_000, "isFrozen": true, "rules": ["retries": 2, "brackets": ["juniors", "seniors"]],
    "scenarios": [["scenario": "ferry", "title": "The ferry", "weight": 100]],
  ]

  /// Says of each request that it was done.
  private func server() throws -> FakeGameServer {
    let server = FakeGameServer { _, request in
      switch request.path {
      case "/api/v1/competitions" where request.method == "GET": .init(body: ["competitions": [Self.night]])
      case "/api/v1/scenarios": .init(body: ["scenarios": [["id": "ferry"], ["id": "bakery"]]])
      case "/api/v1/competitions/night/teams":
        .init(body: ["teams": [["team": 4, "name": "The Owls"], ["team": 5, "name": "7"]]])
      case "/api/v1/accounts?matching=anna": .init(body: ["accounts": [["id": 9, "name": "anna", "role": "player"]]])
      case "/api/v1/accounts/9/role": .init(body: ["id": 9, "name": "anna", "role": "organiser"])
      case "/api/v1/links", "/api/v1/accounts": .init(status: 201, body: ["link": "https://d.example/links/x"])
      case "/api/v1/competitions/none": .init(status: 404, body: ["message": "There is no competition none."])
      default: .init(body: Self.night)
      }
    }
    let folder = program.dataFolder + "/.config/firedrill"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let saved = "{\"servers\":{\"\(server.address)\":{\"name\":\"anna\",\"token\":\"t\",\"authority\":\"\"}}}"
    try saved.write(toFile: folder + "/servers.json", atomically: true, encoding: .utf8)
    return server
  }

  /// A command and the request that it comes to.
  struct Case: Sendable, CustomTestStringConvertible {
    let words: [String]
    let method: String
    let path: String
    let body: JSONValue
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: String, _ method: String, _ path: String, _ body: JSONValue) {
      self.words = words.split(separator: " ").map { String($0).replacing("_", with: " ") }
      self.method = method
      self.path = path
      self.body = body
    }
  }

  private static let judging: [Case] = [
    Case(
      "competitions award night the_owls --reason kind -- -5", "POST", "/competitions/night/awards",
      ["team": 4, "points": -5, "reason": "kind"]),
    Case(
      "competitions disqualify night 7 --reason no", "POST", "/competitions/night/disqualify",
      ["team": 5, "reason": "no"]),
    Case("competitions readmit night The_Owls", "POST", "/competitions/night/readmit", ["team": 4]),
    Case("accounts role anna organiser", "PUT", "/accounts/9/role", ["role": "organiser"]),
    Case("accounts disable anna", "POST", "/accounts/9/disable", [:]),
    Case("accounts delete anna", "DELETE", "/accounts/9", ["confirm": "anna"]),
    Case("accounts create bo", "POST", "/accounts", ["name": "bo", "role": "player"]),
    Case("links create --role author", "POST", "/links", ["role": "author"]),
  ]

  private static let running: [Case] = [
    Case("competitions publish night", "POST", "/competitions/night/publish", [:]),
    Case("competitions pause night", "POST", "/competitions/night/pause", [:]),
    Case("competitions resume night --extend", "POST", "/competitions/night/resume", ["extendsEnd": true]),
    Case(
      "competitions freeze night --at 2026-11-23T20:00", "POST", "/competitions/night/freeze",
      ["at": 1_795_464_000_000_000]),
    Case("competitions reveal night", "POST", "/competitions/night/reveal", [:]),
    Case("competitions announce night Tea.", "POST", "/competitions/night/announcements", ["text": "Tea."]),
    Case(
      "competitions add night ferry --weight 150 --requires bakery", "POST", "/competitions/night/scenarios",
      ["scenario": "ferry", "weight": 150, "requires": "bakery"]),
    Case("competitions drop night a_b", "DELETE", "/competitions/night/scenarios/a%20b", .null),
    Case("competitions delete night", "DELETE", "/competitions/night", ["confirm": "night"]),
    Case(
      "competitions change night --no-hints --retries 1 --bracket x", "PATCH", "/competitions/night",
      ["hints": false, "retries": 1, "brackets": ["x"]]),
  ]

  @Test("Each command is one request of the API.", arguments: judging + running)
  func requests(_ wanted: Case) throws {
    let server = try server()
    let result = try program.run(["admin"] + wanted.words)
    #expect(result.status == 0, "\(result.errors)")
    let last = try #require(server.requests.last)
    #expect(last.method == wanted.method && last.path == "/api/v1" + wanted.path && last.body == wanted.body)
  }

  @Test("A competition is made with its scenarios, and how players join is told.")
  func create() throws {
    let server = try server()
    let result = try program.run(
      "admin", "competitions", "create", "The night", "--starts", "2026-11-23T18:00", "--ends", "2026-11-23T20:00Z",
      "--scenario", "ferry", "--scenario", "bakery", "--first-blood", "10", "--decay-minimum", "50", "--draft")
    #expect(result.status == 0 && result.output.contains("firedrill join \(server.address)/competitions/night"))
    #expect(result.output.contains("firedrill admin competitions publish night\n"))
    #expect(
      server.requests.filter { $0.method == "POST" }.map(\.body) == [
        [
          "name": "The night", "starts": 1_795_456_800_000_000, "ends": 1_795_464_000_000_000, "firstBlood": 10,
          "decay": true, "decayMinimum": 50, "draft": true,
        ], ["scenario": "ferry", "position": 1], ["scenario": "bakery", "position": 2],
      ])
  }

  @Test("A mistyped scenario is told before anything is made.")
  func mistyped() throws {
    let server = try server()
    let result = try program.run(
      "admin", "competitions", "create", "The night", "--starts", "now", "--ends", "+2h", "--scenario", "fery")
    #expect(result.status == 1 && result.errors.contains("no scenario fery. There are: bakery, ferry."))
    #expect(!server.requests.contains { $0.method == "POST" })
  }

  @Test("Lists are tables, or JSON, and command no terminal.")
  func lists() throws {
    let server = try server()
    defer { withExtendedLifetime(server) {} }
    let table = try program.run("admin", "competitions")
    #expect(table.output.contains("night   The ^[[2Jnight   running   2026-11-23 18:00   2026-11-23 20:00"))
    let json = try program.run("admin", "competitions", "list", "--json")
    #expect(try JSONParser.parse(Array(json.output.utf8)) == ["competitions": [Self.night]])
    let shown = try program.run("admin", "competitions", "show", "night")
    #expect(shown.output.contains("the public board is frozen") && shown.output.contains("brackets  juniors,seniors"))
  }

  @Test(
    "What does not work is told, and ends with status 1.",
    arguments: [
      (["competitions", "show", "none"], "There is no competition none."),
      (["competitions", "award", "night", "The Cats", "5", "--reason", "x"], "There are: The Owls, 7."),
      (["competitions", "freeze", "night", "--at", "tomorrow"], "--at must be a time"),
      (["competitions", "import", "/none"], "cannot read /none"),
      (["competitions", "list", "--server", "http://127.0.0.1:1"], "you have not signed in"),
    ])
  func failures(arguments: [String], words: String) throws {
    let server = try server()
    defer { withExtendedLifetime(server) {} }
    let result = try program.run(["admin"] + arguments)
    #expect(result.status == 1 && result.errors.contains(words), "\(result.errors)")
  }

  @Test("An archive goes out and comes in as it is.")
  func transfer() throws {
    let server = try server()
    let file = program.dataFolder + "/night.jsonl"
    #expect(try program.run("admin", "competitions", "export", "night", "-o", file).status == 0)
    #expect(server.requests.last?.path == "/api/v1/competitions/night/archive")
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    #expect(try program.run("admin", "competitions", "import", file).status == 0)
    #expect(server.requests.last?.body == Self.night && server.requests.last?.path == "/api/v1/import")
    #expect(try program.run("admin", "competitions", "import", "--as-copy", file).status == 0)
    #expect(server.requests.last?.path == "/api/v1/import?copy=yes")
  }

  @Test(
    "Times are said as people say them.",
    arguments: [
      ("now", 1000), ("+90m", 1000 + 5400), ("+1d2h", 1000 + 93_600), ("1970-01-01T01:00", 3600),
      ("1970-01-01 01:00:30", 3630), ("1970-01-01T02:00:00+01:00", 3600), ("+", nil), ("+5", nil), ("+m", nil),
      ("+2m1h", nil), ("18:00", nil), ("", nil), ("+99999999999999999999d", nil),
    ] as [(String, Int64?)])
  func times(text: String, seconds: Int64?) {
    #expect(AdminTime.microseconds(text, now: Instant(seconds: 1000)) == seconds.map { $0 * 1_000_000 })
  }
}

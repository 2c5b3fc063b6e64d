import Foundation
import KubernetesModel
import Leaderboard
import Logging
import Scenarios
import Synchronization
import Testing

@testable import GameServer

/// A whole site over an archive in a folder of its own. Requests go through the door that everybody uses.
final class PlayedSite: Sendable {
  let site: Site
  let backstage: Backstage
  let directory = ClusterDirectory()
  let archive: Archive
  let folder: String

  /// - Parameters:
  ///   - folder: of a site before, which it goes on with; nil for a new one.
  ///   - adviser: who answers players' questions.
  ///   - keep: in place of the archive's own.
  init(
    at folder: String? = nil, settings: SiteSettings = .patient, adviser: (any AdviceService)? = nil,
    keep: JournalWriter.Keep? = nil
  ) throws {
    self.folder = folder ?? NSTemporaryDirectory() + "firedrill-site-\(UInt64.random(in: 0...UInt64.max))"
    var log = Logger(label: "test")
    log.logLevel = .critical
    archive = try Archive(path: self.folder + "/site.sqlite", isShared: true)
    let events = EventBus(epoch: "e")
    let scenarios = self.folder + "/scenarios"
    try Self.makeScenarios(in: scenarios)
    let shelf = ScenarioShelf(folder: scenarios)
    let hall = RunHall(
      archive: archive, shelf: shelf, events: events, log: log, board: PageRoutes.board, adviser: adviser,
      keep: keep)
    let hasher = PasswordHasher(cost: PasswordHasher.Cost(logN: 4, blockSize: 8, parallelism: 1))
    backstage = Backstage(archive: archive, hall: hall, shelf: shelf, passwords: hasher, secret: "secret")
    backstage.serve(directory)
    site = Site(
      routes: APIRoutes.all + PageRoutes.all, gatekeeper: ArchiveGatekeeper(StoredAccess(archive: archive, log: log)),
      settings: settings, backstage: backstage, events: events, log: log, errorPage: PageRoutes.problem)
  }

  /// Two small ones: those of the game take their time to prepare.
  private static func makeScenarios(in folder: String) throws {
    for (id, starter) in zip(["corner-shop", "night-shop"], Starter.all) {
      for (path, text) in starter.files(id: id) {
        let file = URL(fileURLWithPath: "\(folder)/\(id)/\(path)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
      }
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Asks with a personal token.
  func ask(
    _ method: SiteRequest.Method, _ path: String, as token: String? = nil, _ body: JSONValue? = nil
  ) async throws -> (status: Int, json: JSONValue) {
    var headers = ["host": "test", "content-type": "application/json"]
    if let token { headers["authorization"] = "Bearer " + token }
    let bytes = body.map { JSONWriter.bytes($0) } ?? []
    let request = try #require(
      SiteRequest(method, path, headers: headers, body: bytes, remoteAddress: "192.0.2.1"))
    let response = await site.answer(request)
    return (response.status, (try? JSONParser.parse(response.text)) ?? .string(response.text))
  }

  /// Signs somebody up: their token.
  func signUp(_ name: String, role: Role = .player, invite: String? = nil) async throws -> String {
    var body: JSONValue = ["name": .string(name), "token": "test"]
    body["invite"] = invite.map { .string($0) }
    let answer = try await ask(.post, "/api/v1/signup", body)
    try #require(answer.status == 200, "\(answer.json)")
    if role > .player, let id = answer.json.at("account", "id")?.intValue {
      _ = try archive.setRole(role, of: id, at: 0, by: .console)
    }
    return try #require(answer.json["token"]?.stringValue)
  }

  /// Makes a team of these, the first its captain: its id.
  func team(_ name: String, _ tokens: [String]) async throws -> Int64 {
    let made = try await ask(.post, "/api/v1/teams", as: tokens.first, ["name": .string(name)])
    let id = try #require(made.json["id"]?.intValue, "\(made.json)")
    let invite = try await ask(.post, "/api/v1/teams/\(id)/invite", as: tokens.first)
    for token in tokens.dropFirst() {
      let joined = try await ask(.post, "/api/v1/teams/join", as: token, ["code": invite.json["link"] ?? .null])
      #expect(joined.status == 200, "\(joined.json)")
    }
    return id
  }
}

extension PlayedSite {
  func ask(_ method: SiteRequest.Method, _ path: String, _ body: JSONValue) async throws -> (
    status: Int, json: JSONValue
  ) {
    try await ask(method, path, as: nil, body)
  }

  /// Types a line, waits until it is done, and returns what it wrote.
  func type(_ line: String, run: Int64, as token: String) async throws -> String {
    let feed = try await follow(run, as: token)
    defer { feed.end() }
    let answer = try await ask(
      .post, "/api/v1/runs/\(run)/lines", as: token, ["line": .string(line), "isTerminal": false])
    try #require(answer.status == 202, "\(line): \(answer.json)")
    var output = ""
    while case .events(let events) = await feed.next() {
      for event in events {
        let data = try JSONParser.parse(event.data)
        if event.name == "output" {
          output += String(decoding: Base64.decode(data["data"]?.stringValue ?? "") ?? [], as: UTF8.self)
        }
        if event.name == "prompt" { return output }
      }
    }
    return output
  }

  /// Ends a run, and waits until it is kept and counts.
  func giveUp(_ run: Int64, as token: String) async throws {
    let feed = try await follow(run, as: token)
    let reply = try await ask(.post, "/api/v1/runs/\(run)/commands", as: token, ["words": ["giveup"]])
    #expect(reply.json["status"] == 0, "\(reply.json)")
    while case .events(let events) = await feed.next() {
      guard events.contains(where: { $0.name == "over" }) else { continue }
      feed.end()
      return await backstage.hall.verify(run)
    }
    throw SiteError(500, "the events ended before the run")
  }

  /// The events of a run from now on.
  func follow(_ run: Int64, as token: String) async throws -> EventFeed {
    let request = try #require(
      SiteRequest(
        .get, "/api/v1/runs/\(run)/events",
        headers: ["authorization": "Bearer " + token, "last-event-id": "e-\(UInt64.max)"]))
    guard case .events(let feed) = await site.answer(request).body else { throw SiteError(500, "no events") }
    return feed
  }
}

import Foundation
import KubernetesModel

/// A competition on a new server, with players who each play for themselves: as many clusters as players.
struct BenchEvening {
  static let slug = "evening"

  struct Player {
    let token: String
    let team: Int64
    /// The one that was begun last.
    var run: Int64 = 0
  }

  var server: ServedProcess
  let organiser: String
  let scenarios: [String]
  private(set) var players: [Player] = []

  /// Makes the competition and its players.
  init(on server: ServedProcess, players count: Int, didFinish: (Int) -> Void = { _ in }) throws {
    self.server = server
    organiser = try server.becomeOrganiser()
    let list = try server.access.ask(ServerAccess.Call("GET", "scenarios", token: organiser))
    scenarios = (list["scenarios"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    guard !scenarios.isEmpty else { throw Failure("the server has no scenarios") }
    let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
    _ = try server.access.ask(
      organiserCall(
        "competitions",
        [
          "name": "Evening", "slug": .string(Self.slug), "starts": .integer(now),
          "ends": .integer(now + 86_400_000_000),
        ]))
    for id in scenarios {
      _ = try server.access.ask(organiserCall("competitions/\(Self.slug)/scenarios", ["scenario": .string(id)]))
    }
    let calls = (0..<count).map { number in
      ServerAccess.Call("POST", "signup", body: ["name": .string("Player \(number + 1)"), "token": "bench"])
    }
    players = try server.access.ask(calls, didFinish: didFinish).map { answer in
      Player(token: try answer.required(text: "token"), team: try answer.required(number: "account", "soloTeam"))
    }
    _ = try server.access.ask(
      players.map { ServerAccess.Call("POST", "competitions/\(Self.slug)/join", token: $0.token, body: [:]) })
  }

  private func organiserCall(_ path: String, _ body: JSONValue) -> ServerAccess.Call {
    ServerAccess.Call("POST", path, token: organiser, body: body)
  }

  /// Lets each player begin a run: neighbours play different scenarios, each round other ones.
  mutating func begin(round: Int, didFinish: (Int) -> Void = { _ in }) throws {
    let calls = players.indices.map { index in
      ServerAccess.Call(
        "POST", "runs", token: players[index].token,
        body: ["scenario": .string(scenarios[(index + round) % scenarios.count]), "competition": .string(Self.slug)])
    }
    let answers = try server.access.ask(calls, didFinish: didFinish)
    for (index, answer) in answers.enumerated() { players[index].run = try answer.required(number: "run") }
  }

  /// Something that changes the board.
  func award(number: Int) -> ServerAccess.Call {
    organiserCall(
      "competitions/\(Self.slug)/awards",
      [
        "team": .integer(players[number % players.count].team), "points": 1, "reason": "so that the board changes",
      ])
  }
}

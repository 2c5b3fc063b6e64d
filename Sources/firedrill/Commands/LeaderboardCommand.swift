import ArgumentParser
import Foundation
import HTTPClient
import KubernetesModel
import Leaderboard
import Terminal

struct ShowLeaderboard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leaderboard",
    abstract: "See who did best, and what made them better: of your own runs, or on a server.")

  @Argument(help: "A scenario's id; all scenarios together where it is not given.")
  var scenario: String?

  @Option(help: "Of a calendar quarter: 2026-Q4.")
  var season: String?

  @Option(help: "Of a competition on the server, by its name in addresses.")
  var competition: String?

  @Option(help: "The server's address; your own runs where it is not given.")
  var server: String?

  @Flag(help: "Print the rows as an array of objects.")
  var json = false

  func validate() throws {
    let scopes = [scenario, season, competition].compactMap(\.self)
    guard scopes.count <= 1 else { throw ValidationError("Say a scenario, --season or --competition, not several.") }
    if competition != nil, server == nil { throw ValidationError("A competition is on a server: say --server URL.") }
    if let season, Season(season) == nil { throw ValidationError("\(season) is no season: say --season 2026-Q4.") }
  }

  func run() throws {
    try reportingFailure {
      let board = try server.map { text throws(Failure) in try remoteBoard(text) } ?? ["rows": .array(localRows())]
      let rows = board.list("rows")
      let device = TerminalDevice()
      if json { return device.write(JSONValue.array(rows).indented) }
      guard !rows.isEmpty else { return device.write("Nobody stands here yet.\n") }
      let scenarios = board.list("scenarios").compactMap { $0["scenario"]?.stringValue }
      device.write(competition == nil ? BoardTable.text(rows) : BoardTable.standings(rows, of: scenarios))
    }
  }

  private func localRows() throws(Failure) -> [JSONValue] {
    guard let archive = try UserData.existingArchive() else { return [] }
    do {
      let scope: Board.Scope =
        if let scenario { .scenario(scenario) } else { season.flatMap { Season($0) }.map { .season($0) } ?? .allTime }
      let data = try JSONEncoder().encode(try archive.localBoard(scope).rows)
      return try JSONParser.parse(Array(data)).arrayValue ?? []
    } catch {
      throw Failure("\(error)")
    }
  }

  /// Boards are for everybody: who has signed in shows their token all the same, since a server may want it.
  private func remoteBoard(_ text: String) throws(Failure) -> JSONValue {
    let address = try JoinAddress(text).server
    let entry = try SavedServers.load()[address]
    let api = try ServerAPI(address: address, token: entry?.token ?? "", authority: entry?.authority ?? "")
    let path =
      competition.map { "/competitions/\(WebClient.escaped($0))/standings" }
      ?? "/boards/" + WebClient.escaped(scenario ?? season ?? "all")
    return try api.failing { () throws(WebProblem) in try api.get(path) }
  }
}

/// Boards as text: what a server's, or the player's own database says of each row.
enum BoardTable {
  static func text(_ rows: [JSONValue]) -> String {
    var table = TextTable(header: [
      "PLACE", "NAME", "POINTS", "SOLVED", "MENDED", "FIRST EVIDENCE", "NEW STEPS", "BLIND", "HINTS",
    ])
    for row in rows {
      table.add([
        row.text("place"), row.text("name"), row.text("points"), row.text("solved"),
        clock(row["secondsToMend"]), clock(row["secondsToFirstEvidence"]),
        row["newSteps"]?.number.map { "\($0) %" } ?? "-", row.text("blindChanges"), row.text("hints"),
      ])
    }
    return table.text
  }

  /// Of a competition: its scenarios beside each other, also those that nobody has a result of.
  static func standings(_ rows: [JSONValue], of scenarios: [String]) -> String {
    var table = TextTable(header: ["PLACE", "TEAM", "SCORE"] + scenarios.map(ServerOutput.line) + ["AWARDS"])
    for row in rows {
      let cells = scenarios.map { id in
        row["cells"]?[id].map { cell in
          let mark = cell["isFirstBlood"]?.boolValue ?? false ? " first" : ""
          return cell.text("points") + mark + (cell["isSolved"]?.boolValue ?? false ? "" : " (not solved)")
        } ?? "-"
      }
      let place = row.text("disqualified").isEmpty ? row.text("place") : "-"
      table.add([place, row.text("name"), row.text("score")] + cells + [row.text("awards")])
    }
    return table.text
  }

  private static func clock(_ value: JSONValue?) -> String {
    value?.number.map { ClockText.of(seconds: $0) } ?? "-"
  }
}

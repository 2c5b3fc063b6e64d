import Drills
import Foundation
import GameServer
import Leaderboard
import Scenarios
import Scoring
import SimulationKernel

/// How long a server takes to be there that has many runs in its database, one in ten of them open.
struct StoredRunsBench {
  private static let starts = 5
  /// Of each kind: those whose runs are over, and those who left runs open.
  private static let accounts = 100

  /// What is stored of one run, again and again.
  private struct Template {
    let scenario: String
    let seed: UInt64
    let lines: [String]
    let card: Card
    let isPractice: Bool
  }

  let runs: Int
  let progress: ProgressBar

  func measure() throws -> [Figure] {
    let folder = try TemporaryFolder()
    let database = folder.path + "/server.sqlite"
    do {
      try fill(database)
    } catch let error as ArchiveError {
      throw Failure("\(error)")
    }
    var memory = 0
    let times = try (0..<Self.starts).map { number in
      progress.show(Double(number) / Double(Self.starts), "starting with \(runs) stored runs")
      return try Stopwatch.milliseconds {
        let server = try ServedProcess(database: database)
        let request = WireRequest.bytes("GET", "/healthz", accept: "text/plain")
        _ = try HTTPLoad(port: server.access.port, clients: 1).run(count: 1) { _ in request }
        memory = max(memory, try server.process.residentBytes())
      }
    }
    return [
      Figure(
        measure: "firedrill serve with \(runs) stored runs, until it answers and has ended, median",
        value: Stopwatch.median(times), unit: "ms", limit: 1000),
      Figure(measure: "resident then", value: Double(memory) / 1e6, unit: "MB"),
    ]
  }

  private func fill(_ database: String) throws {
    let now = ServerClock().now
    let templates = try self.templates(at: now)
    let archive = try Archive(path: database, isShared: true)
    let accounts = try (0..<2 * Self.accounts).map { number in
      try archive.createAccount(name: "Player \(number + 1)", at: now.microseconds)
    }
    let openLimit = Self.accounts * templates.count
    var open = 0
    for number in 0..<runs {
      if number % 100 == 0 { progress.show(Double(number) / Double(runs), "\(number) of \(runs) runs stored") }
      let staysOpen = number % 10 == 0 && open < openLimit
      let template = templates[(staysOpen ? open / Self.accounts : number) % templates.count]
      let account = accounts[staysOpen ? Self.accounts + open % Self.accounts : number % Self.accounts]
      let new = TeamRun(
        scenario: template.scenario, seed: template.seed, team: account.soloTeam, account: account.id,
        started: now.microseconds, isPractice: template.isPractice)
      let run = try archive.begin(new, journal: template.lines).number ?? 0
      if staysOpen {
        open += 1
      } else {
        try archive.end(run, card: template.card, at: now.microseconds + 600_000_000)
        _ = try archive.confirm(run, recomputed: template.card)
      }
    }
  }

  private func templates(at now: Instant) throws -> [Template] {
    let shelf = ScenarioShelf(folder: Catalogue.folder)
    return try shelf.entries.map { entry in
      let prepared = try shelf.prepared(entry.id, seed: 1, at: now)
      let drill = Drill(prepared, sharedFrom: now)
      for round in 0..<12 {
        drill.submit(PlayerLines.line(0, round), seat: 1, at: now + .seconds(20 * (round + 1)))
      }
      return Template(
        scenario: entry.id, seed: 1, lines: drill.journal.lines, card: drill.card,
        isPractice: prepared.scenario.isPractice)
    }
  }
}

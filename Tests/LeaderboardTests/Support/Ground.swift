import Foundation
import Leaderboard

@testable import Scoring

/// An archive in a folder of its own, and what tests put into it.
final class Ground {
  let archive: Archive
  let path: String
  private let folder = NSTemporaryDirectory() + "firedrill-archive-" + UUID().uuidString

  init(isShared: Bool = false) throws {
    path = folder + "/server.sqlite"
    archive = try Archive(path: path, isShared: isShared)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func player(_ name: String, role: Role = .player) throws -> Account {
    try archive.createAccount(name: name, role: role, at: 1)
  }

  /// A team whose captain is the first of its members.
  func team(_ name: String, of members: String..., sizeLimit: Int = 3) throws -> (team: Team, members: [Account]) {
    let accounts = try members.map { try player($0) }
    let team = try archive.createTeam(
      name: name, captain: accounts.first?.id ?? 0, sizeLimit: sizeLimit, inviteHash: "invite of \(name)", at: 2)
    for (index, account) in accounts.dropFirst().enumerated() {
      _ = try archive.join(invitedBy: "invite of \(name)", account: account.id, at: 3 + Int64(index))
    }
    return (team, accounts)
  }

  /// A competition from 1000 s to 5000 s after 1970 with the scenarios coffee and tea.
  func competition(_ name: String = "The cup", _ change: (inout Competition) -> Void = { _ in }) throws -> Competition {
    let draft = Archive.Draft(name: name, starts: seconds(1000), ends: seconds(5000))
    let made = try archive.createCompetition(draft, secret: "secret", at: 1, by: .console)
    return try archive.update(competition: made.id, at: 1, by: .console) {
      $0.tasks = [.init(scenario: "coffee", position: 0), .init(scenario: "tea", position: 1)]
      change(&$0)
    }
  }

  func begin(
    _ scenario: String, _ team: Int64, in competition: Competition? = nil, by account: Int64, at started: Int
  ) throws -> Int64 {
    let run = try archive.begin(
      TeamRun(
        scenario: scenario, seed: 7, team: team, competition: competition?.id, account: account,
        started: seconds(started)),
      journal: ["{\"journal\":4}"])
    return run.number ?? 0
  }

  /// A run from its beginning to its counting.
  func play(
    _ scenario: String, _ team: Int64, in competition: Competition? = nil, by account: Int64, from started: Int,
    to ended: Int, points: Int, isSolved: Bool = true
  ) throws -> Int64 {
    let run = try begin(scenario, team, in: competition, by: account, at: started)
    let card = Card.sample(scenario, points: points, isSolved: isSolved, secondsToMend: ended - started)
    try archive.end(run, card: card, at: seconds(ended))
    _ = try archive.confirm(run, recomputed: card)
    return run
  }
}

func seconds(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000_000 }

extension Card {
  static func sample(
    _ scenario: String = "coffee", points: Int, isSolved: Bool = true, secondsToMend: Int = 300, hints: Int = 0,
    blindChanges: Int = 0, isPractice: Bool = false, variant: String = "a"
  ) -> Card {
    let cost = Cost(seconds: 10, what: "something", points: -5)
    return Card(
      scenario: scenario, title: "A title", variant: variant, points: points, isPractice: isPractice,
      isSolved: isSolved, isDiagnosed: isSolved, secondsToMend: isSolved ? secondsToMend : nil, parSeconds: 600,
      parts: [], findings: [], steps: [], blindChanges: Array(repeating: cost, count: blindChanges), damage: [],
      hints: Array(repeating: cost, count: hints), diagnoses: [], decoys: [], overlooked: [],
      measures: Measures(
        secondsToFirstEvidence: 40, newSteps: 60, firstLook: [], longestSecondsWithoutEvidence: 30))
  }
}

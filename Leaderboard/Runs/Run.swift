package import GRDB

/// One attempt at a scenario, as the archive keeps it.
package struct Run: Codable, Hashable, Sendable {
  /// The archive's number for it; nil before `Archive.begin`.
  package var number: Int64?
  package var scenario: String
  package var seedText: String
  /// The name of whoever started it.
  package var player: String
  /// Microseconds since 1970-01-01T00:00:00Z.
  package var started: Int64
  /// Nil while the run can be resumed.
  package var ended: Int64?
  package var points: Int?
  package var isSolved: Bool
  /// The player went back in time in it, or was led by lessons.
  package var isPractice: Bool
  /// The score card as JSON.
  package var card: String?

  /// Nil for solo play without a server.
  package var team: Int64?
  package var competition: Int64?
  /// Who started it, on a server.
  package var account: Int64?
  /// The server has computed the card again, to the same: the run counts.
  package var isVerified: Bool
  /// Why it does not count, when the card came out otherwise.
  package var refusal: String?

  private enum CodingKeys: String, CodingKey {
    case number, scenario, player, started, ended, points, isSolved, isPractice, card
    case team, competition, account, isVerified, refusal
    case seedText = "seed"
  }

  package init(scenario: String, seed: UInt64, player: String, started: Int64) {
    self.scenario = scenario
    seedText = String(seed)
    self.player = player
    self.started = started
    isSolved = false
    isPractice = false
    isVerified = false
  }

  /// Zero when the database holds something else than a number.
  package var seed: UInt64 { UInt64(seedText) ?? 0 }
}

extension Run: FetchableRecord, MutablePersistableRecord {
  package static let databaseTableName = "run"

  package mutating func didInsert(_ inserted: InsertionSuccess) {
    number = inserted.rowID
  }
}

import Foundation

/// A competition as another server reads it: lines of JSON. The first says what it is; each of the others has one
/// member, whose name says of which kind it is; the last one is `end`, so that one that was cut short is known. Ids
/// are those of the server that wrote it and mean something within the archive alone.
enum CompetitionArchive {
  static let version = 1

  struct Header: Codable {
    /// `competition`
    var firedrill: String
    var version: Int
    /// When it was written.
    var exported: Int64
  }

  struct Line: Codable {
    var competition: About?
    var team: TeamLine?
    var award: AwardLine?
    var announcement: AnnouncementLine?
    var audit: AuditLine?
    var run: RunLine?
    var journal: JournalLines?
    var end: End?
  }

  struct About: Codable {
    /// The same in every archive of the competition; archives of old have none.
    var identity: String?
    var slug: String
    var name: String
    var about: String
    var starts: Int64
    var ends: Int64
    var freezesAt: Int64?
    var revealedAt: Int64?
    /// Left out of archives of old, and of those of what is published.
    var isDraft: Bool?
    var created: Int64
    var rules: Rules
    var tasks: [Competition.Task]
    var pauses: [Competition.Pause]
  }

  struct TeamLine: Codable {
    var id: Int64
    var name: String
    var isSolo: Bool
    /// Names.
    var members: [String]
    var bracket: String?
    var joined: Int64
    var disqualified: String?
  }

  struct AwardLine: Codable {
    var team: Int64
    var points: Int
    var reason: String
    var givenBy: String
    var at: Int64
  }

  struct AnnouncementLine: Codable {
    var text: String
    var author: String
    var at: Int64
  }

  struct AuditLine: Codable {
    var at: Int64
    var actor: String
    var action: String
    var subject: String
    var detail: String
  }

  /// A run that is over. Its journal follows.
  struct RunLine: Codable {
    struct SeatLine: Codable {
      var seat: Int
      var name: String
    }

    var id: Int64
    var team: Int64
    var scenario: String
    /// An unsigned 64-bit number, in decimal.
    var seed: String
    var player: String
    var started: Int64
    var ended: Int64
    var points: Int
    var isSolved: Bool
    var isPractice: Bool
    var isVerified: Bool
    var refusal: String?
    /// JSON, as text.
    var card: String?
    var seats: [SeatLine]
  }

  /// The next lines of a run's journal.
  struct JournalLines: Codable {
    var run: Int64
    var lines: [String]
  }

  struct End: Codable {
    /// How many lines come before this one.
    var lines: Int
  }

  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

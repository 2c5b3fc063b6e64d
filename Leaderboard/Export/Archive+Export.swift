import Foundation
import GRDB

extension Archive {
  /// Lines of a journal that an archive has in one of its own.
  private static let journalChunk = 500

  /// Writes all of a competition but its open runs: rules, teams, awards, announcements, audit, runs and journals. It
  /// tells everything, also what is not revealed yet.
  /// - Parameters:
  ///   - now: when it is written.
  ///   - write: is given line after line, without the newline. The database stands still for it meanwhile.
  package func export(competition id: Int64, at now: Int64, to write: (String) throws -> Void) throws(ArchiveError) {
    try read { database in
      let competition = try Self.requireCompetition(id, in: database)
      var count = 0
      func put(_ value: some Encodable) throws {
        try write(try CompetitionArchive.text(value))
        count += 1
      }
      try put(
        CompetitionArchive.Header(firedrill: "competition", version: CompetitionArchive.version, exported: now))
      let identity = try String.fetchOne(
        database, sql: "SELECT identity FROM competition WHERE id = ?", arguments: [id])
      try put(CompetitionArchive.Line(competition: .init(competition, identity: identity)))
      for line in try Self.teamLines(competition, in: database) { try put(line) }
      for line in try Self.recordLines(id, in: database) { try put(line) }
      let numbers = try Int64.fetchAll(
        database, sql: "SELECT number FROM run WHERE competition = ? AND ended IS NOT NULL ORDER BY number",
        arguments: [id])
      for number in numbers {
        guard let run = try Run.fetchOne(database, key: number), let line = try Self.line(run, in: database) else {
          continue
        }
        try put(CompetitionArchive.Line(run: line))
        let journal = try Self.journal(ofRun: number, in: database)
        for start in stride(from: 0, to: journal.count, by: Self.journalChunk) {
          let lines = Array(journal[start..<min(start + Self.journalChunk, journal.count)])
          try put(CompetitionArchive.Line(journal: .init(run: number, lines: lines)))
        }
      }
      try put(CompetitionArchive.Line(end: .init(lines: count)))
    }
  }

  private static func teamLines(_ competition: Competition, in database: Database) throws -> [CompetitionArchive.Line] {
    try competitors(in: competition.id, in: database).map { competitor in
      let team = try requireTeam(competitor.team, in: database)
      let imported = try String.fetchOne(database, sql: "SELECT imported FROM team WHERE id = ?", arguments: [team.id])
      let members =
        try imported.map { try JSONDecoder().decode([String].self, from: Data($0.utf8)) }
        ?? members(of: team.id, in: database).map(\.name)
      return CompetitionArchive.Line(
        team: .init(
          id: team.id, name: team.name, isSolo: team.isSolo, members: members, bracket: competitor.bracket,
          joined: competitor.joined, disqualified: competitor.disqualified))
    }
  }

  private static func recordLines(_ id: Int64, in database: Database) throws -> [CompetitionArchive.Line] {
    let awards = try awards(in: id, in: database).map {
      CompetitionArchive.Line(
        award: .init(team: $0.team, points: $0.points, reason: $0.reason, givenBy: $0.givenBy, at: $0.at))
    }
    let announcements = try announcements(of: id, in: database).reversed().map {
      CompetitionArchive.Line(announcement: .init(text: $0.text, author: $0.author, at: $0.at))
    }
    let audit = try AuditEntry.fetchAll(
      database, sql: "SELECT * FROM audit WHERE competition = ? ORDER BY id", arguments: [id])
    return awards + announcements
      + audit.map {
        CompetitionArchive.Line(
          audit: .init(at: $0.at, actor: $0.actor, action: $0.action, subject: $0.subject, detail: $0.detail))
      }
  }

  private static func line(_ run: Run, in database: Database) throws -> CompetitionArchive.RunLine? {
    guard let number = run.number, let team = run.team, let ended = run.ended else { return nil }
    return CompetitionArchive.RunLine(
      id: number, team: team, scenario: run.scenario, seed: run.seedText, player: run.player, started: run.started,
      ended: ended, points: run.points ?? 0, isSolved: run.isSolved, isPractice: run.isPractice,
      isVerified: run.isVerified, refusal: run.refusal, card: run.card,
      seats: try seats(ofRun: number, in: database).map { .init(seat: $0.seat, name: $0.name) })
  }
}

extension CompetitionArchive.About {
  init(_ competition: Competition, identity: String?) {
    self.identity = identity
    slug = competition.slug
    name = competition.name
    about = competition.about
    starts = competition.starts
    ends = competition.ends
    freezesAt = competition.freezesAt
    revealedAt = competition.revealedAt
    isDraft = competition.isDraft ? true : nil
    created = competition.created
    rules = competition.rules
    tasks = competition.tasks
    pauses = competition.pauses
  }
}

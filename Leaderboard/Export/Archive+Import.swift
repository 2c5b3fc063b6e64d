import GRDB

extension Archive {
  /// Which runs of an imported competition count.
  package enum Counting: Hashable, Sendable {
    /// As the other server said: for archives from somebody who is trusted.
    case asExported
    /// Those whose cards this server has computed from their journals again: see `runsToVerify`.
    case onceVerified
  }

  /// What was imported.
  package struct Imported: Hashable, Sendable {
    package let competition: Competition
    package let teams: Int
    package let runs: Int
  }

  /// Makes a competition of an archive that `export` wrote, on this or another server: all of it, or where anything is
  /// wrong nothing. Its teams are not those of this server, whatever they are called, and nobody here is in them.
  /// - Parameters:
  ///   - asCopy: also where the competition is here already.
  ///   - secret: random.
  package func importCompetition(
    _ bytes: [UInt8], counting: Counting, asCopy: Bool = false, secret: String, at now: Int64, by actor: Actor
  ) throws(ArchiveError) -> Imported {
    let source = try ImportedCompetition(bytes)
    return try write { database in
      if !asCopy { try Self.requireNew(source, in: database) }
      var competition = source.about
      competition.slug = try Self.freeSlug(for: competition.slug, in: database)
      let id = try Self.insert(competition, identity: source.identity, secret: secret, in: database)
      let teams = try Self.insertTeams(of: source, in: id, database)
      try Self.insertRecords(of: source, in: id, teams, database)
      for run in source.runs { try Self.insert(run, in: id, teams, counting, database) }
      let detail = "\(source.teams.count) teams, \(source.runs.count) runs"
      try Self.audit(actor, "competition.import", competition.name, detail, competition: id, at: now, in: database)
      return Imported(
        competition: try Self.requireCompetition(id, in: database), teams: source.teams.count,
        runs: source.runs.count)
    }
  }

  private static func requireNew(_ source: ImportedCompetition, in database: Database) throws {
    let sql = "SELECT name, slug FROM competition WHERE identity = ? ORDER BY id"
    guard let there = try Row.fetchOne(database, sql: sql, arguments: [source.identity]) else { return }
    let (name, slug): (String, String) = (there["name"], there["slug"])
    throw ArchiveError.refused(
      "this is an archive of \(name), which is here already, as \(slug); nothing was imported",
      mend: "Go on with that one, or import it as a copy to have it twice.")
  }

  /// - Returns: This server's ids by the archive's.
  private static func insertTeams(
    of source: ImportedCompetition, in competition: Int64, _ database: Database
  ) throws -> [Int64: Int64] {
    var ids: [Int64: Int64] = [:]
    for team in source.teams {
      let name = try DisplayName(team.name)
      try database.execute(
        sql: """
          INSERT INTO team (name, nameKey, captain, isSolo, sizeLimit, created, imported)
          VALUES (?, ?, NULL, ?, ?, ?, ?)
          """,
        arguments: [
          name.text, name.key, team.isSolo, max(1, team.members.count), team.joined,
          try CompetitionArchive.text(team.members),
        ])
      let id = database.lastInsertedRowID
      ids[team.id] = id
      let competitor = Competitor(
        team: id, name: name.text, bracket: team.bracket, joined: team.joined, disqualified: team.disqualified)
      try insertCompetitor(competitor, in: competition, in: database)
    }
    return ids
  }

  private static func insertRecords(
    of source: ImportedCompetition, in id: Int64, _ teams: [Int64: Int64], _ database: Database
  ) throws {
    for award in source.awards {
      _ = try insert(
        Award(
          team: teams[award.team] ?? 0, points: award.points, reason: award.reason, givenBy: award.givenBy,
          at: award.at), in: id, in: database)
    }
    for announcement in source.announcements {
      try database.execute(
        sql: "INSERT INTO announcement (competition, text, author, at) VALUES (?, ?, ?, ?)",
        arguments: [id, announcement.text, announcement.author, announcement.at])
    }
    for entry in source.audit {
      try database.execute(
        sql: """
          INSERT INTO audit (at, account, actor, competition, action, subject, detail) VALUES (?, NULL, ?, ?, ?, ?, ?)
          """, arguments: [entry.at, entry.actor, id, entry.action, entry.subject, entry.detail])
    }
  }

  private static func insert(
    _ imported: ImportedCompetition.ImportedRun, in competition: Int64, _ teams: [Int64: Int64], _ counting: Counting,
    _ database: Database
  ) throws {
    let line = imported.line
    var run = Run(scenario: line.scenario, seed: UInt64(line.seed) ?? 0, player: line.player, started: line.started)
    (run.team, run.competition, run.ended) = (teams[line.team], competition, line.ended)
    (run.points, run.isSolved, run.isPractice, run.card) = (line.points, line.isSolved, line.isPractice, line.card)
    if counting == .asExported { (run.isVerified, run.refusal) = (line.isVerified, line.refusal) }
    try run.insert(database)
    let number = run.number ?? 0
    _ = try append(imported.journal, toRun: number, in: database)
    for seat in line.seats {
      try database.execute(
        sql: "INSERT INTO seat (run, seat, account, name) VALUES (?, ?, NULL, ?)",
        arguments: [number, seat.seat, seat.name])
    }
    if run.isVerified, !run.isPractice, let result = RunResult(kept: run) { try insert(result, in: database) }
  }
}

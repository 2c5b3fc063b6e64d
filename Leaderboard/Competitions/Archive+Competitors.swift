import GRDB

/// Teams in competitions.
extension Archive {
  /// The competitions in which one of an account's teams takes part.
  package func entered(by account: Int64) throws(ArchiveError) -> Set<Int64> {
    try read { database in
      let sql =
        "SELECT competitor.competition FROM competitor JOIN member ON member.team = competitor.team WHERE member.account = ?"
      return try Int64.fetchSet(database, sql: sql, arguments: [account])
    }
  }

  /// Those who take part or did, by when they joined.
  package func competitors(in competition: Int64) throws(ArchiveError) -> [Competitor] {
    try read { database in try Self.competitors(in: competition, in: database) }
  }

  /// - Parameter team: nil for all.
  static func competitors(_ team: Int64? = nil, in competition: Int64, in database: Database) throws -> [Competitor] {
    try Competitor.fetchAll(
      database,
      sql: """
        SELECT competitor.team, team.name, competitor.bracket, competitor.joined, competitor.disqualified
        FROM competitor JOIN team ON team.id = competitor.team
        WHERE competitor.competition = ?1 AND (?2 IS NULL OR competitor.team = ?2)
        ORDER BY competitor.joined, competitor.team
        """, arguments: [competition, team])
  }

  package func competitor(_ team: Int64, in competition: Int64) throws(ArchiveError) -> Competitor? {
    try read { database in try Self.competitor(team, in: competition, in: database) }
  }

  static func competitor(_ team: Int64, in competition: Int64, in database: Database) throws -> Competitor? {
    try competitors(team, in: competition, in: database).first
  }

  static func requireCompetitor(_ team: Int64, of competition: Competition, in database: Database) throws -> Competitor
  {
    guard let competitor = try competitor(team, in: competition.id, in: database) else {
      throw ArchiveError.missing("team \(team) in \(competition.name)")
    }
    return competitor
  }

  /// The competitions that a team takes part in and that are not over.
  package func openCompetitions(of team: Int64, at now: Int64) throws(ArchiveError) -> [Competition] {
    try read { database in try Self.openCompetitions(of: team, at: now, in: database) }
  }

  /// Enters a team. Once is enough: a second time changes nothing.
  /// - Parameter account: who asks, the captain.
  package func enter(
    _ team: Int64, in competition: Int64, bracket: String? = nil, by account: Int64, at now: Int64
  ) throws(ArchiveError) -> Competitor {
    try write { database in
      let competition = try Self.requireCompetition(competition, in: database)
      let team = try Self.requireTeam(team, in: database)
      guard team.captain == account else {
        throw ArchiveError.refused("only the captain of \(team.name) may do this")
      }
      if let there = try Self.competitor(team.id, in: competition.id, in: database) { return there }
      guard !competition.isDraft else {
        throw ArchiveError.refused("\(competition.name) is a draft", mend: "Publish it first.")
      }
      guard competition.state(at: now) != .over else { throw ArchiveError.refused("\(competition.name) is over") }
      let size = try Self.members(of: team.id, in: database).count
      if let limit = competition.rules.teamSize, size > limit {
        throw ArchiveError.refused("\(competition.name) takes teams of \(limit) at most, and \(team.name) has \(size)")
      }
      let bracket = try Self.check(bracket, in: competition)
      try Self.insertCompetitor(
        Competitor(team: team.id, name: team.name, bracket: bracket, joined: now), in: competition.id, in: database)
      return try Self.requireCompetitor(team.id, of: competition, in: database)
    }
  }

  private static func check(_ bracket: String?, in competition: Competition) throws(ArchiveError) -> String? {
    let brackets = competition.rules.brackets
    guard let bracket, !bracket.isEmpty else {
      guard brackets.isEmpty else {
        throw .invalid(field: "bracket", "choose one of \(brackets.joined(separator: ", "))")
      }
      return nil
    }
    guard brackets.contains(bracket) else {
      throw .invalid(
        field: "bracket",
        brackets.isEmpty
          ? "\(competition.name) has no brackets" : "it must be one of \(brackets.joined(separator: ", "))")
    }
    return bracket
  }

  static func insertCompetitor(_ competitor: Competitor, in competition: Int64, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO competitor (competition, team, bracket, joined, disqualified) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        competition, competitor.team, competitor.bracket, competitor.joined, competitor.disqualified,
      ])
  }

  /// Takes a team out that has not played yet.
  package func withdraw(_ team: Int64, from competition: Int64, by account: Int64) throws(ArchiveError) {
    try write { database in
      let competition = try Self.requireCompetition(competition, in: database)
      let competitor = try Self.requireCompetitor(team, of: competition, in: database)
      guard try Self.requireTeam(team, in: database).captain == account else {
        throw ArchiveError.refused("only the captain of \(competitor.name) may do this")
      }
      let hasPlayed = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE competition = ? AND team = ?)",
        arguments: [competition.id, team])
      if hasPlayed ?? true { throw ArchiveError.refused("\(competitor.name) has played in \(competition.name)") }
      try database.execute(
        sql: "DELETE FROM competitor WHERE competition = ? AND team = ?", arguments: [competition.id, team])
    }
  }

  // MARK: What organisers do

  /// Takes a team out of the ranking, with a reason that it can read.
  package func disqualify(_ team: Int64, from competition: Int64, reason: String, at now: Int64, by actor: Actor)
    throws(ArchiveError)
  {
    let reason = try PlainText(reason, field: "reason", maximum: 500).text
    try change(team, in: competition, "team.disqualify", reason, at: now, by: actor) { database, _ in
      try database.execute(
        sql: "UPDATE competitor SET disqualified = ? WHERE competition = ? AND team = ?",
        arguments: [reason, competition, team])
    }
  }

  package func readmit(_ team: Int64, to competition: Int64, reason: String = "", at now: Int64, by actor: Actor)
    throws(ArchiveError)
  {
    let reason = try PlainText(reason, field: "reason", maximum: 500, mayBeEmpty: true).text
    try change(team, in: competition, "team.readmit", reason, at: now, by: actor) { database, _ in
      try database.execute(
        sql: "UPDATE competitor SET disqualified = NULL WHERE competition = ? AND team = ?",
        arguments: [competition, team])
    }
  }

  package func setBracket(_ bracket: String?, of team: Int64, in competition: Int64, at now: Int64, by actor: Actor)
    throws(ArchiveError)
  {
    try change(team, in: competition, "team.bracket", bracket ?? "none", at: now, by: actor) { database, value in
      try database.execute(
        sql: "UPDATE competitor SET bracket = ? WHERE competition = ? AND team = ?",
        arguments: [try Self.check(bracket, in: value), competition, team])
    }
  }

  /// Gives a team points, or takes some away.
  package func award(
    _ points: Int, to team: Int64, in competition: Int64, reason: String, at now: Int64, by actor: Actor
  ) throws(ArchiveError) -> Award {
    try Award.check(points)
    let reason = try PlainText(reason, field: "reason", maximum: 500).text
    var award = Award(team: team, points: points, reason: reason, givenBy: actor.name, at: now)
    try change(team, in: competition, "award", "\(points): \(reason)", at: now, by: actor) { database, _ in
      award = try Self.insert(award, in: competition, in: database)
    }
    return award
  }

  static func insert(_ award: Award, in competition: Int64, in database: Database) throws -> Award {
    try database.execute(
      sql: "INSERT INTO award (competition, team, points, reason, givenBy, at) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [competition, award.team, award.points, award.reason, award.givenBy, award.at])
    return Award(
      id: database.lastInsertedRowID, team: award.team, points: award.points, reason: award.reason,
      givenBy: award.givenBy, at: award.at)
  }

  package func awards(in competition: Int64) throws(ArchiveError) -> [Award] {
    try read { database in try Self.awards(in: competition, in: database) }
  }

  static func awards(in competition: Int64, in database: Database) throws -> [Award] {
    try Award.fetchAll(
      database, sql: "SELECT id, team, points, reason, givenBy, at FROM award WHERE competition = ? ORDER BY id",
      arguments: [competition])
  }

  private func change(
    _ team: Int64, in competition: Int64, _ action: String, _ detail: String, at now: Int64, by actor: Actor,
    _ body: (Database, Competition) throws -> Void
  ) throws(ArchiveError) {
    try write { database in
      let value = try Self.requireCompetition(competition, in: database)
      let competitor = try Self.requireCompetitor(team, of: value, in: database)
      try body(database, value)
      try Self.audit(actor, action, competitor.name, detail, competition: competition, at: now, in: database)
    }
  }
}

extension Award {
  static let range = -100_000...100_000

  static func check(_ points: Int) throws(ArchiveError) {
    guard points != 0, range.contains(points) else {
      throw .invalid(
        field: "points", "it must be from \(range.lowerBound) to \(range.upperBound), and not 0")
    }
  }
}

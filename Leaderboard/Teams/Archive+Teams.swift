import GRDB

/// Teams, as anybody may ask for them.
extension Archive {
  package func team(_ id: Int64) throws(ArchiveError) -> Team? {
    try read { database in try Self.team(id, in: database) }
  }

  static func team(_ id: Int64, in database: Database) throws -> Team? {
    try Team.fetchOne(database, sql: "SELECT \(Team.columns) FROM team WHERE id = ?", arguments: [id])
  }

  static func requireTeam(_ id: Int64, in database: Database) throws -> Team {
    guard let team = try team(id, in: database) else { throw ArchiveError.missing("team \(id)") }
    return team
  }

  /// The teams that somebody is in: their own, and after it the one that they joined.
  package func teams(of account: Int64) throws(ArchiveError) -> [Team] {
    try read { database in
      try Team.fetchAll(
        database,
        sql: """
          SELECT \(Team.columns) FROM team JOIN member ON member.team = team.id
          WHERE member.account = ? ORDER BY team.isSolo DESC
          """, arguments: [account])
    }
  }

  /// Teams of several, by name.
  package func teams(after name: String = "", limit: Int = 100) throws(ArchiveError) -> [Team] {
    try read { database in
      try Team.fetchAll(
        database,
        sql: """
          SELECT \(Team.columns) FROM team WHERE NOT isSolo AND imported IS NULL AND captain IS NOT NULL AND name > ?
          ORDER BY name LIMIT ?
          """, arguments: [name, limit])
    }
  }

  /// Who is in a team, from those who have been there longest on.
  package func members(of team: Int64) throws(ArchiveError) -> [TeamMember] {
    try read { database in try Self.members(of: team, in: database) }
  }

  static func members(of team: Int64, in database: Database) throws -> [TeamMember] {
    try TeamMember.fetchAll(
      database,
      sql: """
        SELECT member.account, account.name, member.joined, team.captain IS member.account AS isCaptain
        FROM member JOIN account ON account.id = member.account JOIN team ON team.id = member.team
        WHERE member.team = ? ORDER BY member.joined, member.account
        """, arguments: [team])
  }

  package func isMember(_ account: Int64, of team: Int64) throws(ArchiveError) -> Bool {
    try read { database in try Self.isMember(account, of: team, in: database) }
  }

  static func isMember(_ account: Int64, of team: Int64, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM member WHERE team = ? AND account = ?)", arguments: [team, account])
      ?? false
  }

  /// The team that an invitation is for; nil when it is not valid any more.
  package func team(invitedBy hash: String) throws(ArchiveError) -> Team? {
    try read { database in try Self.team(invitedBy: hash, in: database) }
  }

  static func team(invitedBy hash: String, in database: Database) throws -> Team? {
    try Team.fetchOne(
      database, sql: "SELECT \(Team.columns) FROM team WHERE inviteHash = ?", arguments: [hash])
  }

  static func insertTeam(
    _ name: DisplayName, captain: Int64, isSolo: Bool, sizeLimit: Int, inviteHash: String? = nil, at now: Int64,
    in database: Database
  ) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO team (name, nameKey, captain, isSolo, sizeLimit, inviteHash, created) VALUES (?, ?, ?, ?, ?, ?, ?)
        """, arguments: [name.text, name.key, captain, isSolo, sizeLimit, inviteHash, now])
    let team = database.lastInsertedRowID
    try insertMember(captain, of: team, isSolo: isSolo, at: now, in: database)
    return team
  }

  static func insertMember(
    _ account: Int64, of team: Int64, isSolo: Bool, at now: Int64, in database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO member (team, account, joined, isSolo) VALUES (?, ?, ?, ?)",
      arguments: [team, account, now, isSolo])
  }
}

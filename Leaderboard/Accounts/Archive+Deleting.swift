import GRDB

/// Deleting accounts for good.
extension Archive {
  /// What came of a deletion.
  package struct DeletedAccount: Hashable, Sendable {
    /// What their results and runs stand under from now on.
    package let name: String
    /// All teams that they were in, their own among them.
    package let teams: [Int64]
    /// That their own team takes part in, or did.
    package let competitions: [Int64]
    /// Open runs of their own team, which nobody is left to play.
    package let openRuns: [Int64]
  }

  /// Takes everything away by which somebody can be known or can sign in. Their results stay, under a neutral name, and so
  /// do lines of the audit, which is never changed.
  package func delete(account id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) -> DeletedAccount {
    try write { database in
      let account = try Self.requireAccount(id, in: database)
      try Self.requireOtherAdmin(than: account, in: database)
      let teams = try Int64.fetchAll(
        database, sql: "SELECT team FROM member WHERE account = ? ORDER BY isSolo DESC, team", arguments: [id])
      for team in teams where team != account.soloTeam {
        _ = try Self.remove(id, from: try Self.requireTeam(team, in: database), in: database)
      }
      // Nobody is in their own team any more either.
      for table in ["session", "token", "link", "member"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [id])
      }
      let name = try Self.neutralName(for: account, in: database)
      try Self.replaceName(of: account, by: name, in: database)
      try database.execute(
        sql: "UPDATE account SET passwordHash = NULL, role = 'player', deleted = ? WHERE id = ?", arguments: [now, id])
      try Self.audit(actor, "account.delete", name.text, "was \(account.role.rawValue)", at: now, in: database)
      let open = try Int64.fetchAll(
        database, sql: "SELECT number FROM run WHERE team = ? AND ended IS NULL ORDER BY number",
        arguments: [account.soloTeam])
      let competitions = try Int64.fetchAll(
        database, sql: "SELECT competition FROM competitor WHERE team = ? ORDER BY competition",
        arguments: [account.soloTeam])
      return DeletedAccount(name: name.text, teams: teams, competitions: competitions, openRuns: open)
    }
  }

  /// The first that nobody has: somebody may have called themselves so.
  private static func neutralName(for account: Account, in database: Database) throws -> DisplayName {
    let plain = "Deleted player \(account.id)"
    var number = 1
    while true {
      let name = try DisplayName(number == 1 ? plain : "\(plain) (\(number))")
      let isTaken = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM team WHERE nameKey = ? AND imported IS NULL)",
        arguments: [name.key])
      guard isTaken ?? false else { return name }
      number += 1
    }
  }

  /// Wherever the archive keeps a name beside the account.
  private static func replaceName(of account: Account, by name: DisplayName, in database: Database) throws {
    try database.execute(
      sql: "UPDATE account SET name = ?, nameKey = ? WHERE id = ?", arguments: [name.text, name.key, account.id])
    try database.execute(
      sql: "UPDATE team SET name = ?, nameKey = ? WHERE id = ?", arguments: [name.text, name.key, account.soloTeam])
    try database.execute(sql: "UPDATE run SET player = ? WHERE account = ?", arguments: [name.text, account.id])
    try database.execute(sql: "UPDATE seat SET name = ? WHERE account = ?", arguments: [name.text, account.id])
    // These know no account.
    try database.execute(
      sql: "UPDATE announcement SET author = ? WHERE author = ?", arguments: [name.text, account.name])
    try database.execute(
      sql: "UPDATE award SET givenBy = ? WHERE givenBy = ?", arguments: [name.text, account.name])
  }
}

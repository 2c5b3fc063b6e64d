import GRDB

extension Archive {
  /// Makes an account and the team that consists of it alone.
  /// - Parameters:
  ///   - passwordHash: nil for somebody who signs in by links alone.
  ///   - actor: whoever makes it for somebody else; nil where people make their own.
  package func createAccount(
    name: String, role: Role = .player, passwordHash: String? = nil, at now: Int64, by actor: Actor? = nil
  ) throws(ArchiveError) -> Account {
    let name = try DisplayName(name)
    return try write { database in
      let account = try Self.createAccount(name, role, passwordHash, at: now, in: database)
      if let actor {
        try Self.audit(actor, "account.create", account.name, "as \(role.rawValue)", at: now, in: database)
      }
      return account
    }
  }

  static func createAccount(
    _ name: DisplayName, _ role: Role, _ passwordHash: String?, at now: Int64, in database: Database
  ) throws -> Account {
    try requireFree(name, in: database)
    try database.execute(
      sql: "INSERT INTO account (name, nameKey, role, created, passwordHash) VALUES (?, ?, ?, ?, ?)",
      arguments: [name.text, name.key, role.rawValue, now, passwordHash])
    let id = database.lastInsertedRowID
    _ = try insertTeam(name, captain: id, isSolo: true, sizeLimit: 1, at: now, in: database)
    return try requireAccount(id, in: database)
  }

  /// Accounts and teams share their names: on a board they stand side by side.
  static func requireFree(_ name: DisplayName, exceptTeam team: Int64? = nil, in database: Database) throws {
    let isTaken = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM team WHERE nameKey = ? AND imported IS NULL AND id IS NOT ?)",
      arguments: [name.key, team])
    if isTaken ?? false {
      throw ArchiveError.refused("the name \(name.text), or one that looks like it, is taken", mend: "Choose another.")
    }
  }

  static func account(_ id: Int64, in database: Database) throws -> Account? {
    try Account.fetchOne(
      database, sql: "SELECT \(Account.columns) FROM \(Account.tables) WHERE account.id = ?", arguments: [id])
  }

  /// Somebody who can still do something, and to whom something can be done.
  static func requireAccount(_ id: Int64, in database: Database) throws -> Account {
    let isDeleted = try Bool.fetchOne(
      database, sql: "SELECT deleted IS NOT NULL FROM account WHERE id = ?", arguments: [id])
    guard isDeleted == false, let account = try account(id, in: database) else {
      throw ArchiveError.missing("account \(id)")
    }
    return account
  }

  package func account(_ id: Int64) throws(ArchiveError) -> Account? {
    try read { database in try Self.account(id, in: database) }
  }

  package func account(named name: String) throws(ArchiveError) -> Account? {
    try credentials(named: name)?.account
  }

  /// An account and the hash of its password, to compare with what was typed; nil where nobody has the name.
  package func credentials(named name: String) throws(ArchiveError) -> (account: Account, passwordHash: String?)? {
    // A name that nobody can have is nobody's.
    guard let key = try? DisplayName(name).key else { return nil }
    return try read { database in
      let sql = "SELECT \(Account.columns), account.passwordHash FROM \(Account.tables) WHERE account.nameKey = ?"
      guard let row = try Row.fetchOne(database, sql: sql, arguments: [key]) else { return nil }
      return (try Account(row: row), row["passwordHash"])
    }
  }

  /// Accounts in the order in which they were made.
  /// - Parameters:
  ///   - text: what their names hold; all where it is empty.
  ///   - id: the last one of the page before.
  package func accounts(matching text: String = "", after id: Int64 = 0, limit: Int = 100) throws(ArchiveError)
    -> [Account]
  {
    try read { database in
      try Account.fetchAll(
        database,
        sql: """
          SELECT \(Account.columns) FROM \(Account.tables)
          WHERE account.id > ? AND account.deleted IS NULL AND (? = '' OR instr(lower(account.name), lower(?)) > 0)
          ORDER BY account.id LIMIT ?
          """, arguments: [id, text, text, limit])
    }
  }

  package func accountCount() throws(ArchiveError) -> Int {
    try read { database in try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM account WHERE deleted IS NULL") ?? 0 }
  }

  /// Somebody who can administer the server; nil on one that is new.
  package func firstAdmin() throws(ArchiveError) -> Account? {
    try read { database in
      try Account.fetchOne(
        database,
        sql: """
          SELECT \(Account.columns) FROM \(Account.tables)
          WHERE account.role = 'admin' AND NOT account.isDisabled ORDER BY account.id LIMIT 1
          """)
    }
  }

  // MARK: Changes

  /// Sets a password, which signs out everybody else who is signed in with the account.
  /// - Parameters:
  ///   - session: the one that stays; nil for none.
  ///   - actor: whoever does it for somebody else.
  package func setPassword(
    hash: String?, of id: Int64, keeping session: String? = nil, at now: Int64, by actor: Actor? = nil
  ) throws(ArchiveError) {
    try write { database in
      let account = try Self.requireAccount(id, in: database)
      try database.execute(sql: "UPDATE account SET passwordHash = ? WHERE id = ?", arguments: [hash, id])
      try database.execute(
        sql: "DELETE FROM session WHERE account = ? AND hash IS NOT ?", arguments: [id, session])
      if let actor { try Self.audit(actor, "account.password", account.name, at: now, in: database) }
    }
  }

  /// Changes an account's name, and with it that of the team that consists of it alone.
  package func rename(account id: Int64, to text: String, at now: Int64, by actor: Actor? = nil)
    throws(ArchiveError) -> Account
  {
    let name = try DisplayName(text)
    return try write { database in
      let account = try Self.requireAccount(id, in: database)
      try Self.requireFree(name, exceptTeam: account.soloTeam, in: database)
      try database.execute(
        sql: "UPDATE account SET name = ?, nameKey = ? WHERE id = ?", arguments: [name.text, name.key, id])
      try database.execute(
        sql: "UPDATE team SET name = ?, nameKey = ? WHERE id = ?", arguments: [name.text, name.key, account.soloTeam])
      if let actor {
        try Self.audit(actor, "account.rename", account.name, "to \(name.text)", at: now, in: database)
      }
      return try Self.requireAccount(id, in: database)
    }
  }

  package func setRole(_ role: Role, of id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) -> Account {
    try write { database in
      let account = try Self.requireAccount(id, in: database)
      if role < .admin { try Self.requireOtherAdmin(than: account, in: database) }
      try database.execute(sql: "UPDATE account SET role = ? WHERE id = ?", arguments: [role.rawValue, id])
      let detail = "from \(account.role.rawValue) to \(role.rawValue)"
      try Self.audit(actor, "account.role", account.name, detail, at: now, in: database)
      return try Self.requireAccount(id, in: database)
    }
  }

  /// Whoever is disabled is signed out and cannot sign in; what they did stays.
  package func setDisabled(_ isDisabled: Bool, of id: Int64, at now: Int64, by actor: Actor) throws(ArchiveError)
    -> Account
  {
    try write { database in
      let account = try Self.requireAccount(id, in: database)
      if isDisabled { try Self.requireOtherAdmin(than: account, in: database) }
      try database.execute(sql: "UPDATE account SET isDisabled = ? WHERE id = ?", arguments: [isDisabled, id])
      if isDisabled { try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [id]) }
      try Self.audit(actor, isDisabled ? "account.disable" : "account.enable", account.name, at: now, in: database)
      return try Self.requireAccount(id, in: database)
    }
  }

  static func requireOtherAdmin(than account: Account, in database: Database) throws {
    guard account.role == .admin, !account.isDisabled else { return }
    let others = try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM account WHERE role = 'admin' AND NOT isDisabled AND id <> ?",
      arguments: [account.id])
    if (others ?? 0) == 0 {
      throw ArchiveError.refused("\(account.name) is the server's only admin", mend: "Make somebody else one first.")
    }
  }
}

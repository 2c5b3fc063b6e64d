import GRDB

/// Who is signed in, and by what: sessions of browsers, personal tokens, links that can be used once.
extension Archive {
  /// A session or token that is in use is written down as such once a minute.
  private static let useResolution: Int64 = 60_000_000

  // MARK: Sessions

  package func open(_ session: Session) throws(ArchiveError) {
    try write { database in try Self.open(session, in: database) }
  }

  private static func open(_ session: Session, in database: Database) throws {
    // It may have been deleted while the password was looked at.
    _ = try requireAccount(session.account, in: database)
    try database.execute(
      sql: "INSERT INTO session (hash, csrf, account, created, expires, lastSeen) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        session.hash, session.csrf, session.account, session.created, session.expires, session.lastSeen,
      ])
  }

  /// The session with the hash and whoever it signs in; nil when it has expired or the account is disabled.
  package func session(hash: String, at now: Int64) throws(ArchiveError) -> (session: Session, account: Account)? {
    let found: (session: Session, account: Account)? = try read { database in
      guard
        let session = try Session.fetchOne(database, sql: "SELECT * FROM session WHERE hash = ?", arguments: [hash]),
        session.expires > now, let account = try Self.account(session.account, in: database), !account.isDisabled
      else { return nil }
      return (session, account)
    }
    if let found, now - found.session.lastSeen >= Self.useResolution {
      try write { database in
        try database.execute(sql: "UPDATE session SET lastSeen = ? WHERE hash = ?", arguments: [now, hash])
      }
    }
    return found
  }

  package func closeSession(hash: String) throws(ArchiveError) {
    try write { database in try database.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [hash]) }
  }

  /// Signs an account out everywhere but in the session that is given.
  package func closeSessions(of account: Int64, except hash: String? = nil) throws(ArchiveError) {
    try write { database in
      try database.execute(
        sql: "DELETE FROM session WHERE account = ? AND hash IS NOT ?", arguments: [account, hash])
    }
  }

  /// Forgets sessions and links that have expired.
  package func removeExpired(at now: Int64) throws(ArchiveError) {
    try write { database in
      try database.execute(sql: "DELETE FROM session WHERE expires <= ?", arguments: [now])
      try database.execute(sql: "DELETE FROM link WHERE expires <= ?", arguments: [now])
    }
  }

  // MARK: Tokens

  package static let maximumTokens = 20

  package func createToken(name: String, hash: String, of account: Int64, at now: Int64) throws(ArchiveError) -> Token {
    let name = try DisplayName(name)
    return try write { database in
      _ = try Self.requireAccount(account, in: database)
      let count = try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM token WHERE account = ?", arguments: [account])
      guard (count ?? 0) < Self.maximumTokens else {
        throw ArchiveError.refused(
          "you have \(Self.maximumTokens) tokens, and more are not kept", mend: "Delete one that you do not use.")
      }
      try database.execute(
        sql: "INSERT INTO token (hash, name, account, created) VALUES (?, ?, ?, ?)",
        arguments: [hash, name.text, account, now])
      return Token(
        id: database.lastInsertedRowID, name: name.text, account: account, created: now, lastUsed: nil)
    }
  }

  package func tokens(of account: Int64) throws(ArchiveError) -> [Token] {
    try read { database in
      try Token.fetchAll(
        database, sql: "SELECT id, name, account, created, lastUsed FROM token WHERE account = ? ORDER BY id",
        arguments: [account])
    }
  }

  /// The token with the hash and whoever it signs in; nil when there is none or the account is disabled.
  package func token(hash: String, at now: Int64) throws(ArchiveError) -> (token: Token, account: Account)? {
    let found: (token: Token, account: Account)? = try read { database in
      let sql = "SELECT id, name, account, created, lastUsed FROM token WHERE hash = ?"
      guard let token = try Token.fetchOne(database, sql: sql, arguments: [hash]),
        let account = try Self.account(token.account, in: database), !account.isDisabled
      else { return nil }
      return (token, account)
    }
    if let found, found.token.lastUsed.map({ now - $0 >= Self.useResolution }) ?? true {
      try write { database in
        try database.execute(sql: "UPDATE token SET lastUsed = ? WHERE hash = ?", arguments: [now, hash])
      }
    }
    return found
  }

  package func deleteToken(_ id: Int64, of account: Int64) throws(ArchiveError) {
    try write { database in
      try database.execute(sql: "DELETE FROM token WHERE id = ? AND account = ?", arguments: [id, account])
      if database.changesCount == 0 { throw ArchiveError.missing("token \(id)") }
    }
  }

  // MARK: Links

  /// - Parameter actor: who makes it; nil for the server itself.
  package func createLink(_ link: Link, by actor: Actor? = nil) throws(ArchiveError) {
    try write { database in
      let subject = try link.account.map { try Self.requireAccount($0, in: database).name } ?? link.role?.rawValue ?? ""
      try database.execute(
        sql: "INSERT INTO link (hash, purpose, account, role, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          link.hash, link.purpose.rawValue, link.account, link.role?.rawValue, link.created, link.expires,
        ])
      if let actor {
        try Self.audit(actor, "link.\(link.purpose.rawValue)", subject, at: link.created, in: database)
      }
    }
  }

  /// A link that can still be used, which this does not do.
  package func link(hash: String, at now: Int64) throws(ArchiveError) -> Link? {
    try read { database in try Self.link(hash, at: now, in: database) }
  }

  private static func link(_ hash: String, at now: Int64, in database: Database) throws -> Link? {
    try Link.fetchOne(
      database, sql: "SELECT * FROM link WHERE hash = ? AND used IS NULL AND expires > ?", arguments: [hash, now])
  }

  /// Uses up a link. Of two who come at the same time, one gets it.
  private static func use(_ hash: String, _ purpose: Link.Purpose, at now: Int64, in database: Database) throws -> Link
  {
    guard let link = try link(hash, at: now, in: database), link.purpose == purpose else {
      throw ArchiveError.refused("this link was used already, or has expired", mend: "Ask for another.")
    }
    try database.execute(sql: "UPDATE link SET used = ? WHERE hash = ?", arguments: [now, hash])
    return link
  }

  /// Uses up a link to sign in.
  package func signIn(withLink hash: String, at now: Int64) throws(ArchiveError) -> Account {
    try write { database in
      let link = try Self.use(hash, .signIn, at: now, in: database)
      let account = try Self.requireAccount(link.account ?? 0, in: database)
      guard !account.isDisabled else { throw ArchiveError.refused("the account \(account.name) is disabled") }
      return account
    }
  }

  /// Uses up a link to make an account. A name that cannot be taken leaves the link as it was.
  package func signUp(withLink hash: String, name: String, passwordHash: String? = nil, at now: Int64)
    throws(ArchiveError) -> Account
  {
    let name = try DisplayName(name)
    return try write { database in
      let link = try Self.use(hash, .signUp, at: now, in: database)
      return try Self.createAccount(name, link.role ?? .player, passwordHash, at: now, in: database)
    }
  }
}

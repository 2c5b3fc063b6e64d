import GRDB

/// Something that an organiser did.
package struct AuditEntry: Codable, Hashable, Sendable, FetchableRecord {
  package let id: Int64
  package let at: Int64
  /// Nil for the machine's console, and for accounts of other servers.
  package let account: Int64?
  /// Their name at that time.
  package let actor: String
  /// Nil for what concerns the server.
  package let competition: Int64?
  /// As in `competition.pause`.
  package let action: String
  /// What it was done to.
  package let subject: String
  package let detail: String
}

extension Archive {
  /// Writes down what is being done, in the transaction that does it.
  static func audit(
    _ actor: Actor, _ action: String, _ subject: String, _ detail: String = "", competition: Int64? = nil,
    at now: Int64, in database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO audit (at, account, actor, competition, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [now, actor.account, actor.name, competition, action, subject, detail])
  }

  /// What was done, the newest first.
  /// - Parameters:
  ///   - competition: nil for everything on the server.
  ///   - id: the last one of the page before.
  package func audit(ofCompetition competition: Int64? = nil, before id: Int64 = .max, limit: Int = 100)
    throws(ArchiveError) -> [AuditEntry]
  {
    try read { database in
      try AuditEntry.fetchAll(
        database,
        sql: "SELECT * FROM audit WHERE id < ?1 AND (?2 IS NULL OR competition = ?2) ORDER BY id DESC LIMIT ?3",
        arguments: [id, competition, limit])
    }
  }
}

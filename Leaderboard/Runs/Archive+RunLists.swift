import GRDB

/// Lists of runs of teams. They come without their cards, which may be long.
extension Archive {
  private static let columns = """
    number, scenario, seed, player, started, ended, points, isSolved, isPractice, NULL AS card, team, competition,
    account, isVerified, refusal
    """

  /// A run without its card.
  static func summary(_ number: Int64, in database: Database) throws -> Run? {
    try Run.fetchOne(database, sql: "SELECT \(columns) FROM run WHERE number = ?", arguments: [number])
  }

  /// All open runs of teams, from the oldest on.
  package func openRuns() throws(ArchiveError) -> [Run] {
    // The planner would rather walk through all runs than sort a few, and what it asks of them lies behind their cards.
    try runs("team IS NOT NULL AND ended IS NULL ORDER BY number", [], by: "openRun")
  }

  package func openRuns(of team: Int64) throws(ArchiveError) -> [Run] {
    try runs("team = ? AND ended IS NULL ORDER BY number", [team])
  }

  /// The run of a scenario that a team is at.
  package func openRun(of team: Int64, scenario: String, competition: Int64?) throws(ArchiveError) -> Run? {
    try runs(
      "team = ? AND ended IS NULL AND scenario = ? AND competition IS ? ORDER BY number LIMIT 1",
      [team, scenario, competition]
    ).first
  }

  /// A team's runs, the newest first.
  /// - Parameter number: the last one of the page before.
  package func runs(of team: Int64, before number: Int64 = .max, limit: Int = 100) throws(ArchiveError) -> [Run] {
    try runs("team = ? AND number < ? ORDER BY number DESC LIMIT ?", [team, number, limit])
  }

  /// The runs at which somebody has a seat, the newest first.
  package func runs(withSeatOf account: Int64, before number: Int64 = .max, limit: Int = 100) throws(ArchiveError)
    -> [Run]
  {
    try runs(
      """
      number IN (SELECT run FROM seat WHERE seat.account = ?1) AND number < ?2 ORDER BY number DESC LIMIT ?3
      """, [account, number, limit])
  }

  /// All runs in a competition, from the oldest on.
  package func runs(inCompetition competition: Int64) throws(ArchiveError) -> [Run] {
    try runs("competition = ? ORDER BY number", [competition])
  }

  /// - Parameter index: the one that SQLite must use; nil for its own choice.
  private func runs(_ condition: String, _ arguments: StatementArguments, by index: String? = nil)
    throws(ArchiveError) -> [Run]
  {
    let indexed = index.map { "INDEXED BY \($0)" } ?? ""
    return try read { database in
      try Run.fetchAll(
        database, sql: "SELECT \(Self.columns) FROM run \(indexed) WHERE \(condition)", arguments: arguments)
    }
  }
}

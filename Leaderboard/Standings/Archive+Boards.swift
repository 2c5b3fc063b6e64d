import GRDB

/// Boards outside of competitions. Solved runs count that are no practice and that the server has verified.
extension Archive {
  /// Runs in competitions are not shown before these are over and revealed: a board here must not tell what a frozen one
  /// hides. Neither are runs of disqualified teams, of disabled players, and of other servers' teams.
  private static let shown = """
    team.imported IS NULL
    AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = team.captain AND team.isSolo AND account.isDisabled)
    AND (result.competition IS NULL OR EXISTS (
      SELECT 1 FROM competition JOIN competitor ON competitor.competition = competition.id
      WHERE competition.id = result.competition AND competitor.team = result.team AND competitor.disqualified IS NULL
        AND \(openBook)))
    """

  /// As `Competition.isOpenBook`.
  static let openBook = """
    competition.ends <= :now
    AND (competition.freezesAt IS NULL OR competition.freezesAt > :now OR competition.revealedAt <= :now)
    """

  /// The board of a server.
  package func board(_ scope: Board.Scope, at now: Int64, limit: Int = 100) throws(ArchiveError) -> Board {
    let (scenario, range) = Self.bounds(scope)
    let entries = try read { database in
      try Row.fetchCursor(
        database,
        sql: """
          SELECT \(RunResult.columns), team.name, team.isSolo FROM result JOIN team ON team.id = result.team
          WHERE result.isSolved AND (:scenario IS NULL OR result.scenario = :scenario)
            AND result.ended >= :from AND result.ended < :to AND \(Self.shown)
          """, arguments: ["now": now, "scenario": scenario, "from": range.lowerBound, "to": range.upperBound]
      ).map { row in
        let result = try RunResult(row: row)
        return Board.Entry(
          owner: String(result.team), team: result.team, name: row[14], isSolo: row[15], result: result)
      }.reduce(into: [Board.Entry]()) { $0.append($1) }
    }
    return Board(scope, of: entries, limit: limit)
  }

  /// The board of a player's own database, where nobody but them computes cards.
  package func localBoard(_ scope: Board.Scope, limit: Int = 100) throws(ArchiveError) -> Board {
    let (scenario, range) = Self.bounds(scope)
    let runs = try read { database in
      try Run.fetchAll(
        database,
        sql: """
          SELECT * FROM run WHERE team IS NULL AND isSolved AND NOT isPractice AND points IS NOT NULL
            AND (:scenario IS NULL OR scenario = :scenario) AND ended >= :from AND ended < :to
          """, arguments: ["scenario": scenario, "from": range.lowerBound, "to": range.upperBound])
    }
    let entries = runs.compactMap { run -> Board.Entry? in
      guard let result = RunResult(kept: run) else { return nil }
      return Board.Entry(owner: run.player, team: nil, name: run.player, isSolo: true, result: result)
    }
    return Board(scope, of: entries, limit: limit)
  }

  private static func bounds(_ scope: Board.Scope) -> (scenario: String?, range: Range<Int64>) {
    switch scope {
    case .scenario(let scenario): (scenario, Int64.min..<Int64.max)
    case .season(let season): (nil, season.range)
    case .allTime: (nil, Int64.min..<Int64.max)
    }
  }

  /// The seasons from the first run that counts to now, the newest first.
  package func seasons(at now: Int64) throws(ArchiveError) -> [Season] {
    let first = try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT MIN(result.ended) FROM result JOIN team ON team.id = result.team WHERE team.imported IS NULL
          """)
    }
    var seasons = [Season(at: min(first ?? now, now))]
    let last = Season(at: now)
    while let season = seasons.last, season < last { seasons.append(season.next) }
    return seasons.reversed()
  }

  /// The most points that a team got for each scenario it solved, in runs that count.
  package func bestPoints(of team: Int64) throws(ArchiveError) -> [String: Int] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT scenario, MAX(points) AS best FROM result WHERE team = ? AND isSolved GROUP BY 1",
        arguments: [team])
      return Dictionary(
        rows.map { ($0["scenario"] as String, $0["best"] as Int) }, uniquingKeysWith: { first, _ in first })
    }
  }
}

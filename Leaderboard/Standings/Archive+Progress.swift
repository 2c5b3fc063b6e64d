import GRDB
package import Scoring

extension Archive {
  /// What somebody has played to its end, alone and in teams, from the oldest run on: what `PlayerProgress` is made of.
  /// - Parameters:
  ///   - includingClosed: also runs in competitions that are not over and revealed. For nobody but the players
  ///     themselves: classes of failure tell what the scenarios of a competition are about.
  ///   - offset: seconds by which the clocks where the player lives are ahead of UTC.
  package func attempts(of account: Int64, at now: Int64, includingClosed: Bool, offset: Int = 0) throws(ArchiveError)
    -> [Attempt]
  {
    let runs = try read { database in
      try Run.fetchAll(
        database,
        sql: """
          SELECT run.* FROM seat JOIN run ON run.number = seat.run
          WHERE seat.account = :account AND run.ended IS NOT NULL AND (run.isVerified OR run.isPractice)
            AND (:all OR run.competition IS NULL
              OR EXISTS (SELECT 1 FROM competition WHERE competition.id = run.competition AND \(Self.openBook)))
          ORDER BY run.ended, run.number
          """, arguments: ["account": account, "now": now, "all": includingClosed])
    }
    return runs.map { $0.attempt(offset: offset) }
  }
}

import GRDB

extension Archive {
  /// The ranking of a competition as it is now.
  /// - Parameter includingFrozen: also what the public does not see yet: for organisers.
  package func standings(ofCompetition id: Int64, at now: Int64, includingFrozen: Bool = false) throws(ArchiveError)
    -> Standings
  {
    try read { database in
      let competition = try Self.requireCompetition(id, in: database)
      return Standings(
        of: competition, competitors: try Self.competitors(in: id, in: database),
        results: try RunResult.fetchAll(
          database, sql: "SELECT \(RunResult.columns) FROM result WHERE competition = ?", arguments: [id]),
        awards: try Self.awards(in: id, in: database), at: now, includingFrozen: includingFrozen)
    }
  }

  /// What came of a run; nil while it does not count.
  package func result(ofRun run: Int64) throws(ArchiveError) -> RunResult? {
    try read { database in
      try RunResult.fetchOne(database, sql: "SELECT \(RunResult.columns) FROM result WHERE run = ?", arguments: [run])
    }
  }
}

import GRDB

/// Runs and their journals.
extension Archive {
  /// Begins a run and returns it with its number.
  package func begin(_ run: Run) throws(ArchiveError) -> Run {
    try write { database in
      var run = run
      try run.insert(database)
      return run
    }
  }

  /// Adds a line to a run's journal. The line is on disk when this returns, or will be even if the process is killed.
  package func append(_ text: String, toRun number: Int64) throws(ArchiveError) {
    try write { database in
      if try !Self.append([text], toRun: number, in: database) { throw ArchiveError.missing("run \(number)") }
    }
  }

  /// Adds lines to the journals of many runs, all in one transaction.
  /// - Returns: The runs that are not there, and whose lines are kept nowhere.
  package func append(_ entries: [(run: Int64, lines: [String])]) throws(ArchiveError) -> [Int64] {
    try write { database in
      try entries.filter { try !Self.append($0.lines, toRun: $0.run, in: database) }.map(\.run)
    }
  }

  /// Adds the line with which a player goes back in time: the run is practice from now on.
  package func appendRewind(_ text: String, toRun number: Int64) throws(ArchiveError) {
    try write { database in
      if try !Self.append([text], toRun: number, in: database) { throw ArchiveError.missing("run \(number)") }
      try database.execute(sql: "UPDATE run SET isPractice = 1 WHERE number = ?", arguments: [number])
    }
  }

  /// - Returns: Whether there is such a run.
  static func append(_ lines: [String], toRun number: Int64, in database: Database) throws -> Bool {
    let place = try database.cachedStatement(
      sql: "SELECT (SELECT COALESCE(MAX(position) + 1, 0) FROM entry WHERE run = number) FROM run WHERE number = ?")
    guard let first = try Int64.fetchOne(place, arguments: [number]) else { return false }
    let insert = try database.cachedStatement(sql: "INSERT INTO entry (run, position, text) VALUES (?, ?, ?)")
    for (index, line) in lines.enumerated() { try insert.execute(arguments: [number, first + Int64(index), line]) }
    return true
  }

  /// Stores what has changed of a run: its end, its points, its card.
  package func save(_ run: Run) throws(ArchiveError) {
    try write { database in
      try database.execute(
        sql: "UPDATE run SET ended = ?, points = ?, isSolved = ?, card = ? WHERE number = ?",
        arguments: [run.ended, run.points, run.isSolved, run.card, run.number])
      if database.changesCount == 0 { throw ArchiveError.missing("run \(run.number ?? 0)") }
    }
  }

  package func run(_ number: Int64) throws(ArchiveError) -> Run? {
    try read { database in try Run.fetchOne(database, key: number) }
  }

  /// All runs, newest first.
  package func runs() throws(ArchiveError) -> [Run] {
    try read { database in try Run.order(Column("number").desc).fetchAll(database) }
  }

  /// A run's journal, a line an entry.
  package func journal(ofRun number: Int64) throws(ArchiveError) -> [String] {
    try read { database in try Self.journal(ofRun: number, in: database) }
  }

  static func journal(ofRun number: Int64, in database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT text FROM entry WHERE run = ? ORDER BY position", arguments: [number])
  }

  /// The most points of a solved run that is no practice, by scenario.
  package func bestPoints() throws(ArchiveError) -> [String: Int] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT scenario, MAX(points) AS best FROM run
          WHERE isSolved AND NOT isPractice AND points IS NOT NULL GROUP BY 1
          """)
      return Dictionary(
        rows.map { ($0["scenario"] as String, $0["best"] as Int) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The scenarios of which there is a run, open or not.
  package func playedScenarios() throws(ArchiveError) -> Set<String> {
    try read { database in try String.fetchSet(database, sql: "SELECT DISTINCT scenario FROM run") }
  }

  /// Runs that are over, from the oldest on.
  package func finishedRuns() throws(ArchiveError) -> [Run] {
    try read { database in
      try Run.filter(Column("ended") != nil).order(Column("ended"), Column("number")).fetchAll(database)
    }
  }
}

import Foundation
import GRDB

/// The runs of a player or a server, with their journals and cards, in one SQLite file.
package final class Archive: Sendable {
  private let queue: DatabaseQueue
  private let path: String

  /// Opens the database at `path`, making it, its folder and its tables where they are missing.
  package init(path: String) throws(ArchiveError) {
    self.path = path
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .noFolder(path: folder, reason: (error as NSError).localizedFailureReason ?? "it cannot be made")
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.journalMode = .wal
    let migrator = Schema.migrator
    queue = try Self.translating(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.read(migrator.hasBeenSuperseded) { throw ArchiveError.newer(path: path) }
      if try !queue.read(migrator.hasCompletedMigrations) { try migrator.migrate(queue) }
      return queue
    }
  }

  /// What somebody wants to know of a database that something may be wrong with. It is changed in nothing.
  package struct Examination: Sendable {
    /// What SQLite complains about; empty for a sound database.
    package let complaints: [String]
    package let runs: Int
    package let sqliteVersion: String
  }

  package static func examine(path: String) throws(ArchiveError) -> Examination {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(2)
    return try translating(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.read { database in
        let migrator = Schema.migrator
        if try migrator.hasBeenSuperseded(database) { throw ArchiveError.newer(path: path) }
        let complaints = try String.fetchAll(database, sql: "PRAGMA integrity_check(3)").filter { $0 != "ok" }
        let isReady = try migrator.hasCompletedMigrations(database)
        return Examination(
          complaints: complaints, runs: isReady && complaints.isEmpty ? try Run.fetchCount(database) : 0,
          sqliteVersion: try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "")
      }
    }
  }

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
    try write { database in try Self.append(text, toRun: number, in: database) }
  }

  /// Adds the line with which a player goes back in time: the run is practice from now on.
  package func appendRewind(_ text: String, toRun number: Int64) throws(ArchiveError) {
    try write { database in
      try Self.append(text, toRun: number, in: database)
      try database.execute(sql: "UPDATE run SET isPractice = 1 WHERE number = ?", arguments: [number])
    }
  }

  private static func append(_ text: String, toRun number: Int64, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO entry (run, position, text)
        SELECT ?, COALESCE(MAX(position) + 1, 0), ? FROM entry WHERE run = ?
        """, arguments: [number, text, number])
  }

  /// Stores what has changed of a run: its end, its points, its card.
  package func save(_ run: Run) throws(ArchiveError) {
    try write { database in
      try run.update(database, columns: ["ended", "points", "isSolved", "card"])
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
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT text FROM entry WHERE run = ? ORDER BY position", arguments: [number])
    }
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

  private func write<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    try Self.translating(path) { try queue.write(body) }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    try Self.translating(path) { try queue.read(body) }
  }

  private static func translating<Value>(_ path: String, _ body: () throws -> Value) throws(ArchiveError) -> Value {
    do {
      return try body()
    } catch let error as ArchiveError {
      throw error
    } catch let error as DatabaseError {
      throw ArchiveError(error, path: path)
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }
}

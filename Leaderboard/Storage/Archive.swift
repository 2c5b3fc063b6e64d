import Foundation
import GRDB

/// What a player or a server keeps, in one SQLite file: runs with their journals and cards, and on a server accounts,
/// teams and competitions. Secrets arrive hashed; times are microseconds since 1970.
package final class Archive: Sendable {
  private let database: any DatabaseWriter
  private let path: String

  /// Opens the database at `path`, making it, its folder and its tables where they are missing.
  /// - Parameter isShared: many read at once, and nobody who reads keeps those who write waiting.
  package convenience init(path: String, isShared: Bool = false) throws(ArchiveError) {
    try self.init(path: path, isShared: isShared) { _ in }
  }

  /// - Parameter prepare: is done with every connection.
  init(path: String, isShared: Bool = false, prepare: @escaping @Sendable (Database) throws -> Void)
    throws(ArchiveError)
  {
    self.path = path
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? "." : folder, withIntermediateDirectories: true)
    } catch {
      throw .noFolder(path: folder, reason: (error as NSError).localizedFailureReason ?? "it cannot be made")
    }
    // SQLite would leave files beside it that cannot be written either, and stand in the way when it can be again.
    if FileManager.default.fileExists(atPath: path), !FileManager.default.isWritableFile(atPath: path) {
      throw .notWritable(path: path)
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.journalMode = .wal
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase(prepare)
    let migrator = Schema.migrator
    database = try Self.translating(path) {
      let database: any DatabaseWriter =
        isShared
        ? try DatabasePool(path: path, configuration: configuration)
        : try DatabaseQueue(path: path, configuration: configuration)
      // The connection that writes asks: one that reads would go on with the tables as it saw them first.
      let isNewer = try database.writeWithoutTransaction(migrator.hasBeenSuperseded)
      if isNewer { throw ArchiveError.newer(path: path) }
      let isReady = try database.writeWithoutTransaction(migrator.hasCompletedMigrations)
      if !isReady { try Self.migrate(database, by: migrator) }
      return database
    }
  }

  /// Another program may do the same at the same time: what it was faster with is done, and the rest goes on.
  private static func migrate(_ database: any DatabaseWriter, by migrator: DatabaseMigrator) throws {
    while true {
      let before = try database.writeWithoutTransaction(migrator.appliedIdentifiers)
      do {
        return try migrator.migrate(database)
      } catch {
        guard try database.writeWithoutTransaction(migrator.appliedIdentifiers) != before else { throw error }
      }
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
        let hasRuns = try database.tableExists("run") && complaints.isEmpty
        return Examination(
          complaints: complaints,
          runs: hasRuns ? try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM run") ?? 0 : 0,
          sqliteVersion: try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "")
      }
    }
  }

  /// The server's secret, from which it makes what must outlive a restart.
  /// - Parameter fresh: random; becomes the secret where there is none yet.
  package func serverSecret(orMake fresh: String) throws(ArchiveError) -> String {
    try write { database in
      try database.execute(sql: "INSERT OR IGNORE INTO server (id, secret) VALUES (1, ?)", arguments: [fresh])
      return try String.fetchOne(database, sql: "SELECT secret FROM server") ?? fresh
    }
  }

  // MARK: Transactions

  /// Does all of `body`, or nothing of it.
  func write<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    try Self.translating(path) { try database.write(body) }
  }

  /// Sees the database as it is at one moment.
  func read<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    try Self.translating(path) { try database.read(body) }
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

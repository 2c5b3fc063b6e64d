import Foundation
import GRDB
import Testing

@testable import Leaderboard

/// What the archive does when its file is in trouble.
@Suite struct TroubleTests {
  private let ground: Ground

  init() throws { ground = try Ground() }

  @Test("On a full disk the error says so, what was there stays, and writing goes on when there is room.")
  func fullDisk() throws {
    let ada = try ground.player("Ada")
    let run = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    let pages = try DatabaseQueue(path: ground.path).read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    let archive = try Archive(path: ground.path) { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 2)") }
    let long = String(repeating: "x", count: 100_000)
    #expect(throws: ArchiveError.full(path: ground.path)) { try archive.append([(run, ["{}"]), (run, [long])]) }
    #expect(try archive.journal(ofRun: run) == ["{\"journal\":4}"])
    #expect(try archive.append([(run, ["{}"])]).isEmpty)
    let words = ArchiveError.full(path: ground.path).description
    #expect(words.contains("no space left") && words.contains("--database"))
    #expect(try ground.archive.append([(run, [long])]).isEmpty)
    #expect(try archive.journal(ofRun: run).count == 3)
  }

  @Test("A database that cannot be written is refused, and opens again once it can.", .enabled(if: getuid() != 0))
  func readOnly() throws {
    let path = ground.path + "-kept"
    #expect(try Archive(path: path).accountCount() == 0)
    #expect(chmod(path, 0o444) == 0)
    #expect(throws: ArchiveError.notWritable(path: path)) { try Archive(path: path) }
    #expect(chmod(path, 0o644) == 0)
    #expect(try Archive(path: path).accountCount() == 0)
  }

  @Test(
    "What SQLite complains about becomes words that say what to do.",
    arguments: [
      (ResultCode.SQLITE_READONLY, "permissions"), (.SQLITE_READONLY_DBMOVED, "permissions"),
      (.SQLITE_CANTOPEN, "permissions"), (.SQLITE_FULL, "Make room"), (.SQLITE_CORRUPT, "backup"),
      (.SQLITE_NOTADB, "backup"), (.SQLITE_BUSY, "try again"), (.SQLITE_IOERR, "disk I/O error"),
    ])
  func complaints(code: ResultCode, words: String) {
    let error = ArchiveError(DatabaseError(resultCode: code), path: "/data/server.sqlite")
    #expect(error.description.contains(words) && error.description.contains("/data/server.sqlite"))
    #expect(error.isOfStorage)
  }

  @Test("A database that is damaged while it is open is called so.", arguments: [false, true])
  func damage(isShared: Bool) throws {
    let path = ground.path
    for number in 0..<200 { _ = try ground.player("Player \(number)") }
    try DatabaseQueue(path: path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try handle.seekToEnd()
    for offset in stride(from: UInt64(4096), to: size, by: 512) {
      try handle.seek(toOffset: offset)
      try handle.write(contentsOf: Data(repeating: 0xA5, count: 512))
    }
    try handle.close()
    let error = try #require(throws: ArchiveError.self) {
      _ = try Archive(path: path, isShared: isShared).accounts(matching: "Player", limit: 1000)
    }
    #expect(error == .damaged(path: path))
  }

  @Test("A database that another program holds is called in use.")
  func locked() throws {
    let other = try DatabaseQueue(path: ground.path)
    let archive = try Archive(path: ground.path) { try $0.execute(sql: "PRAGMA busy_timeout = 1") }
    try other.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: ArchiveError.locked(path: ground.path)) { try archive.createAccount(name: "Ada", at: 1) }
      try database.execute(sql: "ROLLBACK")
    }
    #expect(try archive.createAccount(name: "Ada", at: 1).name == "Ada")
  }

  @Test(
    "The audit can be neither changed nor cut.", arguments: ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"])
  func auditIsKept(sql: String) throws {
    _ = try ground.competition()
    #expect(throws: DatabaseError.self) { try DatabaseQueue(path: ground.path).write { try $0.execute(sql: sql) } }
    #expect(try !ground.archive.audit().isEmpty)
  }

  @Test("The server's secret is made once.")
  func serverSecret() throws {
    #expect(try ground.archive.serverSecret(orMake: "first") == "first")
    #expect(try Archive(path: ground.path).serverSecret(orMake: "second") == "first")
  }

  @Test("Who reads does not keep those who write waiting, and sees one moment.")
  func readersAndWriters() throws {
    let ground = try Ground(isShared: true)
    _ = try ground.player("Ada")
    let count: Int = try ground.archive.read { database in
      _ = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM account")
      DispatchQueue.global().sync { _ = try? ground.archive.createAccount(name: "Bob", at: 1) }
      return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM account") ?? 0
    }
    #expect(count == 1)
    #expect(try ground.archive.accountCount() == 2)
  }
}

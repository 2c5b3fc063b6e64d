import Foundation
import GRDB
import Leaderboard
import Testing

@Suite struct DeletingTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }
  private let root: Account

  init() throws {
    ground = try Ground()
    root = try ground.player("root", role: .admin)
  }

  /// Texts of all tables but the audit that hold a word.
  private func places(of word: String) throws -> [String] {
    let queue = try DatabaseQueue(path: ground.path)
    return try queue.read { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('audit', 'sqlite_sequence')")
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").compactMap { row in
          let texts = row.databaseValues.compactMap { String.fromDatabaseValue($0) }
          return texts.contains { $0.lowercased().contains(word.lowercased()) } ? "\(table): \(row)" : nil
        }
      }
    }
  }

  @Test("Whoever is deleted is nowhere any more, and their results are where they were.")
  func nothingOfThem() throws {
    let name = "Zebedee"
    let (reds, members) = try ground.team("Reds", of: name, "Bob")
    let zed = members[0]
    try archive.setPassword(hash: "scrypt-of-zed", of: zed.id, at: 2)
    try archive.open(Session(hash: "zed-session", csrf: "c", account: zed.id, created: 1, expires: .max))
    _ = try archive.createToken(name: "Zebedee's laptop", hash: "zed-token", of: zed.id, at: 3)
    try archive.createLink(.signIn(zed.id, hash: "zed-link", created: 1, expires: .max))
    _ = try archive.setRole(.organiser, of: zed.id, at: 4, by: Actor(root))
    let cup = try ground.competition()
    _ = try archive.enter(zed.soloTeam, in: cup.id, by: zed.id, at: 5)
    let run = try ground.play("coffee", zed.soloTeam, in: cup, by: zed.id, from: 1100, to: 1200, points: 81)
    let shared = try ground.begin("tea", reds.id, by: zed.id, at: 6000)
    let open = try ground.begin("tea", zed.soloTeam, by: zed.id, at: 6100)
    _ = try archive.announce("Tea", in: cup.id, at: seconds(1300), by: Actor(zed))
    _ = try archive.award(3, to: zed.soloTeam, in: cup.id, reason: "tea", at: seconds(1300), by: Actor(zed))
    #expect(try !places(of: name).isEmpty && !places(of: "scrypt").isEmpty)

    let deleted = try archive.delete(account: zed.id, at: seconds(7000), by: Actor(root))
    #expect(deleted.name == "Deleted player \(zed.id)" && deleted.openRuns == [open])
    #expect(deleted.teams == [zed.soloTeam, reds.id] && deleted.competitions == [cup.id])
    for word in [name, "scrypt", "zed-"] { #expect(try places(of: word) == [], "\(word)") }
    #expect(try archive.credentials(named: name) == nil)
    #expect(try archive.session(hash: "zed-session", at: 5) == nil && archive.token(hash: "zed-token", at: 5) == nil)
    #expect(try archive.link(hash: "zed-link", at: 5) == nil)
    #expect(try archive.accounts().map(\.name) == ["root", "Bob"] && archive.accountCount() == 2)
    #expect(try archive.teams(of: zed.id).isEmpty && archive.members(of: zed.soloTeam).isEmpty)
    // The team goes on with whoever is left.
    #expect(try archive.team(reds.id)?.captain == members[1].id)
    #expect(try archive.members(of: reds.id).map(\.name) == ["Bob"])
    #expect(try archive.seats(ofRun: shared).map(\.name) == [deleted.name])
    let standings = try archive.standings(ofCompetition: cup.id, at: seconds(8000), includingFrozen: true)
    #expect(standings.rows.map(\.name) == [deleted.name] && standings.rows.map(\.score) == [84])
    let board = try archive.board(.allTime, at: seconds(8000))
    #expect(board.rows.map(\.name) == [deleted.name] && board.rows.map(\.points) == [81])
    #expect(try archive.run(run)?.isVerified == true && archive.journal(ofRun: run).count == 1)
    let entry = try #require(try archive.audit().first)
    #expect((entry.action, entry.actor, entry.subject) == ("account.delete", "root", deleted.name))
    #expect(entry.detail == "was organiser" && entry.at == seconds(7000))
    // The name is free again, for somebody else.
    let other = try archive.createAccount(name: name, at: seconds(9000))
    #expect(other.id != zed.id && other.role == .player)
  }

  @Test("Nothing can be done with an account that was deleted, also not once more.")
  func theyAreGone() throws {
    let zed = try ground.player("Zed")
    _ = try archive.delete(account: zed.id, at: 5, by: Actor(root))
    let missing = ArchiveError.missing("account \(zed.id)")
    #expect(throws: missing) { try archive.delete(account: zed.id, at: 6, by: Actor(root)) }
    #expect(throws: missing) { try archive.setDisabled(false, of: zed.id, at: 6, by: Actor(root)) }
    #expect(throws: missing) { try archive.setRole(.admin, of: zed.id, at: 6, by: Actor(root)) }
    #expect(throws: missing) { try archive.setPassword(hash: "h", of: zed.id, at: 6) }
    #expect(throws: missing) { try archive.rename(account: zed.id, to: "Zed", at: 6) }
    #expect(throws: missing) { try archive.createLink(.signIn(zed.id, hash: "l", created: 1, expires: 9)) }
    #expect(throws: missing) {
      try archive.open(Session(hash: "s", csrf: "c", account: zed.id, created: 1, expires: .max))
    }
    #expect(throws: missing) { try archive.createToken(name: "laptop", hash: "t", of: zed.id, at: 6) }
    #expect(throws: missing) { try ground.begin("tea", zed.soloTeam, by: zed.id, at: 7) }
    #expect(try archive.credentials(named: "Deleted player \(zed.id)")?.passwordHash == nil)
  }

  @Test("The last admin stays, and a neutral name that somebody has is not taken from them.")
  func whoStays() throws {
    #expect(throws: ArchiveError.refused("root is the server's only admin", mend: "Make somebody else one first.")) {
      try archive.delete(account: root.id, at: 5, by: .console)
    }
    #expect(try archive.account(named: "root") == root)
    let zed = try ground.player("Zed", role: .admin)
    let joker = try ground.player("DELETED PLAYER \(zed.id)")
    #expect(try archive.delete(account: zed.id, at: 5, by: Actor(root)).name == "Deleted player \(zed.id) (2)")
    #expect(try archive.account(named: "Deleted player \(zed.id)")?.id == joker.id)
    #expect(throws: ArchiveError.self) { try archive.delete(account: root.id, at: 6, by: Actor(root)) }
  }
}

import Foundation
import GRDB
import Testing

@testable import Leaderboard

/// Databases of solo players, as firedrill made them before it had a server.
@Suite final class MigrationTests {
  private let folder = NSTemporaryDirectory() + "firedrill-migration-" + UUID().uuidString
  private var path: String { folder + "/runs.sqlite" }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private let schema = """
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      scenario TEXT NOT NULL,
      seed TEXT NOT NULL,
      player TEXT NOT NULL,
      started INTEGER NOT NULL,
      ended INTEGER,
      points INTEGER,
      isSolved INTEGER NOT NULL DEFAULT 0,
      card TEXT
    );
    CREATE INDEX runByScenario ON run (scenario, points DESC);
    CREATE TABLE entry (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    INSERT INTO grdb_migrations VALUES ('1 runs and journals');
    """
  private let practice = """
    ALTER TABLE run ADD COLUMN isPractice INTEGER NOT NULL DEFAULT 0;
    INSERT INTO grdb_migrations VALUES ('2 practice runs');
    """
  private let runs = """
    INSERT INTO run (number, scenario, seed, player, started, ended, points, isSolved, card) VALUES
      (3, 'coffee', '18446744073709551615', 'ada', 1000000, 2000000, 87, 1, '{"points":87}'),
      (7, 'tea', '5', 'ada', 3000000, NULL, NULL, 0, NULL);
    INSERT INTO entry VALUES (3, 0, 'one'), (3, 1, 'two'), (7, 0, 'three');
    """

  private func make(_ sql: String...) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in for text in sql { try database.execute(sql: text) } }
    try queue.close()
  }

  @Test("A solo player's database keeps every run, journal and card.", arguments: [true, false])
  func soloDatabase(isShared: Bool) throws {
    try make(schema, practice, runs, "UPDATE run SET isPractice = 1 WHERE number = 7")
    let archive = try Archive(path: path, isShared: isShared)
    let kept = try archive.runs()
    #expect(kept.map(\.number) == [7, 3])
    #expect(kept.map(\.isPractice) == [true, false])
    let solved = try #require(kept.last)
    #expect(solved.seed == .max && solved.points == 87 && solved.isSolved && solved.card == "{\"points\":87}")
    #expect(solved.team == nil && solved.competition == nil && !solved.isVerified && solved.refusal == nil)
    #expect(try archive.journal(ofRun: 3) == ["one", "two"])
    try archive.append("four", toRun: 7)
    #expect(try archive.journal(ofRun: 7) == ["three", "four"])
    #expect(try archive.bestPoints() == ["coffee": 87])
    // Runs of no team are nobody's on a server.
    #expect(try archive.openRuns().isEmpty && archive.runsToVerify().isEmpty)
    #expect(try archive.begin(Run(scenario: "tea", seed: 1, player: "ada", started: 1)).number == 8)
  }

  @Test("A database of the first version is brought up to date, too.")
  func firstVersion() throws {
    try make(schema, runs)
    let archive = try Archive(path: path)
    #expect(try archive.runs().map(\.isPractice) == [false, false])
    #expect(try Archive.examine(path: path).complaints.isEmpty)
  }

  @Test("An examination of an old database counts its runs and leaves it as it is.")
  func examination() throws {
    try make(schema, practice, runs)
    #expect(try Archive.examine(path: path).runs == 2)
    let queue = try DatabaseQueue(path: path)
    #expect(try queue.read { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations") }.count == 2)
  }

  @Test("Competitions of an old server stay visible, each with an identity of its own, and its accounts are there.")
  func oldServer() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(queue, upTo: "5 runs of teams")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO competition (slug, name, about, starts, ends, rules, secret, created) VALUES
            ('one', 'One', '', 1, 2, '{}', 's', 1), ('two', 'Two', '', 1, 2, '{}', 's', 1);
          INSERT INTO account (name, nameKey, role, created) VALUES ('Ada', 'ada', 'admin', 1);
          INSERT INTO team (name, nameKey, captain, isSolo, sizeLimit, created) VALUES ('Ada', 'ada', 1, 1, 1, 1);
          """)
    }
    try queue.close()
    let archive = try Archive(path: path)
    let kept = try archive.competitions()
    #expect(kept.map(\.slug) == ["two", "one"] && kept.allSatisfy { !$0.isDraft })
    #expect(try archive.accounts().map(\.name) == ["Ada"])
    let lines = try kept.map { try exportLines(of: $0.id, in: archive)[1] }
    let identities = lines.compactMap { $0.firstMatch(of: /"identity":"([0-9a-f]{32})"/)?.output.1 }
    #expect(Set(identities).count == 2)
    #expect(throws: ArchiveError.self) { try importLines(exportLines(of: kept[0].id, in: archive), into: archive) }
  }

  @Test("Programs that open an old database at the same time all get it.")
  func manyAtOnce() async throws {
    try make(schema, practice, runs)
    let path = path
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 { group.addTask { try Archive(path: path).runs().count } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [2, 2, 2, 2])
  }
}

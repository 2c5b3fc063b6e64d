import Foundation
import GRDB
import Leaderboard
import Testing

/// A database as it is after a year.
@Suite struct ManyRunsTests {
  /// 10,000 runs of 500 players, 40 lines and a card of 4 KB each; every hundredth is open.
  private static func fill(_ path: String) throws {
    let card = "{\"padding\":\"" + String(repeating: "x", count: 4000) + "\"}"
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
          INSERT INTO account (id, name, nameKey, role, created) SELECT i, 'p' || i, 'p' || i, 'player', 0 FROM n;
          INSERT INTO team (id, name, nameKey, captain, isSolo, sizeLimit, created)
            SELECT id, name, nameKey, id, 1, 1, 0 FROM account;
          INSERT INTO member (team, account, joined, isSolo) SELECT id, id, 0, 1 FROM account;
          """)
      try database.execute(
        sql: """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
          INSERT INTO run (number, scenario, seed, player, started, ended, points, isSolved, card, team, account, isVerified)
            SELECT i, 's' || (i % 20), '1', 'p', i, IIF(i % 100 = 0, NULL, i + 1), i % 97, 1,
              IIF(i % 100 = 0, NULL, :card), i % 500 + 1, i % 500 + 1, i % 100 <> 0 FROM n
          """, arguments: ["card": card])
      try database.execute(
        sql: """
          INSERT INTO result (run, team, scenario, started, ended, points, isSolved, parSeconds, blindChanges, hints)
            SELECT number, team, scenario, started, ended, points, 1, 600, 0, 0 FROM run WHERE ended IS NOT NULL;
          WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39)
          INSERT INTO entry (run, position, text) SELECT number, i, '{"kind":"line","text":"kubectl get pods"}'
            FROM run, n ORDER BY 1, 2;
          """)
    }
  }

  @Test("With 10,000 runs a server opens its database and lists the open ones in a moment, and shows boards.")
  func tenThousandRuns() throws {
    let ground = try Ground()
    try Self.fill(ground.path)
    let clock = ContinuousClock()
    let start = clock.now
    let archive = try Archive(path: ground.path, isShared: true)
    let open = try archive.openRuns().count
    let waiting = try archive.runsToVerify().count
    let opened = clock.now
    let all = try archive.board(.allTime, at: 100_000).rows.count
    let boarded = clock.now
    let ofScenario = try archive.board(.scenario("s3"), at: 100_000).rows.count
    let missing = try archive.append((1...1000).map { (run: Int64($0 * 7), lines: ["{}"]) })
    let appended = clock.now
    #expect(open == 100 && waiting == 0 && all == 100 && ofScenario == 25 && missing.isEmpty)
    if ProcessInfo.processInfo.environment["FIREDRILL_TIMES"] != nil {
      print("opened in \(opened - start), all-time board in \(boarded - opened), the rest in \(appended - boarded)")
    }
    // Generous: the machine may be busy. What this guards is a scan of cards and journals, which takes far longer.
    #expect(opened - start < .seconds(1))
    #expect(boarded - opened < .seconds(3))
  }

  @Test(
    "What a server asks when it starts is answered by an index.",
    arguments: [
      "SELECT number FROM run INDEXED BY openRun WHERE team IS NOT NULL AND ended IS NULL ORDER BY number",
      """
      SELECT number FROM run INDEXED BY uncheckedRun
      WHERE ended IS NOT NULL AND team IS NOT NULL AND NOT isPractice AND NOT isVerified AND refusal IS NULL
      ORDER BY number LIMIT 100
      """,
      "SELECT number FROM run WHERE ended IS NULL AND team = 1 AND scenario = 'a' AND competition IS NULL",
      "SELECT COUNT(*) FROM run WHERE competition = 1 AND team = 1 AND scenario = 'a'",
      "SELECT run FROM seat WHERE account = 1", "SELECT hash FROM session WHERE expires <= 1",
      "SELECT run FROM result WHERE competition = 1",
    ])
  func indexes(sql: String) throws {
    let ground = try Ground()
    let plan = try DatabaseQueue(path: ground.path).read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
    }
    #expect(!plan.isEmpty && plan.allSatisfy { $0.contains("INDEX") || $0.contains("USE TEMP B-TREE") }, "\(plan)")
  }
}

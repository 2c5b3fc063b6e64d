import Foundation
import GRDB
package import Scoring

/// Runs of teams, from their beginning to the moment from which they count.
extension Archive {
  /// Begins a run, if the competition's rules let the team, and gives seat 1 to whoever begins it.
  /// - Parameter journal: its first lines, which are kept with it.
  package func begin(_ new: TeamRun, journal: [String]) throws(ArchiveError) -> Run {
    try write { database in
      let account = try Self.requireAccount(new.account, in: database)
      let team = try Self.requireTeam(new.team, in: database)
      if let open = try Self.openRun(of: new.team, new.scenario, new.competition, in: database) {
        throw ArchiveError.refused("\(team.name) is playing \(new.scenario) already, in run \(open)", mend: "Join it.")
      }
      if let competition = try new.competition.map({ try Self.requireCompetition($0, in: database) }) {
        try Self.requireMayPlay(account, for: team, in: competition, in: database)
        if let obstacle = try Self.obstacle(to: new.scenario, for: team.id, in: competition, at: new.started, database)
        {
          throw ArchiveError.refused(obstacle)
        }
      } else if let competition = try Self.competition(
        closing: new.scenario, to: account, at: new.started, in: database)
      {
        throw ArchiveError.refused(
          "\(new.scenario) belongs to \(competition), in which you take part",
          mend: "Play it there; it is open to you again when that is over.")
      }
      var run = Run(scenario: new.scenario, seed: new.seed, player: account.name, started: new.started)
      (run.team, run.competition, run.account) = (new.team, new.competition, new.account)
      run.isPractice = new.isPractice
      try run.insert(database)
      let number = run.number ?? 0
      _ = try Self.append(journal, toRun: number, in: database)
      _ = try Self.takeSeat(account, atRun: number, of: team, in: database)
      return run
    }
  }

  /// The seed for a team's next run of a scenario in a competition: of its own, and another one each time.
  package func seed(of scenario: String, for team: Int64, in competition: Int64) throws(ArchiveError) -> UInt64 {
    try read { database in
      let sql = "SELECT secret FROM competition WHERE id = ?"
      guard let secret = try String.fetchOne(database, sql: sql, arguments: [competition]) else {
        throw ArchiveError.missing("competition \(competition)")
      }
      let attempts = try Self.attempts(at: scenario, of: team, in: competition, database)
      return CompetitionSeed.seed(secret: secret, team: team, scenario: scenario, attempt: attempts)
    }
  }

  // MARK: Seats

  package static let seatLimit = 64

  /// The seat of a member of the team, who takes the next free one at the first time.
  package func takeSeat(atRun number: Int64, account: Int64) throws(ArchiveError) -> Int {
    try write { database in
      let account = try Self.requireAccount(account, in: database)
      guard let run = try Self.summary(number, in: database), let team = run.team else {
        throw ArchiveError.missing("run \(number)")
      }
      let taken = try Self.takeSeat(
        account, atRun: number, of: try Self.requireTeam(team, in: database), in: database)
      if let competition = try run.competition.map({ try Self.requireCompetition($0, in: database) }) {
        try Self.requireMayPlay(account, for: try Self.requireTeam(team, in: database), in: competition, in: database)
      }
      return taken
    }
  }

  private static func takeSeat(_ account: Account, atRun run: Int64, of team: Team, in database: Database) throws -> Int
  {
    guard try isMember(account.id, of: team.id, in: database) else {
      throw ArchiveError.refused("\(account.name) is not in the team \(team.name)")
    }
    let seats = try seats(ofRun: run, in: database)
    if let own = seats.first(where: { $0.account == account.id }) { return own.seat }
    let next = (seats.map(\.seat).max() ?? 0) + 1
    guard next <= seatLimit else { throw ArchiveError.refused("all \(seatLimit) seats of the run are taken") }
    try database.execute(
      sql: "INSERT INTO seat (run, seat, account, name) VALUES (?, ?, ?, ?)",
      arguments: [run, next, account.id, account.name])
    return next
  }

  /// Whether somebody is in the team whose run it is; false where there is no such run.
  package func isMember(_ account: Int64, ofRun run: Int64) throws(ArchiveError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (SELECT 1 FROM run JOIN member ON member.team = run.team
            WHERE run.number = ? AND member.account = ?)
          """, arguments: [run, account]) ?? false
    }
  }

  package func seats(ofRun run: Int64) throws(ArchiveError) -> [Seat] {
    try read { database in try Self.seats(ofRun: run, in: database) }
  }

  static func seats(ofRun run: Int64, in database: Database) throws -> [Seat] {
    try Seat.fetchAll(
      database, sql: "SELECT seat, account, name FROM seat WHERE run = ? ORDER BY seat", arguments: [run])
  }

  // MARK: The end

  /// Ends a run with the card that the game gave. It counts once the server has computed the card again.
  /// - Parameter now: of a run in a competition at most its deadline is kept: whoever ends runs whose time is used up
  ///   may come late, also because the server was down.
  package func end(_ number: Int64, card: Card, at now: Int64) throws(ArchiveError) {
    let text = try Self.text(card)
    try write { database in
      guard let run = try Self.summary(number, in: database) else { throw ArchiveError.missing("run \(number)") }
      guard run.ended == nil else { throw ArchiveError.refused("run \(number) is over") }
      let competition = try run.competition.map { try Self.requireCompetition($0, in: database) }
      let deadline = competition?.deadline(ofRunStartedAt: run.started) ?? now
      try database.execute(
        sql: """
          UPDATE run SET ended = ?, points = ?, isSolved = ?, isPractice = isPractice OR ?, card = ? WHERE number = ?
          """,
        arguments: [
          max(run.started, min(now, deadline)), card.points, card.isSolved, card.isPractice, text, number,
        ])
    }
  }

  /// Runs that are over and whose cards are to be computed again, the oldest first.
  package func runsToVerify(limit: Int = 100) throws(ArchiveError) -> [Int64] {
    try read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT number FROM run INDEXED BY uncheckedRun
          WHERE ended IS NOT NULL AND team IS NOT NULL AND NOT isPractice AND NOT isVerified AND refusal IS NULL
          ORDER BY number LIMIT ?
          """, arguments: [limit])
    }
  }

  /// Compares the card that came of a run's journal with the one that is kept. Where they agree the run counts.
  /// - Returns: Whether it counts.
  package func confirm(_ number: Int64, recomputed card: Card) throws(ArchiveError) -> Bool {
    let text = try Self.text(card)
    return try write { database in
      guard let run = try Run.fetchOne(database, key: number), let ended = run.ended else {
        throw ArchiveError.missing("run \(number) that is over")
      }
      if run.isVerified { return true }
      guard !run.isPractice, let team = run.team else { return false }
      if let difference = Self.difference(between: run, and: card) {
        try Self.refuse(number, difference, in: database)
        return false
      }
      try database.execute(
        sql: "UPDATE run SET isVerified = 1, refusal = NULL, card = ? WHERE number = ?", arguments: [text, number])
      let result = RunResult(
        run: number, team: team, competition: run.competition, scenario: run.scenario, started: run.started,
        ended: ended, card)
      try Self.insert(result, in: database)
      return true
    }
  }

  private static func difference(between run: Run, and card: Card) -> String? {
    if card.scenario != run.scenario { return "its journal is of \(card.scenario)" }
    if card.points != run.points {
      return "its journal gives \(card.points) points, and it was kept with \(run.points ?? 0)"
    }
    if card.isSolved != run.isSolved { return "its journal and its card do not agree on whether it was solved" }
    if card.isPractice != run.isPractice { return "its journal and its card do not agree on whether it was practice" }
    return nil
  }

  /// Notes why a run does not count.
  package func refuse(_ number: Int64, reason: String) throws(ArchiveError) {
    try write { database in try Self.refuse(number, PlainText.tame(reason, maximum: 1000), in: database) }
  }

  private static func refuse(_ number: Int64, _ reason: String, in database: Database) throws {
    try database.execute(
      sql: "UPDATE run SET refusal = ? WHERE number = ? AND NOT isVerified", arguments: [reason, number])
  }

  /// Has the card of a run that does not count computed once more.
  package func recheck(_ number: Int64, at now: Int64, by actor: Actor) throws(ArchiveError) {
    try write { database in
      guard let run = try Self.summary(number, in: database), run.refusal != nil else {
        throw ArchiveError.missing("run \(number) that was refused")
      }
      try database.execute(sql: "UPDATE run SET refusal = NULL WHERE number = ?", arguments: [number])
      try Self.audit(
        actor, "run.recheck", "run \(number)", run.refusal ?? "", competition: run.competition, at: now, in: database)
    }
  }

  static func insert(_ result: RunResult, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO result (run, team, competition, scenario, started, ended, points, isSolved, secondsToMend,
          parSeconds, secondsToFirstEvidence, newSteps, blindChanges, hints)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        result.run, result.team, result.competition, result.scenario, result.started, result.ended, result.points,
        result.isSolved, result.secondsToMend, result.parSeconds, result.secondsToFirstEvidence, result.newSteps,
        result.blindChanges, result.hints,
      ])
  }

  static func text(_ card: Card) throws(ArchiveError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(card), as: UTF8.self)
    } catch {
      throw .refused("the card cannot be written down: \(error)")
    }
  }
}

extension RunResult {
  init(
    run: Int64, team: Int64, competition: Int64?, scenario: String, started: Int64, ended: Int64, _ card: Card
  ) {
    self.init(
      run: run, team: team, competition: competition, scenario: scenario, started: started, ended: ended,
      points: card.points, isSolved: card.isSolved, secondsToMend: card.secondsToMend, parSeconds: card.parSeconds,
      secondsToFirstEvidence: card.measures.secondsToFirstEvidence, newSteps: card.measures.newSteps,
      blindChanges: card.blindChanges.count, hints: card.hints.count)
  }
}

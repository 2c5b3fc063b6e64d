import GRDB

/// Who may begin what.
extension Archive {
  /// How a team stands with each released scenario of a competition, and what keeps it from beginning it.
  package func tasks(of team: Int64, in competition: Int64, at now: Int64) throws(ArchiveError) -> [TaskState] {
    try read { database in
      let competition = try Self.requireCompetition(competition, in: database)
      return try competition.tasks.filter { competition.isReleased($0, at: now) }.map { task in
        TaskState(
          task: task,
          attempts: try Self.attempts(at: task.scenario, of: team, in: competition.id, database),
          isSolved: try Self.hasSolved(task.scenario, team, in: competition.id, database),
          openRun: try Self.openRun(of: team, task.scenario, competition.id, in: database),
          obstacle: try Self.obstacle(to: task.scenario, for: team, in: competition, at: now, database))
      }
    }
  }

  /// Nobody plays for two teams, also when they change teams in between.
  static func requireMayPlay(
    _ account: Account, for team: Team, in competition: Competition, in database: Database
  ) throws {
    guard try isMember(account.id, of: team.id, in: database) else {
      throw ArchiveError.refused("\(account.name) is not in the team \(team.name)")
    }
    let other = try String.fetchOne(
      database,
      sql: """
        SELECT team.name FROM participant JOIN team ON team.id = participant.team
        WHERE participant.competition = ? AND participant.account = ? AND participant.team <> ?
        """, arguments: [competition.id, account.id, team.id])
    if let other { throw ArchiveError.refused("you have played for \(other) in \(competition.name)") }
    try database.execute(
      sql: "INSERT OR IGNORE INTO participant (competition, account, team) VALUES (?, ?, ?)",
      arguments: [competition.id, account.id, team.id])
  }

  /// What keeps a team from beginning a scenario, in words; nil when nothing does.
  static func obstacle(
    to scenario: String, for team: Int64, in competition: Competition, at now: Int64, _ database: Database
  ) throws -> String? {
    switch competition.state(at: now) {
    case .upcoming: return "\(competition.name) has not begun"
    case .paused: return "\(competition.name) is paused"
    case .over: return "\(competition.name) is over"
    case .running: break
    }
    // What is not released is not there.
    guard let task = competition.task(scenario), competition.isReleased(task, at: now) else {
      return "\(competition.name) has no scenario \(scenario)"
    }
    guard let competitor = try competitor(team, in: competition.id, in: database) else {
      return "your team does not take part in \(competition.name)"
    }
    if let reason = competitor.disqualified { return "\(competitor.name) is disqualified: \(reason)" }
    if let required = task.requires, try !hasSolved(required, team, in: competition.id, database) {
      return "\(required) must be solved before"
    }
    if let retries = competition.rules.retries {
      let attempts = try attempts(at: scenario, of: team, in: competition.id, database)
      if attempts > retries {
        return attempts == 1 ? "\(scenario) can be played once" : "\(scenario) can be played \(retries + 1) times"
      }
    }
    return nil
  }

  /// The name of a competition that is not over, and in which the account takes part, where the scenario belongs to one:
  /// who could play it elsewhere would know the answer.
  static func competition(
    closing scenario: String, to account: Account, at now: Int64, in database: Database
  ) throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT competition.name FROM competition JOIN task ON task.competition = competition.id
        WHERE task.scenario = ? AND competition.ends > ? AND (
          EXISTS (SELECT 1 FROM competitor JOIN member ON member.team = competitor.team
                  WHERE competitor.competition = competition.id AND member.account = ?)
          OR EXISTS (SELECT 1 FROM participant
                     WHERE participant.competition = competition.id AND participant.account = ?))
        ORDER BY competition.ends LIMIT 1
        """, arguments: [scenario, now, account.id, account.id])
  }

  static func attempts(at scenario: String, of team: Int64, in competition: Int64, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM run WHERE competition = ? AND team = ? AND scenario = ?",
      arguments: [competition, team, scenario]) ?? 0
  }

  /// Whether it was solved, as far as the game says: verifying takes a moment, and nobody should wait for it.
  private static func hasSolved(
    _ scenario: String, _ team: Int64, in competition: Int64, _ database: Database
  ) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM run WHERE competition = ? AND team = ? AND scenario = ?
          AND ended IS NOT NULL AND isSolved AND NOT isPractice AND refusal IS NULL)
        """, arguments: [competition, team, scenario]) ?? false
  }

  /// The number of the open run, if there is one.
  static func openRun(
    of team: Int64, _ scenario: String, _ competition: Int64?, in database: Database
  ) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT number FROM run WHERE ended IS NULL AND team = ? AND scenario = ? AND competition IS ?
        ORDER BY number LIMIT 1
        """, arguments: [team, scenario, competition])
  }
}

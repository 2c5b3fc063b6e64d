package import GRDB

/// A run that a team is about to begin.
package struct TeamRun: Hashable, Sendable {
  package var scenario: String
  package var seed: UInt64
  package var team: Int64
  /// Nil for play outside of competitions.
  package var competition: Int64?
  /// Who begins it.
  package var account: Int64
  package var started: Int64
  /// It teaches: what comes of it is no score.
  package var isPractice: Bool

  package init(
    scenario: String, seed: UInt64, team: Int64, competition: Int64? = nil, account: Int64, started: Int64,
    isPractice: Bool = false
  ) {
    self.scenario = scenario
    self.seed = seed
    self.team = team
    self.competition = competition
    self.account = account
    self.started = started
    self.isPractice = isPractice
  }
}

/// Somebody's place at a run.
package struct Seat: Codable, Hashable, Sendable, FetchableRecord {
  /// From 1 on.
  package let seat: Int
  /// Nil for accounts of other servers.
  package let account: Int64?
  package let name: String
}

/// What came of a run that counts.
package struct RunResult: Codable, Hashable, Sendable {
  package let run: Int64
  package let team: Int64
  package let competition: Int64?
  package let scenario: String
  package let started: Int64
  package let ended: Int64
  package let points: Int
  package let isSolved: Bool
  package let secondsToMend: Int?
  package let parSeconds: Int
  package let secondsToFirstEvidence: Int?
  /// Of a hundred steps, those that showed something new; nil without steps.
  package let newSteps: Int?
  package let blindChanges: Int
  package let hints: Int

  package init(
    run: Int64, team: Int64, competition: Int64? = nil, scenario: String, started: Int64, ended: Int64, points: Int,
    isSolved: Bool = true, secondsToMend: Int? = nil, parSeconds: Int = 600, secondsToFirstEvidence: Int? = nil,
    newSteps: Int? = nil, blindChanges: Int = 0, hints: Int = 0
  ) {
    self.run = run
    self.team = team
    self.competition = competition
    self.scenario = scenario
    self.started = started
    self.ended = ended
    self.points = points
    self.isSolved = isSolved
    self.secondsToMend = secondsToMend
    self.parSeconds = parSeconds
    self.secondsToFirstEvidence = secondsToFirstEvidence
    self.newSteps = newSteps
    self.blindChanges = blindChanges
    self.hints = hints
  }
}

extension RunResult: FetchableRecord {
  static let columns = """
    result.run, result.team, result.competition, result.scenario, result.started, result.ended, result.points,
    result.isSolved, result.secondsToMend, result.parSeconds, result.secondsToFirstEvidence, result.newSteps,
    result.blindChanges, result.hints
    """

  /// Reads `columns`, by their places: boards read ten thousands of these.
  package init(row: Row) throws {
    self.init(
      run: row[0], team: row[1], competition: row[2], scenario: row[3], started: row[4], ended: row[5],
      points: row[6], isSolved: row[7], secondsToMend: row[8], parSeconds: row[9], secondsToFirstEvidence: row[10],
      newSteps: row[11], blindChanges: row[12], hints: row[13])
  }
}

/// How a team stands with a scenario of a competition.
package struct TaskState: Hashable, Sendable {
  package let task: Competition.Task
  /// Runs that it began, open or not.
  package let attempts: Int
  package let isSolved: Bool
  package let openRun: Int64?
  /// Why it cannot begin a run of it now; nil when it can.
  package let obstacle: String?
}

import KubernetesModel
import Leaderboard
import SimulationKernel

/// The archive's records as the API tells of them. What is not named here is not told.
enum RecordJSON {
  /// To its owner and to those who administer it.
  static func own(_ account: Account) -> JSONValue {
    [
      "id": .integer(account.id), "name": .string(account.name), "role": .string(account.role.rawValue),
      "created": .integer(account.created), "isDisabled": .bool(account.isDisabled),
      "hasPassword": .bool(account.hasPassword), "soloTeam": .integer(account.soloTeam),
    ]
  }

  static func team(_ team: Team) -> JSONValue {
    var value: JSONValue = [
      "id": .integer(team.id), "name": .string(team.name), "isSolo": .bool(team.isSolo),
      "sizeLimit": JSONValue(team.sizeLimit), "hasInvite": .bool(team.hasInvite),
    ]
    value["captain"] = team.captain.map { .integer($0) }
    return value
  }

  static func member(_ member: TeamMember) -> JSONValue {
    [
      "account": .integer(member.account), "name": .string(member.name), "joined": .integer(member.joined),
      "isCaptain": .bool(member.isCaptain),
    ]
  }

  static func token(_ token: Token) -> JSONValue {
    var value: JSONValue = ["id": .integer(token.id), "name": .string(token.name), "created": .integer(token.created)]
    value["lastUsed"] = token.lastUsed.map { .integer($0) }
    return value
  }

  /// In a list: without the card.
  static func run(_ run: Run) -> JSONValue {
    var value: JSONValue = [
      "run": .integer(run.number ?? 0), "scenario": .string(run.scenario), "player": .string(run.player),
      "startedAt": .integer(run.started), "isSolved": .bool(run.isSolved), "isPractice": .bool(run.isPractice),
      "isVerified": .bool(run.isVerified), "state": .string(run.ended == nil ? "open" : "over"),
    ]
    value["team"] = run.team.map { .integer($0) }
    value["competition"] = run.competition.map { .integer($0) }
    value["endedAt"] = run.ended.map { .integer($0) }
    value["points"] = run.points.map { JSONValue($0) }
    value["refusal"] = run.refusal.map { .string($0) }
    return value
  }

  // MARK: Competitions

  /// - Parameter isOrganiser: also what is not released yet.
  static func competition(_ competition: Competition, at now: Int64, isOrganiser: Bool) -> JSONValue {
    var value: JSONValue = [
      "id": .integer(competition.id), "slug": .string(competition.slug), "name": .string(competition.name),
      "about": .string(competition.about), "starts": .integer(competition.starts), "ends": .integer(competition.ends),
      "state": .string(competition.state(at: now).rawValue), "isFrozen": .bool(competition.isFrozen(at: now)),
      "isDraft": .bool(competition.isDraft), "rules": JSONValue(encoding: competition.rules),
      "pauses": JSONValue(encoding: competition.pauses), "now": .integer(now),
    ]
    value["freezesAt"] = competition.freezesAt.map { .integer($0) }
    value["revealedAt"] = competition.revealedAt.map { .integer($0) }
    let tasks = competition.tasks.filter { isOrganiser || competition.isReleased($0, at: now) }
    value["scenarios"] = .array(tasks.map { JSONValue(encoding: $0) })
    return value
  }

  static func task(_ state: TaskState, title: String) -> JSONValue {
    var value = JSONValue(encoding: state.task)
    value["title"] = .string(title)
    value["attempts"] = JSONValue(state.attempts)
    value["isSolved"] = .bool(state.isSolved)
    value["openRun"] = state.openRun.map { .integer($0) }
    value["obstacle"] = state.obstacle.map { .string($0) }
    return value
  }

  static func standings(_ standings: Standings) -> JSONValue {
    [
      "rows": JSONValue(encoding: standings.rows), "scenarios": JSONValue(encoding: standings.tasks),
      "at": .integer(standings.at), "isFrozen": .bool(standings.isFrozen),
    ]
  }

  static func scenario(_ entry: ScenarioShelf.Entry) -> JSONValue {
    [
      "id": .string(entry.id), "title": .string(entry.title), "difficulty": .string(entry.difficulty),
      "parSeconds": JSONValue(entry.parSeconds), "track": .string(entry.track),
    ]
  }
}

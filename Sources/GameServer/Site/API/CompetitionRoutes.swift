import KubernetesModel
import Leaderboard

enum CompetitionRoutes {
  private static let root = APIRoutes.root + "/competitions"

  static let all: [Route] = [
    Route(.get, root, .anyone, "All competitions; organisers see drafts, too.") { call throws(SiteError) in
      let (account, isOrganiser) = (call.visitor?.id, call.isOrganiser)
      let (competitions, entered) = try await call.archive { archive throws(ArchiveError) in
        (
          try archive.competitions(includingDrafts: isOrganiser),
          try account.map { id throws(ArchiveError) in try archive.entered(by: id) } ?? []
        )
      }
      let told = competitions.map { competition in
        var value = json(competition, call)
        value["isEntered"] = .bool(entered.contains(competition.id))
        return value
      }
      return .json(["competitions": .array(told)])
    },
    Route(.get, root + "/{slug}", .anyone, "A competition; with the caller's standing with its scenarios.") {
      call throws(SiteError) in .json(try await one(call))
    },
    Route(
      .post, root + "/{slug}/join", .player, "Enter a competition with a team; its captain may.",
      takes: [
        Field("bracket", .text(limit: 400), "one of the rules'", isRequired: false),
        Field("team", .integer(1...Int64.max), "the caller's team of several where it is left out", isRequired: false),
      ]
    ) { call throws(SiteError) in .json(JSONValue(encoding: try await CompetitionActions.join(call))) },
    Route(
      .get, root + "/{slug}/standings", .anyone, "The ranking; while the board is frozen as it was then.",
      query: [Field("frozen", .text(limit: 3), "for organisers: `no` for the ranking as it is", isRequired: false)]
    ) { call throws(SiteError) in .json(RecordJSON.standings(try await CompetitionActions.standings(call))) },
    Route(.get, root + "/{slug}/announcements", .anyone, "What the organisers announced, the newest first.") {
      call throws(SiteError) in
      let announcements = try await CompetitionActions.announcements(call)
      return .json(["announcements": .array(announcements.map { JSONValue(encoding: $0) })])
    },
    Route(
      .get, root + "/{slug}/events", .anyone, "The board, announcements and changes, as server-sent events.",
      query: [Field("after", .text(limit: 100), "as Last-Event-ID", isRequired: false)]
    ) { call throws(SiteError) in .events(try await CompetitionActions.events(call)) },
  ]

  static func json(_ competition: Competition, _ call: RouteCall) -> JSONValue {
    RecordJSON.competition(competition, at: call.now, isOrganiser: call.isOrganiser)
  }

  private static func one(_ call: RouteCall) async throws(SiteError) -> JSONValue {
    let competition = try await CompetitionActions.competition(call)
    var value = json(competition, call)
    let shelf = try call.backstage().shelf
    guard call.visitor != nil, let states = try? await CompetitionActions.tasks(call) else {
      let tasks = value["scenarios"]?.arrayValue ?? []
      value["scenarios"] = .array(tasks.map { titled($0, shelf) })
      return value
    }
    let own = states.map { state in
      var task = titled(RecordJSON.task(state, title: ""), shelf)
      task["id"] = .string(state.task.scenario)
      return task
    }
    // Organisers see the others, too.
    let known = Set(states.map(\.task.scenario))
    let others = (value["scenarios"]?.arrayValue ?? []).filter { !known.contains($0["scenario"]?.stringValue ?? "") }
    value["scenarios"] = .array(own + others.map { titled($0, shelf) })
    value["isEntered"] = true
    return value
  }

  private static func titled(_ task: JSONValue, _ shelf: ScenarioShelf) -> JSONValue {
    var task = task
    let id = task["scenario"]?.stringValue ?? ""
    task["id"] = .string(id)
    task["title"] = .string(shelf[id]?.title ?? id)
    task["difficulty"] = shelf[id].map { .string($0.difficulty) }
    task["par"] = shelf[id].map { JSONValue($0.parSeconds) }
    return task
  }
}

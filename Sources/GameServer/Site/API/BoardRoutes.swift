import KubernetesModel
import Leaderboard

enum BoardRoutes {
  private static let root = APIRoutes.root + "/boards"

  static let all: [Route] = [
    Route(.get, root, .anyone, "The seasons that have a board.") { call throws(SiteError) in
      let now = call.now
      let seasons = try await call.archive { archive throws(ArchiveError) in try archive.seasons(at: now) }
      return .json(["seasons": .array(seasons.map { .string($0.text) })])
    },
    Route(
      .get, root + "/events", .anyone, "Which boards have changed, as server-sent events.",
      query: [Field("after", .text(limit: 100), "as Last-Event-ID", isRequired: false)]
    ) { call throws(SiteError) in .events(call.site.events.follow([.board], after: call.lastEvent)) },
    Route(
      .get, root + "/{scope}", .anyone, "The board of a scenario, of a season (2026-Q4) or of all time (all).",
      query: [Field("limit", .integer(1...1000), "how many rows; 100", isRequired: false)]
    ) { call throws(SiteError) in
      let board = try await board(call)
      return .json(["rows": .array(board.rows.map { JSONValue(encoding: $0) })])
    },
  ]

  static func board(_ call: RouteCall) async throws(SiteError) -> Board {
    let text = call.parameter("scope")
    let scope: Board.Scope
    if text == "all" {
      scope = .allTime
    } else if let season = Season(text) {
      scope = .season(season)
    } else if try call.backstage().shelf[text] != nil {
      scope = .scenario(text)
    } else {
      throw .notFound
    }
    let limit = min(1000, max(1, call.request.query("limit").flatMap { Int($0) } ?? 100))
    let now = call.now
    return try await call.archive { archive throws(ArchiveError) in try archive.board(scope, at: now, limit: limit) }
  }
}

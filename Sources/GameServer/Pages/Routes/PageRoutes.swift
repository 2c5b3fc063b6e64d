import KubernetesModel
import Leaderboard

/// The site's pages.
package enum PageRoutes {
  package static let all = assets + EntranceRoutes.all + PlayingRoutes.all + BoardsRoutes.all + OrganisingRoutes.all

  private static let assets: [Route] = [
    Route(.get, "/assets/{name}", .anyone, isRated: false) { call throws(SiteError) in
      let path = "/assets/" + call.parameter("name")
      guard let asset = Asset.find(path) else { throw .notFound }
      let isFinal = asset.isNamed(exactlyBy: path)
      return SiteResponse(
        headers: [
          ("content-type", asset.contentType),
          ("cache-control", isFinal ? "public, max-age=31536000, immutable" : "public, max-age=300"),
        ], body: .bytes(asset.bytes))
    }
  ]

  /// What browsers see where there is no page.
  package static let problem: Site.ErrorPage = { error, request, visitor in
    let frame = PageFrame(path: request.place, reader: visitor.map { Reader($0) }, now: 0)
    return .html(ProblemPage.html(error.status, error.message, in: frame), status: error.status)
  }

  /// What viewers of a competition's board are sent, its first page: the same for all.
  package static let board: Boards.Render = { competition, standings in
    let view = StandingsView(
      standings, of: competition, at: standings.isFrozen ? competition.freezesAt ?? 0 : standings.at)
    return ["html": .string(StandingsTable.html(view.cut(to: view.paging())).markup)]
  }
}

extension Reader {
  init(_ visitor: Visitor, team: Team? = nil) {
    self.init(
      account: visitor.id, name: visitor.name, isOrganiser: visitor.role >= .organiser,
      isAdmin: visitor.role >= .admin, csrf: visitor.csrfToken, team: team.map { TeamLink(id: $0.id, name: $0.name) })
  }
}

extension SiteRequest {
  /// The address that was asked for, as a link to it is written.
  var place: String { segments.isEmpty ? "/" : segments.reduce(into: "") { $0 += "/" + Path.part($1) } }
}

extension RouteCall {
  /// What all pages share.
  func frame(_ notice: PageFrame.Notice? = nil) async throws(SiteError) -> PageFrame {
    var reader: Reader?
    if let visitor {
      let teams = try await archive { archive throws(ArchiveError) in try archive.teams(of: visitor.id) }
      reader = Reader(visitor, team: teams.first { !$0.isSolo })
    }
    let done = request.query("done").map { _ in PageFrame.Notice("Done.") }
    return PageFrame(path: request.place, reader: reader, notice: notice ?? done, now: now)
  }

  /// The address of this server for players, as links say it.
  var publicURL: String { site.address(for: request) }

  /// The titles of all scenarios, by their ids.
  func titles() throws(SiteError) -> [String: String] {
    Dictionary(try backstage().shelf.entries.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Competition {
  func phase(at now: Int64) -> CompetitionPhase {
    switch state(at: now) {
    case .upcoming: .upcoming
    case .running: .running
    case .paused: .paused
    case .over: .over
    }
  }

  func line(teams: Int, at now: Int64) -> CompetitionLine {
    CompetitionLine(
      slug: slug, name: name, phase: phase(at: now), starts: starts, ends: ends, teams: teams, isDraft: isDraft)
  }
}

import KubernetesModel
import Leaderboard

enum TeamRoutes {
  private static let root = APIRoutes.root + "/teams"
  private static let name = Field("name", .text(limit: 400), "1 to 40 characters, and nobody else's")
  private static let member = Field("account", .integer(1...Int64.max), "a member's id")

  static let all: [Route] = [
    Route(
      .post, root, .player, "Make a team, with the caller as its captain.",
      takes: [
        name, Field("sizeLimit", .integer(1...100), "how many it may be; 5 where it is left out", isRequired: false),
      ]
    ) { call throws(SiteError) in .json(RecordJSON.team(try await TeamActions.create(call)), status: 201) },
    Route(
      .post, root + "/join", .player, "Join the team that an invitation is for.",
      takes: [Field("code", .text(limit: 2000), "the invitation's code or address")]
    ) { call throws(SiteError) in .json(RecordJSON.team(try await TeamActions.join(call))) },
    Route(.get, root + "/{team}", .member(of: .team), "A team, its members and its runs.") { call throws(SiteError) in
      .json(try await team(call))
    },
    Route(.patch, root + "/{team}", .member(of: .team), "Rename the team; the captain may.", takes: [name]) {
      call throws(SiteError) in .json(RecordJSON.team(try await TeamActions.rename(call)))
    },
    Route(
      .post, root + "/{team}/invite", .member(of: .team),
      "Make an invitation in place of the one before; the captain may."
    ) { call throws(SiteError) in
      let code = try await TeamActions.invite(call)
      let address = call.site.address(for: call.request) + "/invites/" + code
      return .json(["code": .string(code), "link": .string(address)], status: 201)
    },
    Route(.post, root + "/{team}/leave", .member(of: .team), "Leave the team.") { call throws(SiteError) in
      try await TeamActions.leave(call)
      return .done
    },
    Route(
      .post, root + "/{team}/remove", .member(of: .team), "Take somebody out of the team; the captain may.",
      takes: [member]
    ) { call throws(SiteError) in
      try await TeamActions.remove(call)
      return .done
    },
    Route(
      .post, root + "/{team}/captain", .member(of: .team), "Make another member the captain; the captain may.",
      takes: [member]
    ) { call throws(SiteError) in
      try await TeamActions.setCaptain(call)
      return .done
    },
  ]

  private static func team(_ call: RouteCall) async throws(SiteError) -> JSONValue {
    let id = try call.number("team")
    let found = try await call.archive { archive throws(ArchiveError) -> (Team?, [TeamMember], [Run]) in
      (try archive.team(id), try archive.members(of: id), try archive.runs(of: id))
    }
    guard let team = found.0 else { throw .notFound }
    var value = RecordJSON.team(team)
    value["members"] = .array(found.1.map(RecordJSON.member))
    value["runs"] = .array(found.2.map(RecordJSON.run))
    return value
  }
}

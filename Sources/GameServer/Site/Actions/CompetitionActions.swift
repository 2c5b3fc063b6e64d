import KubernetesModel
import Leaderboard

/// Competitions, as those who play in them see them.
enum CompetitionActions {
  /// The competition that a path names. A draft is there for organisers alone.
  static func competition(_ call: RouteCall) async throws(SiteError) -> Competition {
    let (slug, isOrganiser) = (call.parameter("slug"), call.isOrganiser)
    let found = try await call.archive { archive throws(ArchiveError) in
      try archive.competition(slug: slug, includingDrafts: isOrganiser)
    }
    guard let found else { throw .notFound }
    return found
  }

  static func join(_ call: RouteCall) async throws(SiteError) -> Competitor {
    let competition = try await competition(call)
    let id = try call.account().id
    let teams = try await call.archive { archive throws(ArchiveError) in try archive.teams(of: id) }
    let wanted = call.integer("team")
    guard let team = wanted.map({ wanted in teams.first { $0.id == wanted } }) ?? teams.last else { throw .notFound }
    let (bracket, now) = (call.optionalText("bracket"), call.now)
    return try await call.archive { archive throws(ArchiveError) in
      try archive.enter(team.id, in: competition.id, bracket: bracket, by: id, at: now)
    }
  }

  /// The ranking, as the caller may see it.
  static func standings(_ call: RouteCall) async throws(SiteError) -> Standings {
    return try await standings(call, includingFrozen: call.isOrganiser && call.request.query("frozen") == "no")
  }

  static func standings(_ call: RouteCall, includingFrozen: Bool) async throws(SiteError) -> Standings {
    let competition = try await competition(call)
    let now = call.now
    return try await call.archive { archive throws(ArchiveError) in
      try archive.standings(ofCompetition: competition.id, at: now, includingFrozen: includingFrozen)
    }
  }

  /// How the caller's team stands with the scenarios that are released.
  static func tasks(_ call: RouteCall) async throws(SiteError) -> [TaskState] {
    let competition = try await competition(call)
    let team = try await TeamActions.playing(call, in: competition)
    let now = call.now
    return try await call.archive { archive throws(ArchiveError) in
      try archive.tasks(of: team.id, in: competition.id, at: now)
    }
  }

  static func announcements(_ call: RouteCall) async throws(SiteError) -> [Announcement] {
    let competition = try await competition(call)
    return try await call.archive { archive throws(ArchiveError) in try archive.announcements(of: competition.id) }
  }

  static func events(_ call: RouteCall) async throws(SiteError) -> EventFeed {
    let competition = try await competition(call)
    // What was announced stands in a list, and a change that was made is made.
    return call.site.events.follow([.competition(competition.id)], after: call.lastEvent, strangers: ["board"])
  }
}

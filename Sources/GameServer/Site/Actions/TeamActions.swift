import KubernetesModel
import Leaderboard

/// Making teams, joining and leaving them.
enum TeamActions {
  /// How many a team may be, where nobody says otherwise.
  private static let usualSize = 5

  static func create(_ call: RouteCall) async throws(SiteError) -> Team {
    let (id, name, now) = (try call.account().id, call.text("name"), call.now)
    let size = Int(clamping: call.integer("sizeLimit") ?? Int64(usualSize))
    return try await call.archive { archive throws(ArchiveError) in
      try archive.createTeam(name: name, captain: id, sizeLimit: size, at: now)
    }
  }

  /// Joins by the code of an invitation, or by its whole address.
  static func join(_ call: RouteCall) async throws(SiteError) -> Team {
    try call.limit(call.site.settings.rates.signIn, "invitation")
    let code = call.optionalText("code").flatMap { $0.split(separator: "/").last.map(String.init) }
    guard let code = code ?? call.parameters["token"] else { throw .badRequest("code is missing.", field: "code") }
    let (id, now, hash) = (try call.account().id, call.now, Secrets.digest(code))
    return try await call.archive { archive throws(ArchiveError) in
      try archive.join(invitedBy: hash, account: id, at: now)
    }
  }

  /// The team that an invitation is for; nil when it is not valid any more.
  static func invitation(_ call: RouteCall) async throws(SiteError) -> Team? {
    try call.limit(call.site.settings.rates.signIn, "invitation")
    let hash = Secrets.digest(call.parameter("token"))
    return try await call.archive { archive throws(ArchiveError) in try archive.team(invitedBy: hash) }
  }

  /// Makes an invitation in place of the one before: its code.
  static func invite(_ call: RouteCall) async throws(SiteError) -> String {
    let (team, id) = (try call.number("team"), try call.account().id)
    let secret = Secrets.make()
    let hash = Secrets.digest(secret)
    try await call.archive { archive throws(ArchiveError) in try archive.setInvite(hash, of: team, by: id) }
    return secret
  }

  static func leave(_ call: RouteCall) async throws(SiteError) {
    let (team, id, now) = (try call.number("team"), try call.account().id, call.now)
    _ = try await call.archive { archive throws(ArchiveError) in try archive.leave(team, account: id, at: now) }
    await (try call.backstage()).hall.expel(id, from: team)
  }

  static func remove(_ call: RouteCall) async throws(SiteError) {
    let (team, id, account) = (try call.number("team"), try call.account().id, call.integer("account") ?? 0)
    try await call.archive { archive throws(ArchiveError) in try archive.remove(account, from: team, by: id) }
    await (try call.backstage()).hall.expel(account, from: team)
  }

  static func setCaptain(_ call: RouteCall) async throws(SiteError) {
    let (team, id, account) = (try call.number("team"), try call.account().id, call.integer("account") ?? 0)
    try await call.archive { archive throws(ArchiveError) in try archive.setCaptain(account, of: team, by: id) }
  }

  static func rename(_ call: RouteCall) async throws(SiteError) -> Team {
    let (team, id, name) = (try call.number("team"), try call.account().id, call.text("name"))
    return try await call.archive { archive throws(ArchiveError) in
      try archive.rename(team: team, to: name, by: id)
    }
  }

  /// The team for which somebody plays: in a competition the one that takes part in it, otherwise the one of several that
  /// they are in, or their own.
  static func playing(_ call: RouteCall, in competition: Competition?) async throws(SiteError) -> Team {
    let id = try call.account().id
    let teams = try await call.archive { archive throws(ArchiveError) in try archive.teams(of: id) }
    guard let competition else {
      let wanted = call.flag("alone") ? teams.first(where: \.isSolo) : teams.last
      guard let team = wanted else { throw .notFound }
      return team
    }
    let entered = try await call.archive { archive throws(ArchiveError) in
      Set(try archive.competitors(in: competition.id).map(\.team))
    }
    // Of two that take part, the one of several.
    guard let team = teams.last(where: { entered.contains($0.id) }) else {
      throw .conflict("Your team does not take part in \(competition.name). Join it first.")
    }
    return team
  }
}

import Leaderboard

/// The start, signing in and up, accounts, teams, help.
enum EntranceRoutes {
  private static let name = Field("name", .text(limit: 400), "a name", isRequired: false)
  private static let password = Field("password", .text(limit: 1000), "a password", isRequired: false)
  private static let then = Field("then", .text(limit: 2000), "where it goes on", isRequired: false)
  private static let invite = Field("invite", .text(limit: 200), "a team's invitation", isRequired: false)

  static let all: [Route] = [
    Route(.get, "/", .anyone) { call throws(SiteError) in .html(try await home(call)) },
    Route(.get, "/help", .anyone) { call throws(SiteError) in
      .html(HelpPage.html(publicURL: call.publicURL, in: try await call.frame()))
    },
    Route(.get, "/signin", .anyone) { call throws(SiteError) in
      .html(SignInPage.html(try await sign(call), in: try await call.frame()))
    },
    Route(.get, "/signup", .anyone) { call throws(SiteError) in
      .html(SignUpPage.html(try await sign(call), in: try await call.frame()))
    },
    Route(.post, "/signin", .anyone, takes: [name, password, then, invite]) { call throws(SiteError) in
      try await admit(call, AccountActions.signIn, SignInPage.html)
    },
    Route(.post, "/signup", .anyone, takes: [name, password, then, invite]) { call throws(SiteError) in
      try await admit(call, AccountActions.signUp, SignUpPage.html)
    },
    Route(.get, "/links/{token}", .anyone) { call throws(SiteError) in .html(try await link(call)) },
    Route(.post, "/links/{token}", .anyone, takes: [name, password]) { call throws(SiteError) in
      do throws(SiteError) {
        return onward(try await AccountActions.useLink(call), to: "/")
      } catch  where error.field != nil {
        return .html(try await link(call, .init(error.message, isError: true)), status: error.status)
      }
    },
    Route(.get, "/invites/{token}", .anyone) { call throws(SiteError) in .html(try await invitation(call)) },
    Route(.get, "/account", .player) { call throws(SiteError) in .html(try await account(call)) },
    Route(.post, "/account/tokens", .player, takes: [name]) { call throws(SiteError) in
      let secret = try await AccountActions.createToken(call).secret
      return .html(try await account(call, newToken: secret))
    },
    Route(.get, "/teams", .player) { call throws(SiteError) in
      let frame = try await call.frame()
      guard let team = frame.reader?.team else { return .html(TeamsPage.html(in: frame)) }
      return .seeOther("/teams/\(team.id)")
    },
    Route(.get, "/teams/{team}", .player) { call throws(SiteError) in .html(try await team(call)) },
    Route(.post, "/teams/{team}/invite", .member(of: .team)) { call throws(SiteError) in
      let code = try await TeamActions.invite(call)
      return .html(try await team(call, newInvite: call.publicURL + "/invites/" + code))
    },
  ]

  // MARK: Home

  private static func home(_ call: RouteCall) async throws(SiteError) -> String {
    let now = call.now
    let visitor = call.visitor
    let found = try await call.archive { archive throws(ArchiveError) -> ([CompetitionLine], [Run], [Team]) in
      var lines: [CompetitionLine] = []
      for competition in try archive.competitions() where competition.state(at: now) != .over {
        lines.append(competition.line(teams: try archive.competitors(in: competition.id).count, at: now))
      }
      let teams = try visitor.map { visitor throws(ArchiveError) in try archive.teams(of: visitor.id) } ?? []
      var runs: [Run] = []
      for team in teams { runs += try archive.openRuns(of: team.id) }
      return (lines, runs, teams)
    }
    let titles = try call.titles()
    let names = Dictionary(
      found.2.filter { !$0.isSolo }.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let view = HomeView(
      openRuns: found.1.map { run in
        .init(
          id: run.number ?? 0, title: titles[run.scenario] ?? run.scenario, team: run.team.flatMap { names[$0] },
          startedAt: run.started)
      }, competitions: found.0, scenarioCount: titles.count, isOpenToAll: call.site.settings.takesSignUps)
    return HomePage.html(view, in: try await call.frame())
  }

  // MARK: Signing in

  private static func sign(_ call: RouteCall) async throws(SiteError) -> SignView {
    let invite = call.optionalText("invite") ?? call.request.query("invite") ?? ""
    var view = SignView(
      name: call.text("name"), then: call.optionalText("then") ?? call.request.query("then") ?? "", invite: invite,
      isOpenToAll: call.site.settings.takesSignUps)
    if !invite.isEmpty, invite.utf8.count <= 200 {
      let hash = Secrets.digest(invite)
      view.team = try await call.archive { archive throws(ArchiveError) in try archive.team(invitedBy: hash)?.name }
    }
    return view
  }

  /// Signs somebody in and leads them on; or shows the form again and says why not.
  private static func admit(
    _ call: RouteCall, _ action: (RouteCall) async throws(SiteError) -> AccountActions.SignedIn,
    _ page: (SignView, PageFrame) -> String
  ) async throws(SiteError) -> SiteResponse {
    do throws(SiteError) {
      let signedIn = try await action(call)
      return onward(signedIn, to: signedIn.team == nil ? call.optionalText("then") ?? "/" : "/teams")
    } catch  where error.status < 500 {
      let frame = try await call.frame(.init(error.message, isError: true))
      var response = SiteResponse.html(page(try await sign(call), frame), status: error.status)
      if let seconds = error.retryAfter { response.headers.append(("retry-after", String(seconds))) }
      return response
    }
  }

  private static func onward(_ signedIn: AccountActions.SignedIn, to path: String) -> SiteResponse {
    var response = SiteResponse.seeOther(path)
    if let cookie = signedIn.cookie { response.headers.append(cookie) }
    return response
  }

  private static func link(_ call: RouteCall, _ notice: PageFrame.Notice? = nil) async throws(SiteError) -> String {
    guard let link = try await AccountActions.link(call) else {
      throw SiteError(404, "This link was used already, or has expired. Ask for another.")
    }
    var purpose = LinkView.Purpose.invitation(team: nil)
    if let id = link.account {
      let account = try await call.archive { archive throws(ArchiveError) in try archive.account(id) }
      guard let account else { throw .notFound }
      purpose = .signIn(name: account.name)
    }
    let view = LinkView(token: call.parameter("token"), purpose: purpose, name: call.text("name"))
    return LinkPage.html(view, in: try await call.frame(notice))
  }

  private static func invitation(_ call: RouteCall) async throws(SiteError) -> String {
    guard let team = try await TeamActions.invitation(call) else {
      throw SiteError(404, "This invitation is not valid any more. Ask the captain for another.")
    }
    let members = try await call.archive { archive throws(ArchiveError) in try archive.members(of: team.id) }
    let frame = try await call.frame()
    var view = InviteView(
      token: call.parameter("token"), team: team.name, captain: members.first(where: \.isCaptain)?.name ?? "Nobody",
      members: members.map(\.name))
    if members.contains(where: { $0.account == frame.reader?.account }) {
      view.obstacle = "You are in this team already."
    } else if let other = frame.reader?.team {
      view.obstacle = "You are in \(other.name). Leave it first."
    } else if members.count >= team.sizeLimit {
      view.obstacle = "The team is full."
    }
    return InvitePage.html(view, in: frame)
  }

  // MARK: Accounts and teams

  private static func account(_ call: RouteCall, newToken: String? = nil) async throws(SiteError) -> String {
    let id = try call.account().id
    let found = try await call.archive { archive throws(ArchiveError) in
      (try archive.account(id), try archive.tokens(of: id))
    }
    guard let account = found.0 else { throw .notFound }
    let view = AccountView(
      name: account.name, role: account.role.rawValue, created: account.created, hasPassword: account.hasPassword,
      tokens: found.1.map { .init(id: $0.id, name: $0.name, created: $0.created, lastUsed: $0.lastUsed) },
      newToken: newToken, publicURL: call.publicURL)
    return AccountPage.html(view, in: try await call.frame())
  }

  private static func team(_ call: RouteCall, newInvite: String? = nil) async throws(SiteError) -> String {
    let id = try call.number("team")
    let visitor = try call.account().id
    let found = try await call.archive { archive throws(ArchiveError) in
      (try archive.team(id), try archive.members(of: id), try archive.runs(of: id))
    }
    guard let team = found.0 else { throw .notFound }
    let titles = try call.titles()
    let isMember = found.1.contains { $0.account == visitor }
    // What a team plays is its own business: its results are on the boards.
    let runs = isMember ? found.2 : []
    let view = TeamView(
      id: id, name: team.name,
      members: found.1.map { .init(account: $0.account, name: $0.name, isCaptain: $0.isCaptain) },
      sizeLimit: team.sizeLimit,
      runs: runs.map { run in
        .init(
          id: run.number, title: titles[run.scenario] ?? run.scenario, startedAt: run.started,
          points: run.ended == nil ? nil : run.points ?? 0, isSolved: run.isSolved)
      }, isMember: isMember && !team.isSolo, isCaptain: team.captain == visitor && !team.isSolo, newInvite: newInvite,
      hasInvite: team.hasInvite)
    return TeamPage.html(view, in: try await call.frame())
  }
}

import KubernetesModel
import Leaderboard

enum AccountRoutes {
  private static let root = APIRoutes.root
  private static let name = Field("name", .text(limit: 400), "1 to 40 characters, and nobody else's")
  private static let label = Field(
    "token", .text(limit: 400), "instead of a session, make a personal token of this name and answer with it",
    isRequired: false)
  private static let password = Field(
    "password", .text(limit: PasswordHasher.limit), "8 characters at least", isRequired: false)

  static let all: [Route] = [
    Route(
      .post, root + "/signup", .anyone, "Make an account and sign in.",
      takes: [name, password, label, Field("invite", .text(limit: 200), "a team's invitation", isRequired: false)]
    ) { call throws(SiteError) in answer(try await AccountActions.signUp(call)) },
    Route(
      .post, root + "/signin", .anyone, "Sign in by name and password.",
      takes: [name, Field("password", .text(limit: PasswordHasher.limit), "the account's"), label]
    ) { call throws(SiteError) in answer(try await AccountActions.signIn(call)) },
    Route(
      .post, root + "/links/{token}", .anyone, "Use up a link: sign in, or make the account that it is for.",
      takes: [Field("name", .text(limit: 400), "of an account that is made", isRequired: false), password, label]
    ) { call throws(SiteError) in answer(try await AccountActions.useLink(call)) },
    Route(.post, root + "/signout", .player, "End this session.") { call throws(SiteError) in
      try await AccountActions.signOut(call)
    },
    Route(.delete, root + "/sessions", .player, "End all other sessions of the account.") { call throws(SiteError) in
      try await AccountActions.signOutElsewhere(call)
      return .done
    },
    Route(.get, root + "/me", .player, "Who asks, and their teams.") { call throws(SiteError) in
      .json(try await me(call))
    },
    Route(
      .put, root + "/me/password", .player, "Set the password; all other sessions end.",
      takes: [
        Field("current", .text(limit: PasswordHasher.limit), "the one before, if there is one", isRequired: false),
        Field("password", .text(limit: PasswordHasher.limit), "8 characters at least"),
      ]
    ) { call throws(SiteError) in
      try await AccountActions.setPassword(call)
      return .done
    },
    Route(.get, root + "/tokens", .player, "The account's personal tokens.") { call throws(SiteError) in
      let id = try call.account().id
      let tokens = try await call.archive { archive throws(ArchiveError) in try archive.tokens(of: id) }
      return .json(["tokens": .array(tokens.map(RecordJSON.token))])
    },
    Route(
      .post, root + "/tokens", .player, "Make a personal token. Its secret is told this once.",
      takes: [Field("name", .text(limit: 400), "what it is for")]
    ) { call throws(SiteError) in
      let (token, secret) = try await AccountActions.createToken(call)
      var value = RecordJSON.token(token)
      value["token"] = .string(secret)
      return .json(value, status: 201)
    },
    Route(.delete, root + "/tokens/{id}", .player, "Delete a personal token.") { call throws(SiteError) in
      try await AccountActions.deleteToken(call)
      return .done
    },
  ]

  private static func answer(_ signedIn: AccountActions.SignedIn) -> SiteResponse {
    var response = SiteResponse.json(signedIn.json)
    if let cookie = signedIn.cookie { response.headers.append(cookie) }
    return response
  }

  private static func me(_ call: RouteCall) async throws(SiteError) -> JSONValue {
    let id = try call.account().id
    let found = try await call.archive { archive throws(ArchiveError) -> (Account?, [Team]) in
      (try archive.account(id), try archive.teams(of: id))
    }
    guard let account = found.0 else { throw .signInFirst }
    return [
      "account": RecordJSON.own(account), "teams": .array(found.1.map(RecordJSON.team)),
      "csrf": .string(call.csrfToken),
    ]
  }
}

import KubernetesModel
import Leaderboard

/// Signing up, in and out, and what belongs to an account.
enum AccountActions {
  /// For how long a browser stays signed in.
  private static let sessionSeconds = 14 * 86_400
  /// For how long a link can be used.
  private static let linkSeconds: Int64 = 7 * 86_400
  /// Characters of a password that somebody chooses.
  private static let shortestPassword = 8

  /// Somebody who is known now, and by what: a browser by a session, another program by a token of its own.
  struct SignedIn: Sendable {
    let account: Account
    let cookie: (name: String, value: String)?
    let token: String?
    /// The team that an invitation led to.
    var team: Team?

    /// What programs are told.
    var json: JSONValue {
      var value: JSONValue = ["account": RecordJSON.own(account)]
      value["token"] = token.map { .string($0) }
      value["team"] = team.map { RecordJSON.team($0) }
      return value
    }
  }

  // MARK: Signing in

  static func signUp(_ call: RouteCall) async throws(SiteError) -> SignedIn {
    try call.limit(call.site.settings.rates.signUp, "sign-up")
    guard call.site.settings.takesSignUps || call.optionalText("invite") != nil else {
      throw .forbidden("This server takes players by invitation only. Ask the organiser for a link.")
    }
    let now = call.now
    let name = call.text("name")
    let invite = call.optionalText("invite").map { Secrets.digest($0) }
    if let invite {
      let team = try await call.archive { archive throws(ArchiveError) in try archive.team(invitedBy: invite) }
      if team == nil { throw .badRequest("This invitation is not valid any more.", field: "invite") }
    }
    let hash = try await chosenHash(call)
    let account = try await call.archive { archive throws(ArchiveError) in
      try archive.createAccount(name: name, passwordHash: hash, at: now)
    }
    var signedIn = try await admit(account, call)
    if let invite { signedIn.team = try await join(invite, account.id, call) }
    return signedIn
  }

  static func signIn(_ call: RouteCall) async throws(SiteError) -> SignedIn {
    let (name, rate) = (call.text("name"), call.site.settings.rates.signIn)
    try call.limit(rate, "sign-in")
    try call.limit(rate, "sign-in as", Secrets.digest(name.lowercased()))
    let known = try await call.archive { archive throws(ArchiveError) -> Credentials? in
      try archive.credentials(named: name).map { Credentials(account: $0.account, passwordHash: $0.passwordHash) }
    }
    let isRight = try await call.backstage().passwords.verify(call.text("password"), against: known?.passwordHash)
    guard isRight, let known, !known.account.isDisabled else {
      throw SiteError(401, "Name and password do not go together.", field: "password")
    }
    return try await admit(known.account, call)
  }

  private struct Credentials: Sendable {
    let account: Account
    let passwordHash: String?
  }

  /// Uses up a link that somebody was given: signs its account in, or makes one with the name that is chosen.
  static func useLink(_ call: RouteCall) async throws(SiteError) -> SignedIn {
    try call.limit(call.site.settings.rates.signIn, "link")
    let hash = Secrets.digest(call.parameter("token"))
    let now = call.now
    let link = try await call.archive { archive throws(ArchiveError) in try archive.link(hash: hash, at: now) }
    guard let link else { throw SiteError(404, "This link was used already, or has expired. Ask for another.") }
    switch link.purpose {
    case .signIn:
      return try await admit(
        try await call.archive { archive throws(ArchiveError) in try archive.signIn(withLink: hash, at: now) }, call)
    case .signUp:
      guard let name = call.optionalText("name") else { throw .badRequest("name is missing.", field: "name") }
      let password = try await chosenHash(call)
      return try await admit(
        try await call.archive { archive throws(ArchiveError) in
          try archive.signUp(withLink: hash, name: name, passwordHash: password, at: now)
        }, call)
    }
  }

  /// What a link is for; nil when it cannot be used any more. Looking does not use it up.
  static func link(_ call: RouteCall) async throws(SiteError) -> Link? {
    try call.limit(call.site.settings.rates.signIn, "link")
    let hash = Secrets.digest(call.parameter("token"))
    let now = call.now
    return try await call.archive { archive throws(ArchiveError) in try archive.link(hash: hash, at: now) }
  }

  private static func admit(_ account: Account, _ call: RouteCall) async throws(SiteError) -> SignedIn {
    let now = call.now
    let secret = Secrets.make()
    let hash = Secrets.digest(secret)
    if let label = call.optionalText("token") {
      _ = try await call.archive { archive throws(ArchiveError) in
        try archive.createToken(name: label, hash: hash, of: account.id, at: now)
      }
      return SignedIn(account: account, cookie: nil, token: secret)
    }
    // The session before is over: whoever had it does not share this one.
    let before = call.visitor.flatMap { $0.credential == .session ? $0.digest : nil }
    let session = Session(
      hash: hash, csrf: SessionCookie.csrfToken(of: secret), account: account.id, created: now,
      expires: now + Int64(sessionSeconds) * 1_000_000)
    try await call.archive { archive throws(ArchiveError) in
      if let before { try archive.closeSession(hash: before) }
      try archive.open(session)
    }
    let isSecure = call.site.settings.isSecure(call.request)
    return SignedIn(
      account: account, cookie: SessionCookie.setting(secret, seconds: sessionSeconds, isSecure: isSecure), token: nil)
  }

  static func signOut(_ call: RouteCall) async throws(SiteError) -> SiteResponse {
    let visitor = try call.account()
    try await call.archive { archive throws(ArchiveError) in
      if visitor.credential == .session {
        try archive.closeSession(hash: visitor.digest)
      }
    }
    var response = SiteResponse.done
    response.headers.append(SessionCookie.removing(isSecure: call.site.settings.isSecure(call.request)))
    return response
  }

  /// Signs the account out everywhere else.
  static func signOutElsewhere(_ call: RouteCall) async throws(SiteError) {
    let visitor = try call.account()
    try await call.archive { archive throws(ArchiveError) in
      try archive.closeSessions(of: visitor.id, except: visitor.digest)
    }
  }

  // MARK: Passwords and tokens

  /// The hash of the password that somebody chose; nil where they chose none.
  private static func chosenHash(_ call: RouteCall) async throws(SiteError) -> String? {
    guard let password = call.optionalText("password") else { return nil }
    guard password.unicodeScalars.count >= shortestPassword else {
      throw .badRequest("password needs \(shortestPassword) characters at least.", field: "password")
    }
    return try await call.backstage().passwords.hash(password)
  }

  static func setPassword(_ call: RouteCall) async throws(SiteError) {
    let visitor = try call.account()
    try call.limit(call.site.settings.rates.signIn, "password of", String(visitor.id))
    let known = try await call.archive { archive throws(ArchiveError) -> Credentials? in
      try archive.credentials(named: visitor.name).map {
        Credentials(account: $0.account, passwordHash: $0.passwordHash)
      }
    }
    if let stored = known?.passwordHash,
      try await !call.backstage().passwords.verify(call.text("current"), against: stored)
    {
      throw .badRequest("This is not your password.", field: "current")
    }
    guard let hash = try await chosenHash(call) else { throw .badRequest("password is missing.", field: "password") }
    let now = call.now
    try await call.archive { archive throws(ArchiveError) in
      try archive.setPassword(hash: hash, of: visitor.id, keeping: visitor.digest, at: now)
    }
  }

  /// Makes a personal token, whose secret nobody is told again.
  static func createToken(_ call: RouteCall) async throws(SiteError) -> (token: Token, secret: String) {
    let (id, name, now) = (try call.account().id, call.text("name"), call.now)
    let secret = Secrets.make()
    let hash = Secrets.digest(secret)
    let token = try await call.archive { archive throws(ArchiveError) in
      try archive.createToken(name: name, hash: hash, of: id, at: now)
    }
    return (token, secret)
  }

  static func deleteToken(_ call: RouteCall) async throws(SiteError) {
    let (id, account) = (try call.number("id"), try call.account().id)
    try await call.archive { archive throws(ArchiveError) in try archive.deleteToken(id, of: account) }
  }

  private static func join(_ invite: String, _ account: Int64, _ call: RouteCall) async throws(SiteError) -> Team {
    let now = call.now
    return try await call.archive { archive throws(ArchiveError) in
      try archive.join(invitedBy: invite, account: account, at: now)
    }
  }

  // MARK: What admins do

  /// Makes an account for somebody, and the link with which they sign in.
  static func createFor(_ call: RouteCall) async throws(SiteError) -> (account: Account, link: String) {
    let (actor, role, name, now) = (try await call.actor(), try role(call), call.text("name"), call.now)
    let account = try await call.archive { archive throws(ArchiveError) in
      try archive.createAccount(name: name, role: role, at: now, by: actor)
    }
    return (account, try await signInLink(for: account.id, call))
  }

  /// A link that signs somebody in, once.
  static func signInLink(for account: Int64, _ call: RouteCall) async throws(SiteError) -> String {
    let secret = Secrets.make()
    let now = call.now
    let link = Link.signIn(
      account, hash: Secrets.digest(secret), created: now, expires: now + linkSeconds * 1_000_000)
    let actor = try await call.actor()
    let known = try await call.archive { archive throws(ArchiveError) in try archive.account(account) }
    guard let known else { throw .notFound }
    // Nobody gets by a link what their own role does not give.
    guard known.role <= (try call.account().role) else { throw .roleTooLow }
    try await call.archive { archive throws(ArchiveError) in try archive.createLink(link, by: actor) }
    return call.site.address(for: call.request) + "/links/" + secret
  }

  /// A link with which somebody makes an account of their own.
  static func signUpLink(_ call: RouteCall) async throws(SiteError) -> String {
    let secret = Secrets.make()
    let now = call.now
    let link = Link.signUp(
      try role(call), hash: Secrets.digest(secret), created: now, expires: now + linkSeconds * 1_000_000)
    let actor = try await call.actor()
    try await call.archive { archive throws(ArchiveError) in try archive.createLink(link, by: actor) }
    return call.site.address(for: call.request) + "/links/" + secret
  }

  static func setRole(_ call: RouteCall) async throws(SiteError) -> Account {
    let (actor, id, role, now) = (try await call.actor(), try call.number("id"), try role(call), call.now)
    return try await call.archive { archive throws(ArchiveError) in
      try archive.setRole(role, of: id, at: now, by: actor)
    }
  }

  static func setDisabled(_ isDisabled: Bool, _ call: RouteCall) async throws(SiteError) -> Account {
    let (actor, id, now) = (try await call.actor(), try call.number("id"), call.now)
    return try await call.archive { archive throws(ArchiveError) in
      try archive.setDisabled(isDisabled, of: id, at: now, by: actor)
    }
  }

  /// Deletes an account for good. What it played alone and did not end is over.
  static func delete(_ call: RouteCall) async throws(SiteError) -> String {
    let (actor, id, now) = (try await call.actor(), try call.number("id"), call.now)
    let known = try await call.archive { archive throws(ArchiveError) in try archive.account(id) }
    guard let known else { throw .notFound }
    guard (try? DisplayName(call.text("confirm")))?.text == known.name else {
      throw .badRequest("confirm must be the account's name, \(known.name).", field: "confirm")
    }
    let deleted = try await call.archive { archive throws(ArchiveError) in
      try archive.delete(account: id, at: now, by: actor)
    }
    let hall = try call.backstage().hall
    for team in deleted.teams { await hall.expel(id, from: team) }
    for run in deleted.openRuns { await hall.end(run) }
    for competition in deleted.competitions { await hall.boards.changed(competition) }
    return deleted.name
  }

  private static func role(_ call: RouteCall) throws(SiteError) -> Role {
    guard let text = call.optionalText("role") else { return .player }
    guard let role = Role(rawValue: text) else {
      let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badRequest("role must be one of \(known).", field: "role")
    }
    return role
  }
}

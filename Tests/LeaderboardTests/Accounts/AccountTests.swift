import Leaderboard
import Testing

@Suite struct AccountTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }

  init() throws { ground = try Ground() }

  @Test("Whoever signs up is found by any spelling of the name and has a team of their own.")
  func signUp() throws {
    let ada = try archive.createAccount(name: " Ada  Lovelace", passwordHash: "scrypt", at: 5)
    #expect(ada.name == "Ada Lovelace" && ada.role == .player && ada.hasPassword && !ada.isDisabled)
    let found = try #require(try archive.credentials(named: "ADA LOVELACE"))
    #expect(found.account == ada && found.passwordHash == "scrypt")
    #expect(try archive.credentials(named: String(repeating: "x", count: 10_000)) == nil)
    let teams = try archive.teams(of: ada.id)
    #expect(teams.map(\.id) == [ada.soloTeam] && teams.allSatisfy { $0.isSolo && $0.name == "Ada Lovelace" })
    #expect(try archive.accountCount() == 1)
  }

  @Test("A name is given once, be it an account's or a team's.")
  func namesAreUnique() throws {
    let ada = try ground.player("Ada")
    _ = try archive.createTeam(name: "Reds", captain: ada.id, sizeLimit: 3, at: 1)
    for name in ["ADA", "аdа", "reds"] {
      #expect(throws: ArchiveError.self) { try archive.createAccount(name: name, at: 2) }
    }
    let bob = try ground.player("Bob")
    #expect(throws: ArchiveError.self) { try archive.createTeam(name: "ada", captain: bob.id, sizeLimit: 3, at: 1) }
    #expect(throws: ArchiveError.self) { try archive.rename(account: bob.id, to: "Reds", at: 3) }
    #expect(try archive.rename(account: bob.id, to: "BOB", at: 3).name == "BOB")
    #expect(try archive.teams(of: bob.id).map(\.name) == ["BOB"])
    #expect(try archive.accountCount() == 2)
  }

  @Test("Accounts are listed page by page and by what their names hold.")
  func lists() throws {
    let names = ["Ada", "Bob", "Adam", "Eve"]
    let accounts = try names.map { try ground.player($0) }
    #expect(try archive.accounts(limit: 3).map(\.name) == ["Ada", "Bob", "Adam"])
    #expect(try archive.accounts(after: accounts[2].id).map(\.name) == ["Eve"])
    #expect(try archive.accounts(matching: "aDa").map(\.name) == ["Ada", "Adam"])
    #expect(try archive.accounts(matching: "%").isEmpty)
  }

  @Test("The last admin can neither be demoted nor disabled, and what admins do is written down.")
  func admins() throws {
    let root = try ground.player("root", role: .admin)
    let bob = try ground.player("Bob")
    #expect(throws: ArchiveError.self) { try archive.setRole(.player, of: root.id, at: 9, by: .console) }
    #expect(throws: ArchiveError.self) { try archive.setDisabled(true, of: root.id, at: 9, by: .console) }
    #expect(try archive.audit().isEmpty)
    #expect(try archive.setRole(.admin, of: bob.id, at: 10, by: Actor(root)).role == .admin)
    #expect(try archive.setRole(.player, of: root.id, at: 11, by: .console).role == .player)
    #expect(try archive.firstAdmin()?.name == "Bob")
    let audit = try archive.audit()
    #expect(audit.map(\.actor) == ["console", "root"])
    #expect(audit.map(\.detail) == ["from admin to player", "from player to admin"])
    #expect(try archive.audit(before: audit[0].id).map(\.at) == [10])
  }

  @Test("A session signs in until it expires, is closed, or the account is disabled.")
  func sessions() throws {
    let ada = try ground.player("Ada")
    for hash in ["a", "b", "c"] {
      try archive.open(Session(hash: hash, csrf: "csrf-" + hash, account: ada.id, created: 0, expires: seconds(100)))
    }
    let found = try #require(try archive.session(hash: "a", at: seconds(99)))
    #expect(found.account == ada && found.session.csrf == "csrf-a")
    #expect(try archive.session(hash: "a", at: seconds(99))?.session.lastSeen == seconds(99))
    #expect(try archive.session(hash: "a", at: seconds(100)) == nil)
    #expect(try archive.session(hash: "nobody", at: 1) == nil)
    try archive.closeSession(hash: "a")
    try archive.setPassword(hash: "new", of: ada.id, keeping: "b", at: 1)
    #expect(try ["a", "b", "c"].map { try archive.session(hash: $0, at: 1) != nil } == [false, true, false])
    let root = try ground.player("root", role: .admin)
    _ = try archive.setDisabled(true, of: ada.id, at: 2, by: Actor(root))
    #expect(try archive.session(hash: "b", at: 1) == nil)
    try archive.removeExpired(at: seconds(100))
  }

  @Test("Tokens sign in, show when they were used, and are deleted by their owner alone.")
  func tokens() throws {
    let ada = try ground.player("Ada")
    let bob = try ground.player("Bob")
    let token = try archive.createToken(name: "laptop", hash: "hash", of: ada.id, at: 5)
    #expect(try archive.token(hash: "hash", at: seconds(70))?.account == ada)
    #expect(try archive.tokens(of: ada.id).map(\.lastUsed) == [seconds(70)])
    #expect(throws: ArchiveError.missing("token \(token.id)")) { try archive.deleteToken(token.id, of: bob.id) }
    try archive.deleteToken(token.id, of: ada.id)
    #expect(try archive.token(hash: "hash", at: seconds(71)) == nil)
    for number in 1...Archive.maximumTokens {
      _ = try archive.createToken(name: "t\(number)", hash: "h\(number)", of: ada.id, at: 6)
    }
    #expect(throws: ArchiveError.self) { try archive.createToken(name: "more", hash: "more", of: ada.id, at: 6) }
  }

  @Test("A link signs in once, and not after it expired.")
  func signInLinks() throws {
    let ada = try ground.player("Ada")
    for hash in ["one", "two"] { try archive.createLink(.signIn(ada.id, hash: hash, created: 0, expires: 100)) }
    #expect(try archive.link(hash: "one", at: 5)?.account == ada.id)
    #expect(try archive.signIn(withLink: "one", at: 10) == ada)
    #expect(throws: ArchiveError.self) { try archive.signIn(withLink: "one", at: 10) }
    #expect(throws: ArchiveError.self) { try archive.signIn(withLink: "two", at: 100) }
    #expect(throws: ArchiveError.self) { try archive.signUp(withLink: "two", name: "Eve", at: 10) }
    #expect(try archive.link(hash: "one", at: 5) == nil)
  }

  @Test("A link to sign up gives its role, and outlives a name that is taken.")
  func signUpLinks() throws {
    _ = try ground.player("Ada")
    try archive.createLink(.signUp(.organiser, hash: "link", created: 0, expires: 100), by: .console)
    #expect(throws: ArchiveError.self) { try archive.signUp(withLink: "link", name: "ada", at: 1) }
    let eve = try archive.signUp(withLink: "link", name: "Eve", at: 1)
    #expect(eve.role == .organiser)
    #expect(throws: ArchiveError.self) { try archive.signUp(withLink: "link", name: "Mallory", at: 1) }
    #expect(try archive.audit().map(\.action) == ["link.signUp"])
  }

  @Test("Of many who use one link at the same time, one gets in.")
  func linksAreUsedOnce() async throws {
    let ground = try Ground(isShared: true)
    let ada = try ground.player("Ada")
    let archive = ground.archive
    try archive.createLink(.signIn(ada.id, hash: "link", created: 0, expires: 100))
    let count = await withTaskGroup(of: Bool.self) { group in
      for _ in 1...20 { group.addTask { (try? archive.signIn(withLink: "link", at: 10)) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(count == 1)
  }
}

import GRDB

/// What somebody may do on a server; each may do all that the ones before it may.
package enum Role: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  case player, author, organiser, admin

  package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .player: 0
    case .author: 1
    case .organiser: 2
    case .admin: 3
    }
  }
}

/// Somebody who can sign in. It holds no secrets.
package struct Account: Codable, Hashable, Sendable, FetchableRecord {
  package let id: Int64
  package let name: String
  package let role: Role
  package let created: Int64
  package let isDisabled: Bool
  package let hasPassword: Bool
  /// The team that consists of them alone.
  package let soloTeam: Int64

  static let columns = """
    account.id, account.name, account.role, account.created, account.isDisabled,
    account.passwordHash IS NOT NULL AS hasPassword, solo.id AS soloTeam
    """
  static let tables = "account JOIN team AS solo ON solo.captain = account.id AND solo.isSolo"
}

/// Who does something, for the audit.
package struct Actor: Hashable, Sendable {
  /// Nil for the machine's own console.
  package let account: Int64?
  package let name: String

  package init(_ account: Account) {
    self.account = account.id
    name = account.name
  }

  private init(name: String) {
    account = nil
    self.name = name
  }

  /// Whoever can open the database file: commands on the machine that has it.
  package static let console = Actor(name: "console")
}

/// A signed-in browser.
package struct Session: Codable, Hashable, Sendable, FetchableRecord {
  /// Of the cookie.
  package let hash: String
  /// What forms must send back.
  package let csrf: String
  package let account: Int64
  package let created: Int64
  package let expires: Int64
  package let lastSeen: Int64

  package init(hash: String, csrf: String, account: Int64, created: Int64, expires: Int64) {
    self.hash = hash
    self.csrf = csrf
    self.account = account
    self.created = created
    self.expires = expires
    lastSeen = created
  }
}

/// A personal token, as its owner sees it in a list.
package struct Token: Codable, Hashable, Sendable, FetchableRecord {
  package let id: Int64
  package let name: String
  package let account: Int64
  package let created: Int64
  package let lastUsed: Int64?
}

/// A link that can be used once.
package struct Link: Codable, Hashable, Sendable, FetchableRecord {
  package enum Purpose: String, Hashable, Sendable, Codable {
    /// Signs in an account that there is.
    case signIn
    /// Lets somebody make an account with a role.
    case signUp
  }

  package let hash: String
  package let purpose: Purpose
  /// Who signs in with it.
  package let account: Int64?
  /// Which role the new account gets.
  package let role: Role?
  package let created: Int64
  package let expires: Int64

  package static func signIn(_ account: Int64, hash: String, created: Int64, expires: Int64) -> Link {
    Link(hash: hash, purpose: .signIn, account: account, role: nil, created: created, expires: expires)
  }

  package static func signUp(_ role: Role, hash: String, created: Int64, expires: Int64) -> Link {
    Link(hash: hash, purpose: .signUp, account: nil, role: role, created: created, expires: expires)
  }
}

package import Leaderboard

/// Who asks.
package struct Visitor: Hashable, Sendable {
  /// How they are known.
  package enum Credential: Hashable, Sendable {
    /// By a browser's cookie: its requests may be made by another site.
    case session
    /// By a personal token, which no browser sends by itself.
    case token
  }

  package let id: Int64
  package let name: String
  package let role: Role
  package let credential: Credential
  /// What requests with a session show, beside it; empty with a personal token.
  package let csrfToken: String
  /// The digest of the secret by which they are known.
  package let digest: String

  package init(id: Int64, name: String, role: Role, credential: Credential, csrfToken: String, digest: String) {
    self.id = id
    self.name = name
    self.role = role
    self.credential = credential
    self.csrfToken = csrfToken
    self.digest = digest
  }
}

/// Knows who is who. The router asks; nothing else decides who may do what.
package protocol Gatekeeper: Sendable {
  /// Whom a session belongs to, by the digest of its secret; nil when there is none, or it is over.
  func visitor(ofSession digest: String, csrfToken: String) async throws(SiteError) -> Visitor?
  /// The same of a personal token.
  func visitor(ofToken digest: String) async throws(SiteError) -> Visitor?
  /// Whether somebody belongs to a team, or to the team of a run.
  func isMember(_ account: Int64, of subject: Access.Subject, _ number: Int64) async throws(SiteError) -> Bool
}

import KubernetesModel
import Leaderboard
import SimulationKernel

/// Knows who is who from the archive.
package struct ArchiveGatekeeper: Gatekeeper {
  private let stored: StoredAccess
  private let clock: ServerClock

  package init(_ stored: StoredAccess, clock: ServerClock = ServerClock()) {
    self.stored = stored
    self.clock = clock
  }

  package func visitor(ofSession digest: String, csrfToken: String) async throws(SiteError) -> Visitor? {
    let now = clock.now.microseconds
    let account = try await stored { archive throws(ArchiveError) in
      try archive.session(hash: digest, at: now)?.account
    }
    return account.map { Visitor($0, .session, csrfToken: csrfToken, digest: digest) }
  }

  package func visitor(ofToken digest: String) async throws(SiteError) -> Visitor? {
    let now = clock.now.microseconds
    let account = try await stored { archive throws(ArchiveError) in try archive.token(hash: digest, at: now)?.account }
    return account.map { Visitor($0, .token, csrfToken: "", digest: digest) }
  }

  package func isMember(_ account: Int64, of subject: Access.Subject, _ number: Int64) async throws(SiteError) -> Bool {
    try await stored { archive throws(ArchiveError) in
      switch subject {
      case .team: return try archive.isMember(account, of: number)
      case .run:
        return try archive.isMember(account, ofRun: number)
      }
    }
  }
}

extension Visitor {
  init(_ account: Account, _ credential: Credential, csrfToken: String, digest: String) {
    self.init(
      id: account.id, name: account.name, role: account.role, credential: credential, csrfToken: csrfToken,
      digest: digest)
  }
}

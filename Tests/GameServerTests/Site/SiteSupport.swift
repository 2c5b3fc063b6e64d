import Dispatch
import Leaderboard
import Testing

@testable import GameServer

/// Knows one account of each role by their names: `player`, `organiser`. All belong to team and run 1, and `rival` to none.
struct NamedGate: Gatekeeper {
  static let accounts: [(name: String, role: Role)] =
    Role.allCases.map { ($0.rawValue, $0) } + [("rival", .player)]

  private func visitor(_ digest: String, _ credential: Visitor.Credential, csrf: String) -> Visitor? {
    for (index, account) in Self.accounts.enumerated() where Secrets.digest(account.name) == digest {
      return Visitor(
        id: Int64(index + 1), name: account.name, role: account.role, credential: credential, csrfToken: csrf,
        digest: digest)
    }
    return nil
  }

  func visitor(ofSession digest: String, csrfToken: String) async throws(SiteError) -> Visitor? {
    visitor(digest, .session, csrf: csrfToken)
  }

  func visitor(ofToken digest: String) async throws(SiteError) -> Visitor? { visitor(digest, .token, csrf: "") }

  func isMember(_ account: Int64, of subject: Access.Subject, _ number: Int64) async throws(SiteError) -> Bool {
    number == 1 && account != Int64(Self.accounts.count)
  }
}

extension SiteRequest {
  /// A request as a browser sends it that signed in as somebody.
  /// - Parameter csrf: nil for the session's own.
  static func make(
    _ method: Method, _ target: String, as name: String? = nil, csrf: String? = nil, headers: [String: String] = [:],
    body: String = ""
  ) throws -> SiteRequest {
    var headers = headers
    headers["host"] = "test"
    if let name {
      headers["cookie"] = "\(SessionCookie.name)=\(name)"
      if method.isUnsafe { headers["x-csrf-token"] = csrf ?? SessionCookie.csrfToken(of: name) }
    }
    if !body.isEmpty, headers["content-type"] == nil { headers["content-type"] = "application/json" }
    return try #require(
      SiteRequest(method, target, headers: headers, body: Array(body.utf8), remoteAddress: "192.0.2.1"))
  }
}

extension SiteResponse {
  var text: String {
    guard case .bytes(let bytes) = body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Site {
  static func of(_ routes: [Route], settings: SiteSettings = SiteSettings()) -> Site {
    Site(routes: routes, gatekeeper: NamedGate(), settings: settings)
  }
}

extension Served {
  /// Serves a site for as long as `body` runs.
  static func site(_ site: Site, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
    let ports = AsyncStream.makeStream(of: Int.self)
    let game = try GameServer(directory: ClusterDirectory(), site: site)
    let server = Task {
      defer { ports.continuation.finish() }
      try await game.run { ports.continuation.yield($0) }
    }
    defer { server.cancel() }
    let port = try #require(await ports.stream.first { _ in true })
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async { done.resume(with: Result { try body(port) }) }
    }
  }
}

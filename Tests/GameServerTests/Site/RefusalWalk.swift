import Leaderboard
import Testing

@testable import GameServer

/// Tries every route of a table in the ways that must be refused. A route that is added is tried with the others.
struct RefusalWalk {
  let site: Site

  /// The refusals that did not come, in words.
  func failures() async throws -> [String] {
    var failures: [String] = []
    for route in site.table.routes {
      failures += try await withoutSession(route)
      failures += try await withLowerRole(route)
      failures += try await ofSomebodyElse(route)
      failures += try await forged(route)
    }
    return failures
  }

  /// An address of the route.
  private func target(_ route: Route) -> String {
    "/"
      + route.parts.map { part in
        switch part {
        case .fixed(let text): text
        case .number: "1"
        case .text: "x"
        }
      }.joined(separator: "/")
  }

  private func ask(
    _ route: Route, as name: String?, csrf: String? = nil, headers: [String: String] = [:]
  ) async throws -> Int {
    await site.answer(try .make(route.method, target(route), as: name, csrf: csrf, headers: headers)).status
  }

  private func withoutSession(_ route: Route) async throws -> [String] {
    guard route.access != .anyone else { return [] }
    let status = try await ask(route, as: nil)
    let unknown = try await ask(route, as: "nobody")
    // A page leads to where one signs in.
    let expected = route.isAPI || route.method != .get ? 401 : 303
    return [status, unknown].filter { $0 != expected }.map { "\(route.name) without a session: \($0)" }
  }

  private func withLowerRole(_ route: Route) async throws -> [String] {
    guard let needed = route.access.role else { return [] }
    var failures: [String] = []
    for role in Role.allCases where role < needed {
      let status = try await ask(route, as: role.rawValue)
      if status != 403 { failures.append("\(route.name) as \(role.rawValue): \(status)") }
    }
    return failures
  }

  private func ofSomebodyElse(_ route: Route) async throws -> [String] {
    guard case .member = route.access else { return [] }
    let status = try await ask(route, as: "rival")
    return status == 404 ? [] : ["\(route.name) of another team: \(status)"]
  }

  private func forged(_ route: Route) async throws -> [String] {
    guard route.method.isUnsafe else { return [] }
    var failures: [String] = []
    for csrf in ["", "wrong", SessionCookie.csrfToken(of: "rival")] {
      let status = try await ask(route, as: "admin", csrf: csrf)
      if status != 403 { failures.append("\(route.name) with the token '\(csrf)': \(status)") }
    }
    for headers in [["origin": "https://evil.example"], ["sec-fetch-site": "cross-site"], ["origin": "null"]] {
      let status = try await ask(route, as: "admin", headers: headers)
      let anonymous = try await ask(route, as: nil, headers: headers)
      if status != 403 || anonymous != 403 { failures.append("\(route.name) from \(headers): \(status), \(anonymous)") }
    }
    return failures
  }
}

extension Route {
  fileprivate var name: String { "\(method.rawValue) \(pattern)" }
}

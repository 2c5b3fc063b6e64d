import Testing

@testable import GameServer

@Suite struct RouteTableTests {
  private let routes = APIRoutes.all + PageRoutes.all

  @Test("Every route refuses whoever has no business there.")
  func refusals() async throws {
    let site = Site.of(routes, settings: .patient)
    #expect(try await RefusalWalk(site: site).failures() == [])
  }

  @Test("No two routes take the same request, and all are well formed.")
  func noTwoAlike() {
    var seen: Set<String> = []
    for route in routes {
      let shape = route.parts.map { part in
        switch part {
        case .fixed(let text): text
        case .number: "#"
        case .text: "*"
        }
      }
      #expect(seen.insert("\(route.method.rawValue) /" + shape.joined(separator: "/")).inserted, "\(route.pattern)")
      #expect(route.isAPI ? route.summary?.hasSuffix(".") == true : route.summary == nil, "\(route.pattern)")
      #expect(route.method.isUnsafe || route.takes.isEmpty, "\(route.pattern)")
      if case .member(let subject) = route.access {
        #expect(route.parts.contains(.number(subject.rawValue)), "\(route.pattern)")
      }
    }
  }

  @Test("What anybody may change without signing in is what leads to being signed in.")
  func openDoors() {
    let open = routes.filter { $0.access == .anyone && $0.method.isUnsafe }.map(\.pattern)
    #expect(
      Set(open) == [
        "/api/v1/signup", "/api/v1/signin", "/api/v1/links/{token}", "/signup", "/signin", "/links/{token}",
      ])
  }
}

extension SiteSettings {
  /// For tests that ask much at once.
  static var patient: SiteSettings {
    var settings = SiteSettings()
    settings.rates = .unlimited
    return settings
  }
}

/// All that the site does. The router, the document of the API and the test of every route's refusals walk it.
package struct RouteTable: Sendable {
  package let routes: [Route]
  /// By the number of a path's parts.
  private let byLength: [Int: [Route]]

  package init(_ routes: [Route]) {
    self.routes = routes
    // A part that is written out goes before one that takes anything.
    byLength = Dictionary(grouping: routes.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }) { $0.parts.count }
  }

  package enum Match: Sendable {
    case route(Route, [String: String])
    /// The path is known, for these methods.
    case otherMethods([SiteRequest.Method])
    case none
  }

  package func match(_ method: SiteRequest.Method, _ segments: [String]) -> Match {
    let wanted = method == .head ? .get : method
    var others: [SiteRequest.Method] = []
    for route in byLength[segments.count] ?? [] {
      guard let parameters = route.match(segments) else { continue }
      if route.method == wanted { return .route(route, parameters) }
      others.append(route.method)
    }
    return others.isEmpty ? .none : .otherMethods(others)
  }

  /// The largest body that a path takes, whatever the method: a form says its method in the body.
  func bodyLimit(of segments: [String]) -> Int {
    let limits = (byLength[segments.count] ?? []).filter { $0.match(segments) != nil }.map(\.bodyLimit)
    return limits.max() ?? Route.usualBodyLimit
  }
}

extension Route {
  fileprivate var rank: [Int] {
    parts.map { part in
      switch part {
      case .fixed: 0
      case .number: 1
      case .text: 2
      }
    }
  }
}

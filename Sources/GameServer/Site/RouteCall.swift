package import KubernetesModel
import Leaderboard

/// A request on its way through a route: who asks, and for what.
package struct RouteCall: Sendable {
  package let site: Site
  package let request: SiteRequest
  package let route: Route
  /// The path's parts in braces.
  package let parameters: [String: String]
  /// Nil for who has not signed in.
  package let visitor: Visitor?
  /// What the body said, checked against what the route takes.
  package let fields: JSONValue

  /// What a page's forms carry in a hidden field `csrf`; empty without a session.
  package var csrfToken: String { visitor?.csrfToken ?? "" }

  /// A part of the path that is a number.
  package func number(_ name: String) throws(SiteError) -> Int64 {
    guard let number = parameters[name].flatMap({ Int64($0) }) else { throw .notFound }
    return number
  }

  package func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// Who asks, on routes that take a player.
  package func account() throws(SiteError) -> Visitor {
    guard let visitor else { throw .signInFirst }
    return visitor
  }

  package var isOrganiser: Bool { visitor.map { $0.role >= .organiser } ?? false }

  // MARK: Fields

  /// A text that the route takes; empty where it is left out.
  package func text(_ name: String) -> String { fields[name]?.stringValue ?? "" }
  package func optionalText(_ name: String) -> String? { fields[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
  package func integer(_ name: String) -> Int64? { fields[name]?.intValue }
  package func flag(_ name: String) -> Bool { fields[name]?.boolValue ?? false }
  package func optionalFlag(_ name: String) -> Bool? { fields[name]?.boolValue }
  package func texts(_ name: String) -> [String] { fields[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}

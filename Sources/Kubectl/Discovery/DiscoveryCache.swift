import SimulationKernel

/// What kubectl keeps in `~/.kube/cache`: discovery documents, good for six hours. Shared by the commands of one user.
package final class DiscoveryCache {
  static let lifetime: Duration = .seconds(6 * 3600)

  private var resources: [DiscoveredResource] = []
  private var groups: [DiscoveredGroup] = []
  private var fetched: Instant?

  package init() {}

  func content(at now: Instant) -> (groups: [DiscoveredGroup], resources: [DiscoveredResource])? {
    guard let fetched, now - fetched < Self.lifetime else { return nil }
    return (groups, resources)
  }

  func store(_ groups: [DiscoveredGroup], _ resources: [DiscoveredResource], at now: Instant) {
    self.groups = groups
    self.resources = resources
    fetched = now
  }

  func invalidate() { fetched = nil }
}

/// A group and its versions, the preferred one first.
struct DiscoveredGroup: Hashable, Sendable {
  let name: String
  let versions: [String]
}

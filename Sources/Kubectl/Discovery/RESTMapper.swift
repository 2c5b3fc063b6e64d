import KubernetesModel
import SimulationKernel

/// Finds the resource that a word or a kind means, by the server's discovery documents.
final class RESTMapper {
  private static let attempts = 5

  private let client: APIClient
  private let cache: DiscoveryCache
  private var isFresh = false
  private var loaded: (groups: [DiscoveredGroup], resources: [DiscoveredResource])?

  init(client: APIClient) {
    self.client = client
    cache = client.environment.discoveryCache
  }

  /// Everything served, groups in the server's order, preferred versions first.
  func resources() throws(KubectlError) -> [DiscoveredResource] { try load().resources }

  func groups() throws(KubectlError) -> [DiscoveredGroup] { try load().groups }

  /// Asks the server anew.
  func refresh() throws(KubectlError) {
    cache.invalidate()
    loaded = nil
    _ = try load()
  }

  private func load() throws(KubectlError) -> (groups: [DiscoveredGroup], resources: [DiscoveredResource]) {
    if let loaded { return loaded }
    let now = client.environment.transport.now
    if let cached = cache.content(of: client.environment.access.server, at: now) {
      loaded = cached
      return cached
    }
    let fetched = try fetch()
    cache.store(fetched, of: client.environment.access.server, at: now)
    isFresh = true
    loaded = fetched
    return fetched
  }

  /// Asks for the documents, and again when that fails, as often as kubectl's layers of caches do between them.
  private func fetch() throws(KubectlError) -> DiscoveryClient.Content {
    var attempts = 0
    while true {
      do throws(KubectlError) { return try DiscoveryClient(client: client).fetch() } catch {
        attempts += 1
        LogLine(client.environment).write(
          .error, "memcache.go:265",
          "\"Unhandled Error\" err="
            + "couldn't get current server API group list: \(error.message)".goQuoted)
        if attempts == Self.attempts { throw error }
      }
    }
  }

  /// Looks for something; when it is not there, once more in documents that are not from the cache.
  private func search<Found>(_ find: ([DiscoveredResource]) -> Found?) throws(KubectlError) -> Found? {
    if let found = find(try resources()) { return found }
    if isFresh { return nil }
    try refresh()
    return find(try resources())
  }

  /// The resource that a word names: `pods`, `po`, `deployment.apps`, `deployments.v1.apps`, `Deployment`.
  func resource(named word: String) throws(KubectlError) -> DiscoveredResource {
    if let found = try find(word) { return found }
    let name = word.prefix { $0 != "." }
    throw .message("the server doesn't have a resource type \(String(name).goQuoted)")
  }

  func find(_ word: String) throws(KubectlError) -> DiscoveredResource? {
    guard let found = try search({ Self.find(word, in: $0) }) else { return nil }
    if found.shortNames.contains(word) { warnOfOthers(try resources(), shortName: word, than: found) }
    return found
  }

  /// Says which resources a short name could have meant as well.
  private func warnOfOthers(_ all: [DiscoveredResource], shortName: String, than found: DiscoveredResource) {
    var told = [found.qualified]
    for other in all where other.shortNames.contains(shortName) && !told.contains(other.qualified) {
      told.append(other.qualified)
      client.warnOnce("short name \(shortName.goQuoted) could also match lower priority resource \(other.qualified)")
    }
  }

  /// The resource of a kind. Throws `no matches for kind "X" in version "Y"`.
  func resource(kind: String, apiVersion: String) throws(KubectlError) -> DiscoveredResource {
    let groupVersion = GroupVersion(apiVersion: apiVersion)
    if apiVersion.isEmpty,
      var found = try search({ all in all.first { $0.kind == kind && $0.groupVersion.group.isEmpty } })
    {
      // Without a version it is asked for all the same, where nothing is served.
      found.groupVersion = groupVersion
      return found
    }
    if let found = try search({ all in all.first { $0.kind == kind && $0.groupVersion == groupVersion } }) {
      return found
    }
    throw .message("no matches for kind \(kind.goQuoted) in version \(apiVersion.goQuoted)")
  }

  /// The resources of a category, as `all`; empty when there is no such category.
  func resources(inCategory word: String) throws(KubectlError) -> [DiscoveredResource] {
    var seen: Set<GroupResource> = []
    return try resources().filter { resource in
      resource.categories.contains(word)
        && seen.insert(GroupResource(group: resource.groupVersion.group, resource.plural)).inserted
    }
  }

  // MARK: Matching

  private static func find(_ word: String, in all: [DiscoveredResource]) -> DiscoveredResource? {
    let parts = word.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, !name.isEmpty else { return nil }
    if parts.count == 3 {
      let version = GroupVersion(group: parts[2], version: parts[1])
      let found = (named(name, in: all) + all.filter { $0.shortNames.contains(name) }).first {
        $0.groupVersion == version
      }
      if let found { return found }
    }
    let group = parts.dropFirst().joined(separator: ".")
    let named = named(name, in: all)
    if group.isEmpty { return named.first ?? short(name, group: "", in: all) ?? all.first { $0.kind == name } }
    return named.first { $0.groupVersion.group == group }
      ?? named.first { $0.groupVersion.group.hasPrefix(group) }
      ?? short(name, group: group, in: all)
      ?? all.first { $0.kind == name && $0.groupVersion.group == group }
  }

  private static func named(_ name: String, in all: [DiscoveredResource]) -> [DiscoveredResource] {
    let lower = name.lowercased()
    return all.indices.filter { all[$0].plural == lower || all[$0].singular == lower }.map { all[$0] }
  }

  private static func short(_ name: String, group: String, in all: [DiscoveredResource]) -> DiscoveredResource? {
    all.first { $0.shortNames.contains(name) && $0.groupVersion.group.hasPrefix(group) }
  }
}

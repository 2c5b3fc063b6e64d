import HashTreeCollections
import KubernetesModel

/// The recent changes of every resource, as the watch caches of a real API server keep them: each resource has its own, so
/// that those which change all the time push no others out.
struct History: Sendable {
  private var logs: TreeDictionary<GroupResource, Log> = [:]

  mutating func append(_ change: Change) {
    logs[change.resource, default: Log()].append(change, limit: Self.limit(of: change.resource))
  }

  /// A resource's changes after a version, oldest first; nil when some of them are forgotten. Costs what it returns.
  func changes(of resource: GroupResource, after version: UInt64) -> [Change]? {
    guard let log = logs[resource] else { return [] }
    return log.changes(after: version)
  }

  /// Changes that are kept at least (kube-apiserver: `--default-watch-cache-size` 100, `--watch-cache-sizes`). Every node
  /// renews its lease every 10 s, and nobody follows that from afar.
  private static func limit(of resource: GroupResource) -> Int { resource == .leases ? 4 : 128 }

  /// Full chunks are never changed and shared by all copies, so that the first change after a copy moves few others.
  private struct Log: Sendable {
    private static let chunkSize = 4

    private var full: [[Change]] = []
    private var last: [Change] = []
    /// The version of the newest change that is not kept any more.
    private var forgotten: UInt64 = 0

    mutating func append(_ change: Change, limit: Int) {
      last.append(change)
      guard last.count == Self.chunkSize else { return }
      full.append(last)
      last = []
      guard full.count > max(1, limit / Self.chunkSize) else { return }
      forgotten = full.removeFirst().last?.resourceVersion ?? forgotten
    }

    func changes(after version: UInt64) -> [Change]? {
      guard version >= forgotten else { return nil }
      var result: [Change] = []
      let start = full.lastIndex { ($0.first?.resourceVersion ?? 0) <= version } ?? 0
      for chunk in full.dropFirst(start) { result += chunk.lazy.filter { $0.resourceVersion > version } }
      return result + last.lazy.filter { $0.resourceVersion > version }
    }
  }
}

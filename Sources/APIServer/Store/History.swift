import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The recent changes of every resource, as the watch caches of a real API server keep them: each resource has its own, so
/// that those which change all the time push no others out.
struct History: Sendable {
  private var logs: TreeDictionary<GroupResource, Log> = [:]
  /// The time of the changes that come next, as far as it is known.
  private var now = Instant.distantPast

  mutating func append(_ change: Change) {
    logs[change.resource, default: Log()].append(change, at: now, Retention(of: change.resource))
  }

  /// Takes note of the time: changes that come within seconds of each other are kept together.
  mutating func advance(to now: Instant) { self.now = max(self.now, now) }

  /// A resource's changes after a version, oldest first; nil when some of them are forgotten. Costs what it returns.
  func changes(of resource: GroupResource, after version: UInt64) -> [Change]? {
    guard let log = logs[resource] else { return [] }
    return log.changes(after: version)
  }

  /// How long changes are kept.
  private struct Retention {
    /// How many at least (kube-apiserver: `--default-watch-cache-size` 100, `--watch-cache-sizes`).
    var least = 128
    /// How long beyond that, so that a burst loses nothing to those who can follow it (`eventFreshDuration`).
    var fresh = Duration.seconds(75)
    /// What is never exceeded, however fresh.
    let most = 8192

    /// Every node renews its lease every 10 s, and nobody follows that from afar.
    init(of resource: GroupResource) {
      guard resource == .leases else { return }
      least = 4
      fresh = .zero
    }
  }

  /// Full chunks are never changed and shared by all copies, so that the first change after a copy moves few others.
  private struct Log: Sendable {
    private static let chunkSize = 4

    private struct Chunk: Sendable {
      let changes: [Change]
      let time: Instant
    }

    private var full: [Chunk] = []
    private var last: [Change] = []
    /// The version of the newest change that is not kept any more.
    private var forgotten: UInt64 = 0

    mutating func append(_ change: Change, at now: Instant, _ retention: Retention) {
      last.append(change)
      guard last.count == Self.chunkSize else { return }
      full.append(Chunk(changes: last, time: now))
      last = []
      let excess = full.count - max(1, retention.least / Self.chunkSize)
      guard excess > 0 else { return }
      let stale = full.prefix(excess).prefix { now - $0.time >= retention.fresh }.count
      forget(max(stale, full.count - retention.most / Self.chunkSize))
    }

    private mutating func forget(_ count: Int) {
      guard count > 0 else { return }
      forgotten = full[count - 1].changes.last?.resourceVersion ?? forgotten
      full.removeFirst(count)
    }

    func changes(after version: UInt64) -> [Change]? {
      guard version >= forgotten else { return nil }
      var result: [Change] = []
      let start = full.lastIndex { ($0.changes.first?.resourceVersion ?? 0) <= version } ?? 0
      for chunk in full.dropFirst(start) { result += chunk.changes.lazy.filter { $0.resourceVersion > version } }
      return result + last.lazy.filter { $0.resourceVersion > version }
    }
  }
}

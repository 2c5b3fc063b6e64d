import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The pods that wait for a node.
struct SchedulingQueue: Sendable {
  struct Waiting: Sendable {
    let priority: Int64
    let since: Instant
    var attempts = 0
    /// When it may be tried: after its back-off, and for one that nothing has changed for, after five minutes.
    var due: Instant
    /// When its back-off is over.
    var backoffEnd: Instant
    /// Which plugins refused it; empty while it waits for its first attempt.
    var refusedBy: Set<SchedulerPlugin> = []
  }

  private var pods: TreeDictionary<WorkKey, Waiting> = [:]

  /// scheduler: a pod that nothing has changed for is tried again after 5 minutes.
  private static let longest = Duration.seconds(300)

  mutating func add(_ key: WorkKey, priority: Int64, at now: Instant) {
    guard pods[key] == nil else { return }
    pods[key] = Waiting(priority: priority, since: now, due: now, backoffEnd: now)
  }

  mutating func remove(_ key: WorkKey) {
    if pods[key] != nil { pods[key] = nil }
  }

  /// Notes a failed attempt. scheduler: back-off doubles from 1 s to 10 s.
  mutating func refuse(_ key: WorkKey, by plugins: Set<SchedulerPlugin>, at now: Instant) {
    guard var waiting = pods[key] else { return }
    waiting.attempts += 1
    waiting.backoffEnd = now + .seconds(waiting.attempts >= 5 ? 10 : min(10, 1 << (waiting.attempts - 1)))
    waiting.due = now + Self.longest
    waiting.refusedBy = plugins
    pods[key] = waiting
  }

  /// Something changed that may matter to pods that `plugins` refused.
  mutating func wake(_ plugins: Set<SchedulerPlugin>, at now: Instant) {
    for (key, waiting) in pods where !waiting.refusedBy.isDisjoint(with: plugins) {
      var woken = waiting
      woken.due = min(waiting.due, max(now, waiting.backoffEnd))
      pods[key] = woken
    }
  }

  /// The pod itself changed.
  mutating func wake(_ key: WorkKey, at now: Instant) {
    guard var waiting = pods[key] else { return }
    waiting.due = min(waiting.due, max(now, waiting.backoffEnd))
    pods[key] = waiting
  }

  /// The most important pod that is due, of equal ones the one that came first.
  func next(at now: Instant) -> WorkKey? {
    pods.filter { $0.value.due <= now }.min { left, right in
      let (one, other) = (left.value, right.value)
      if one.priority != other.priority { return one.priority > other.priority }
      if one.since != other.since { return one.since < other.since }
      return (left.key.namespace, left.key.name) < (right.key.namespace, right.key.name)
    }?.key
  }

  var nextDue: Instant? { pods.values.map(\.due).min() }
}

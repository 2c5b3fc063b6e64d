import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The pods that wait for a node. Nothing that is asked often costs more when many wait: a player may have asked for
/// thousands of pods that fit nowhere.
struct SchedulingQueue: Sendable {
  private struct Waiting: Sendable {
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

  /// Its place among the pods that are due: the most important first, of equal ones the one that came first.
  private struct Place: Sendable, Comparable {
    let key: WorkKey
    let priority: Int64
    let since: Instant

    static func < (one: Place, other: Place) -> Bool {
      if one.priority != other.priority { return one.priority > other.priority }
      if one.since != other.since { return one.since < other.since }
      return (one.key.namespace, one.key.name) < (other.key.namespace, other.key.name)
    }
  }

  private var pods: TreeDictionary<WorkKey, Waiting> = [:]
  /// Pods by the instant at which they are due. Entries that are out of date are skipped when their time comes.
  private var later = Agenda<WorkKey>()
  /// Pods whose time has come, in order.
  private var ready: [Place] = []
  /// How many pods each plugin refused.
  private var refusals: [SchedulerPlugin: Int] = [:]

  /// scheduler: a pod that nothing has changed for is tried again after 5 minutes.
  private static let longest = Duration.seconds(300)

  mutating func add(_ key: WorkKey, priority: Int64, at now: Instant) {
    guard pods[key] == nil else { return }
    pods[key] = Waiting(priority: priority, since: now, due: now, backoffEnd: now)
    later.add(key, at: now)
  }

  mutating func remove(_ key: WorkKey) {
    guard let waiting = pods[key] else { return }
    count(waiting.refusedBy, -1)
    pods[key] = nil
  }

  private mutating func count(_ plugins: Set<SchedulerPlugin>, _ difference: Int) {
    for plugin in plugins { refusals[plugin, default: 0] += difference }
  }

  private mutating func setDue(_ key: WorkKey, _ waiting: Waiting) {
    pods[key] = waiting
    later.add(key, at: waiting.due)
  }

  /// Notes a failed attempt. scheduler: back-off doubles from 1 s to 10 s.
  mutating func refuse(_ key: WorkKey, by plugins: Set<SchedulerPlugin>, at now: Instant) {
    guard var waiting = pods[key] else { return }
    count(waiting.refusedBy, -1)
    count(plugins, 1)
    waiting.attempts += 1
    waiting.backoffEnd = now + .seconds(waiting.attempts >= 5 ? 10 : min(10, 1 << (waiting.attempts - 1)))
    waiting.due = now + Self.longest
    waiting.refusedBy = plugins
    setDue(key, waiting)
  }

  /// Something changed that may matter to pods that `plugins` refused.
  mutating func wake(_ plugins: Set<SchedulerPlugin>, at now: Instant) {
    guard plugins.contains(where: { refusals[$0, default: 0] > 0 }) else { return }
    for (key, waiting) in pods where !waiting.refusedBy.isDisjoint(with: plugins) { wake(key, waiting, at: now) }
  }

  /// The pod itself changed.
  mutating func wake(_ key: WorkKey, at now: Instant) {
    if let waiting = pods[key] { wake(key, waiting, at: now) }
  }

  private mutating func wake(_ key: WorkKey, _ waiting: Waiting, at now: Instant) {
    let due = max(now, waiting.backoffEnd)
    guard due < waiting.due else { return }
    var woken = waiting
    woken.due = due
    setDue(key, woken)
  }

  /// The most important pod that is due, of equal ones the one that came first. It stays until it is removed or refused.
  mutating func next(at now: Instant) -> WorkKey? {
    while let entry = later.popDue(by: now) {
      guard let waiting = pods[entry.item], waiting.due == entry.instant else { continue }
      insert(Place(key: entry.item, priority: waiting.priority, since: waiting.since))
    }
    while let place = ready.last {
      if let waiting = pods[place.key], waiting.since == place.since, waiting.due <= now { return place.key }
      ready.removeLast()
    }
    return nil
  }

  /// Puts a pod into the order, the first at the array's end.
  private mutating func insert(_ place: Place) {
    var (low, high) = (0, ready.count)
    while low < high {
      let middle = (low + high) / 2
      if place < ready[middle] { low = middle + 1 } else { high = middle }
    }
    if low < ready.count, ready[low] == place { return }
    ready.insert(place, at: low)
  }

  /// When the first pod may be tried; nil when none waits.
  mutating func nextDue(at now: Instant) -> Instant? {
    if next(at: now) != nil { return now }
    while let first = later.first {
      if pods[first.item]?.due == first.instant { return first.instant }
      _ = later.popDue(by: first.instant)
    }
    return nil
  }
}

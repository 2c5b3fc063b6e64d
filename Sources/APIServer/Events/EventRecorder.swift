import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// What the event recorders of all components remember, as client-go's correlator does: which events were seen, how many
/// differ only by their message, and how many each source may still send about one object.
struct EventRecorder: Sendable {
  struct Key: Hashable, Sendable {
    var source: EventSource
    var object: String
    var fieldPath = ""
    var type = ""
    var reason = ""
    var message = ""
  }

  struct Observation: Sendable {
    let name: String
    let first: Instant
    var last: Instant
    var count: Int64
    /// How often and when, as it was written.
    var writtenCount: Int64
    var written: Instant
  }

  struct Similar: Sendable {
    var messages: [String] = []
    var last: Instant
  }

  struct Bucket: Sendable {
    var tokens: Double
    var filled: Instant
  }

  var observations: TreeDictionary<Key, Observation> = [:]
  var similar: TreeDictionary<Key, Similar> = [:]
  var buckets: TreeDictionary<Key, Bucket> = [:]
  /// When the oldest event expires; nothing needs to be looked for before.
  var nextExpiry = Instant.distantFuture

  static let lifetime = Duration.seconds(3600)
  private static let similarLimit = 10
  private static let similarWindow = Duration.seconds(600)
  private static let burst = 25.0
  private static let refill = Duration.seconds(300)

  /// Whether a new message makes too many for one reason within ten minutes: they are combined from then on.
  mutating func combines(_ message: String, _ key: Key, at now: Instant) -> Bool {
    var group = similar[key] ?? Similar(last: now)
    if now - group.last > Self.similarWindow { group.messages = [] }
    group.last = now
    if !group.messages.contains(message) { group.messages.append(message) }
    let isFull = group.messages.count >= Self.similarLimit
    if isFull { group.messages.removeLast() }
    similar[key] = group
    return isFull
  }

  /// Takes a token from the bucket of a source and an object; false when there is none.
  mutating func mayRecord(_ key: Key, at now: Instant) -> Bool {
    var bucket = buckets[key] ?? Bucket(tokens: Self.burst, filled: now)
    let gained = (now - bucket.filled).inSeconds / Self.refill.inSeconds
    bucket.tokens = min(Self.burst, bucket.tokens + max(0, gained))
    bucket.filled = now
    let isAllowed = bucket.tokens >= 1
    if isAllowed { bucket.tokens -= 1 }
    buckets[key] = bucket
    return isAllowed
  }

  /// Forgets what cannot matter any more.
  mutating func forget(before limit: Instant) {
    observations = observations.filter { $0.value.last > limit }
    similar = similar.filter { $0.value.last > limit }
    buckets = buckets.filter { $0.value.filled > limit - Self.refill * 25 }
  }
}

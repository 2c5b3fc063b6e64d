import Synchronization

/// The clusters of a process, each under a name that cannot be guessed.
package final class ClusterDirectory: Sendable {
  private let hosts = Mutex<[String: ClusterHost]>([:])

  package init() {}

  /// Takes a cluster in, and returns its id.
  package func add(_ host: ClusterHost) -> String {
    let id = Self.capability()
    hosts.withLock { $0[id] = host }
    return id
  }

  package func remove(_ id: String) { hosts.withLock { _ = $0.removeValue(forKey: id) } }

  package subscript(id: String) -> ClusterHost? { hosts.withLock { $0[id] } }

  /// 128 random bits: whoever knows the path may use the cluster.
  private static func capability() -> String {
    var generator = SystemRandomNumberGenerator()
    let halves = [generator.next(), generator.next()]
    return halves.map { half in
      let digits = String(half as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

import Synchronization

/// The clusters of a process, each under a name that cannot be guessed.
package final class ClusterDirectory: Sendable {
  private let hosts = Mutex<[String: ClusterHost]>([:])
  /// The cluster of a server that has but one: also found without its path, which `kubectl get --raw` leaves out.
  private let only = Mutex<ClusterHost?>(nil)

  package init() {}

  /// A directory for one cluster on a loopback port.
  package init(only host: ClusterHost) { only.withLock { $0 = host } }

  /// Takes a cluster in, and returns its id.
  package func add(_ host: ClusterHost) -> String {
    let id = Self.capability()
    hosts.withLock { $0[id] = host }
    return id
  }

  package func remove(_ id: String) { hosts.withLock { _ = $0.removeValue(forKey: id) } }

  package subscript(id: String) -> ClusterHost? { hosts.withLock { $0[id] } }

  /// The cluster that an address leads to.
  func host(at address: RequestAddress) -> ClusterHost? {
    guard let id = address.cluster else { return only.withLock { $0 } }
    return self[id]
  }

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

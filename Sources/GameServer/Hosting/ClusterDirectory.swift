import Synchronization

/// Where a cluster's path leads: to a cluster, and of those who share it to one.
package struct ClusterPlace: Sendable {
  package let host: ClusterHost
  package let seat: Int

  package init(host: ClusterHost, seat: Int = 0) {
    self.host = host
    self.seat = seat
  }
}

/// Finds clusters that are not in a directory, perhaps after a while.
package protocol ClusterFinder: Sendable {
  func place(of id: String) async -> ClusterPlace?
}

/// The clusters of a process, each under a name that cannot be guessed.
package final class ClusterDirectory: Sendable {
  private let finder = Mutex<(any ClusterFinder)?>(nil)
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

  /// Asks `finder` for ids that the directory does not hold.
  package func look(in finder: any ClusterFinder) { self.finder.withLock { $0 = finder } }

  /// Where an address leads to.
  func place(at address: RequestAddress) async -> ClusterPlace? {
    guard let id = address.cluster else { return only.withLock { $0 }.map { ClusterPlace(host: $0) } }
    if let host = self[id] { return ClusterPlace(host: host) }
    return await finder.withLock { $0 }?.place(of: id)
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

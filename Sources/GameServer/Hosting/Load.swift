import Synchronization

/// How many requests wait for one cluster at once. More than a limit are refused, so that no queue grows without end.
package final class Load: Sendable {
  /// kube-apiserver: 400 reading and 200 changing requests in flight.
  private static let limit = 600

  private let count = Mutex(0)

  /// A request that waits or is being answered.
  struct Place: ~Copyable {
    fileprivate let load: Load

    consuming func leave() { load.count.withLock { $0 -= 1 } }
  }

  /// Nil when too many are there already.
  func enter() -> Place? {
    let isFull = count.withLock { count in
      guard count < Self.limit else { return true }
      count += 1
      return false
    }
    return isFull ? nil : Place(load: self)
  }
}

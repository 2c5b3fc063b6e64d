import SimulationKernel
import Synchronization

/// How many requests wait for one cluster at once, and how much of its answers waits for clients to read it. More than a
/// limit is refused, so that nothing grows without end.
package final class Load: Sendable {
  /// kube-apiserver: 400 reading and 200 changing requests in flight.
  private static let limit = 600

  /// Bytes of large answers on their way: fifty lists of some thousand pods.
  private static let byteLimit = 256 << 20

  /// How long a client may take to read a large answer.
  let answerPatience: Duration
  private let count = Mutex(0)
  private let bytes = Mutex(0)

  init(answerPatience: Duration = .seconds(60)) { self.answerPatience = answerPatience }

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

  /// Whether there is room for another large answer. What was reserved is to be released.
  func reserve(bytes size: Int) -> Bool {
    bytes.withLock { bytes in
      guard bytes + size <= Self.byteLimit else { return false }
      bytes += size
      return true
    }
  }

  /// Bytes of large answers that wait for their clients.
  var waitingBytes: Int { bytes.withLock { $0 } }

  func release(bytes size: Int) { bytes.withLock { $0 -= size } }
}

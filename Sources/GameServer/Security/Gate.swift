import Synchronization

/// Lets so many in at once.
package final class Gate: Sendable {
  private let limit: Int
  private let count = Mutex(0)

  package init(limit: Int) { self.limit = limit }

  /// False when it is full. Who was let in leaves again.
  package func enter() -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  package func leave() { count.withLock { $0 -= 1 } }
}

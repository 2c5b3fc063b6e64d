import Synchronization

/// What a server was asked.
package final class Requests: Sendable {
  private let heads = Mutex<[String]>([])

  package init() {}

  package var all: [String] { heads.withLock { $0 } }

  package func add(_ head: String) { heads.withLock { $0.append(head) } }
}

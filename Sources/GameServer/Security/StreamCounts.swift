import Synchronization

/// How many streams of events everybody reads at once: each holds a connection.
final class StreamCounts: Sendable {
  /// Tabs and terminals of one player.
  static let ofAccount = 32
  /// A class or a meetup that watches a board.
  static let ofAddress = 512

  private let counts = Mutex<[String: Int]>([:])

  /// False when somebody has as many as they may. Who was let in leaves again.
  func enter(_ key: String, limit: Int) -> Bool {
    counts.withLock { counts in
      let count = counts[key] ?? 0
      guard count < limit else { return false }
      counts[key] = count + 1
      return true
    }
  }

  func leave(_ key: String) {
    counts.withLock { counts in
      let count = (counts[key] ?? 0) - 1
      counts[key] = count > 0 ? count : nil
    }
  }
}

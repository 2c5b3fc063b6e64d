import Cluster
import Synchronization

/// What came on a stream, for the one who reads it. The reader waits here and not at the cluster, so that a change which
/// concerns many is handed out in one go.
final class StreamInbox: Sendable {
  enum Content {
    case read(StreamRead)
    /// There may be more: the cluster was not asked while the reader had something left, or gave only a part.
    case behind
    case nothing
    case closed
  }

  private struct State {
    var unread: [StreamRead] = []
    /// A new stream has everything before it.
    var isBehind = true
    var isClosed = false
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  // MARK: The cluster's side

  /// Whether the reader has taken everything, so that it is worth asking for more. If not it will come for it.
  func wantsMore() -> Bool {
    state.withLock { state in
      if !state.unread.isEmpty { state.isBehind = true }
      return state.unread.isEmpty
    }
  }

  func give(_ reads: [StreamRead], mayHaveMore: Bool) {
    change { state in
      state.unread += reads
      if mayHaveMore { state.isBehind = true }
    }
  }

  func close() { change { $0.isClosed = true } }

  private func change(_ body: (inout State) -> Void) {
    let reader = state.withLock { state in
      body(&state)
      return state.reader.take()
    }
    reader?.resume()
  }

  // MARK: The reader's side

  func take() -> Content {
    state.withLock { state in
      if state.isClosed { return .closed }
      if !state.unread.isEmpty { return .read(state.unread.removeFirst()) }
      defer { state.isBehind = false }
      return state.isBehind ? .behind : .nothing
    }
  }

  /// Waits until there is something to take, or the task is cancelled.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let hasCome = state.withLock { state in
          if Task.isCancelled || state.isClosed || state.isBehind || !state.unread.isEmpty { return true }
          state.reader = continuation
          return false
        }
        if hasCome { continuation.resume() }
      }
    } onCancel: {
      change { _ in }
    }
  }
}

import Synchronization

/// The events that wait for one reader. One who does not keep up is sent away, and comes back for what is kept of them.
package final class EventFeed: Sendable {
  package enum Next: Hashable, Sendable {
    case events([ServerEvent])
    case heartbeat
    case ended
  }

  private struct State {
    var waiting: [ServerEvent] = []
    var weight = 0
    var isDue = false
    var hasEnded = false
    var reader: CheckedContinuation<Void, Never>?
    var onEnd: [@Sendable () -> Void] = []
  }

  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: bytes that may wait.
  package init(limit: Int = 1 << 20) { self.limit = limit }

  /// Calls `body` when the feed ends; at once if it has.
  package func whenEnded(_ body: @escaping @Sendable () -> Void) {
    let hasEnded = state.withLock { state in
      if !state.hasEnded { state.onEnd.append(body) }
      return state.hasEnded
    }
    if hasEnded { body() }
  }

  /// Hands an event over; false when nobody reads any more.
  @discardableResult
  package func give(_ event: ServerEvent) -> Bool {
    let isTooSlow = state.withLock { state in
      state.weight += event.weight
      state.waiting.append(event)
      return state.weight > limit
    }
    if isTooSlow { end() } else { wake() }
    return !isTooSlow
  }

  /// It is time for a sign of life.
  package func beat() {
    state.withLock { $0.isDue = true }
    wake()
  }

  package func end() {
    let onEnd = state.withLock { state in
      state.hasEnded = true
      defer { state.onEnd = [] }
      return state.onEnd
    }
    for body in onEnd { body() }
    wake()
  }

  package var hasEnded: Bool { state.withLock { $0.hasEnded } }

  private func wake() {
    let reader = state.withLock { $0.reader.take() }
    reader?.resume()
  }

  /// Waits for what comes next; the last events come before the end. Has one reader.
  package func next() async -> Next {
    while true {
      if let next = take() { return next }
      await wait()
    }
  }

  private func take() -> Next? {
    state.withLock { state in
      if Task.isCancelled { return .ended }
      if !state.waiting.isEmpty, !(state.hasEnded && state.weight > limit) {
        defer { (state.waiting, state.weight, state.isDue) = ([], 0, false) }
        return .events(state.waiting)
      }
      if state.hasEnded { return .ended }
      defer { state.isDue = false }
      return state.isDue ? .heartbeat : nil
    }
  }

  private func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let hasCome = state.withLock { state in
          if Task.isCancelled || state.hasEnded || state.isDue || !state.waiting.isEmpty { return true }
          state.reader = continuation
          return false
        }
        if hasCome { continuation.resume() }
      }
    } onCancel: {
      wake()
    }
  }
}

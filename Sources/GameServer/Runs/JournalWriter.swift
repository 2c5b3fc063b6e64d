import Dispatch
import Synchronization

/// Brings what players do to disk before anybody hears of it. What comes while one transaction is under way goes into the
/// next one together, whosever it is: the busier the server, the more of it does one transaction carry.
package final class JournalWriter: Sendable {
  package typealias Lines = (run: Int64, lines: [String])
  /// Keeps lines in one transaction, and returns the runs that are gone.
  package typealias Keep = @Sendable ([Lines]) throws -> [Int64]

  private struct Item {
    let run: Int64
    let lines: [String]
    let done: @Sendable (Bool) -> Void
  }

  private struct State {
    var items: [Item] = []
    var isWriting = false
  }

  private let keep: Keep
  private let report: @Sendable (any Error) -> Void
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "firedrill.journal", qos: .userInitiated)

  /// - Parameter report: is told why lines could not be kept.
  package init(keep: @escaping Keep, report: @escaping @Sendable (any Error) -> Void) {
    self.keep = keep
    self.report = report
  }

  /// Adds lines to a run's journal, behind all that were added before. Calls `done` when they and all of those are on disk,
  /// or when they could not be brought there; in the order of the calls.
  package func add(_ lines: [String], toRun run: Int64, done: @escaping @Sendable (Bool) -> Void) {
    let mustStart = state.withLock { state in
      state.items.append(Item(run: run, lines: lines, done: done))
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if mustStart { queue.async { self.write() } }
  }

  /// Waits until everything that was added is on disk, as far as it could be brought there.
  package func settle() async {
    let isIdle = state.withLock { $0.items.isEmpty && !$0.isWriting }
    guard !isIdle else { return }
    await withCheckedContinuation { continuation in add([], toRun: 0) { _ in continuation.resume() } }
  }

  private func write() {
    while let items = next() {
      let lost = store(items)
      for item in items { item.done(lost.map { !$0.contains(item.run) } ?? item.lines.isEmpty) }
    }
  }

  private func next() -> [Item]? {
    state.withLock { state in
      defer { state.items = [] }
      state.isWriting = !state.items.isEmpty
      return state.isWriting ? state.items : nil
    }
  }

  /// The runs that are gone; nil when nothing was kept.
  private func store(_ items: [Item]) -> Set<Int64>? {
    var lines: [Lines] = []
    var places: [Int64: Int] = [:]
    for item in items where !item.lines.isEmpty {
      if let place = places[item.run] {
        lines[place].lines += item.lines
      } else {
        places[item.run] = lines.count
        lines.append((run: item.run, lines: item.lines))
      }
    }
    guard !lines.isEmpty else { return [] }
    do {
      return Set(try keep(lines))
    } catch {
      report(error)
      return nil
    }
  }
}

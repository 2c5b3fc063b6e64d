import Dispatch
import Foundation
import Synchronization

/// Does the same work with many items, on as many threads as the machine has cores. Simulations are values: nothing is
/// shared between them.
enum Workers {
  /// That of a process's first thread.
  private static let stackSize = 8 << 20

  /// - Parameters:
  ///   - didFinish: is told how many are done, whichever they are.
  ///   - use: is handed what came of each item, in their order, as soon as all before it are done.
  static func forEach<Item: Sendable, Outcome: Sendable>(
    _ items: [Item], do work: @escaping @Sendable (Item) -> Outcome, didFinish: (Int) -> Void = { _ in },
    then use: (Outcome) -> Void
  ) {
    let desk = Desk(items, work)
    for _ in 0..<min(items.count, ProcessInfo.processInfo.activeProcessorCount) {
      let thread = Thread { desk.work() }
      thread.stackSize = stackSize
      thread.start()
    }
    var early: [Int: Outcome] = [:]
    var used = 0
    for count in items.indices {
      let (index, outcome) = desk.next()
      didFinish(count + 1)
      early[index] = outcome
      while let outcome = early.removeValue(forKey: used) {
        use(outcome)
        used += 1
      }
    }
  }

  /// What came of each item, in their order.
  static func map<Item: Sendable, Outcome: Sendable>(
    _ items: [Item], didFinish: (Int) -> Void = { _ in }, _ work: @escaping @Sendable (Item) -> Outcome
  ) -> [Outcome] {
    var outcomes: [Outcome] = []
    forEach(items, do: work, didFinish: didFinish) { outcomes.append($0) }
    return outcomes
  }
}

/// Where workers fetch items and lay down what came of them.
private final class Desk<Item: Sendable, Outcome: Sendable>: Sendable {
  private struct State {
    var started = 0
    var outcomes: [(index: Int, outcome: Outcome)] = []
  }

  private let items: [Item]
  private let perform: @Sendable (Item) -> Outcome
  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  init(_ items: [Item], _ perform: @escaping @Sendable (Item) -> Outcome) {
    self.items = items
    self.perform = perform
  }

  func work() {
    while let index = fetch() {
      let outcome = perform(items[index])
      state.withLock { $0.outcomes.append((index, outcome)) }
      arrivals.signal()
    }
  }

  private func fetch() -> Int? {
    state.withLock { state in
      guard state.started < items.count else { return nil }
      defer { state.started += 1 }
      return state.started
    }
  }

  /// Waits until something is done that was not handed over yet.
  func next() -> (index: Int, outcome: Outcome) {
    arrivals.wait()
    return state.withLock { $0.outcomes.removeFirst() }
  }
}

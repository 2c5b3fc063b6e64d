/// What is due, ordered by time and, within one instant, by the order in which it was added.
package struct Agenda<Item: Sendable>: Sendable {
  private struct Entry: Sendable {
    let instant: Instant
    let sequence: UInt64
    let item: Item

    func precedes(_ other: Entry) -> Bool {
      instant == other.instant ? sequence < other.sequence : instant < other.instant
    }
  }

  /// A binary heap: an entry precedes those at twice its index plus one and plus two.
  private var heap: [Entry] = []
  private var nextSequence: UInt64 = 0

  package init() {}

  package var count: Int { heap.count }
  package var isEmpty: Bool { heap.isEmpty }

  /// When the first item is due.
  package var nextInstant: Instant? { heap.first?.instant }

  package mutating func add(_ item: Item, at instant: Instant) {
    heap.append(Entry(instant: instant, sequence: nextSequence, item: item))
    nextSequence += 1
    siftUp(heap.count - 1)
  }

  /// Removes and returns the first item that is due at `limit` or before.
  package mutating func popDue(by limit: Instant) -> (instant: Instant, item: Item)? {
    guard let first = heap.first, first.instant <= limit else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      siftDown(0)
    }
    return (first.instant, first.item)
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    while true {
      var first = parent
      for child in (2 * parent + 1)...(2 * parent + 2) where child < heap.count && heap[child].precedes(heap[first]) {
        first = child
      }
      if first == parent { return }
      heap.swapAt(parent, first)
      parent = first
    }
  }
}

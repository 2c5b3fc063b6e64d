/// What is due, ordered by time and, within one instant, by the order in which it was added. Inlinable, so that its users
/// get a version for their items: it is in the middle of everything.
package struct Agenda<Item: Sendable>: Sendable {
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline let instant: Instant
    @usableFromInline let sequence: UInt64
    @usableFromInline let item: Item

    @inlinable
    init(instant: Instant, sequence: UInt64, item: Item) {
      self.instant = instant
      self.sequence = sequence
      self.item = item
    }

    @inlinable
    func precedes(_ other: Entry) -> Bool {
      instant == other.instant ? sequence < other.sequence : instant < other.instant
    }
  }

  /// A binary heap: an entry precedes those at twice its index plus one and plus two.
  @usableFromInline var heap: [Entry] = []
  @usableFromInline var nextSequence: UInt64 = 0

  package init() {}

  package var count: Int { heap.count }
  package var isEmpty: Bool { heap.isEmpty }

  /// What is due first, and when.
  package var first: (instant: Instant, item: Item)? { heap.first.map { ($0.instant, $0.item) } }

  /// When the first item is due.
  package var nextInstant: Instant? { heap.first?.instant }

  @inlinable
  package mutating func add(_ item: Item, at instant: Instant) {
    heap.append(Entry(instant: instant, sequence: nextSequence, item: item))
    nextSequence += 1
    siftUp(heap.count - 1)
  }

  /// Removes and returns the first item that is due at `limit` or before.
  @inlinable
  package mutating func popDue(by limit: Instant) -> (instant: Instant, item: Item)? {
    guard let first = heap.first, first.instant <= limit else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      siftDown(0)
    }
    return (first.instant, first.item)
  }

  @inlinable
  mutating func siftUp(_ start: Int) {
    let entry = heap[start]
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      guard entry.precedes(heap[parent]) else { break }
      heap[place] = heap[parent]
      place = parent
    }
    if place != start { heap[place] = entry }
  }

  @inlinable
  mutating func siftDown(_ start: Int) {
    let entry = heap[start]
    var place = start
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(entry) else { break }
      heap[place] = heap[child]
      place = child
    }
    if place != start { heap[place] = entry }
  }
}

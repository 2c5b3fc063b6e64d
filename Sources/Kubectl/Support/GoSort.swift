/// Go's `sort.Sort`: which of equal elements comes first is part of what kubectl prints.
///
/// Pattern-defeating quicksort as the standard library has it since Go 1.19; up to twelve elements keep their order.
struct GoSort<Element> {
  private enum Hint { case unknown, increasing, decreasing }
  private static var longestInsertion: Int { 12 }
  private static var shortestNinther: Int { 50 }
  private static var mostSwaps: Int { 12 }

  private var elements: [Element]
  private let isLess: (Element, Element) -> Bool

  static func sorted(_ elements: [Element], by isLess: @escaping (Element, Element) -> Bool) -> [Element] {
    var sort = GoSort(elements: elements, isLess: isLess)
    sort.sort(0, elements.count, limit: Int.bitWidth - elements.count.leadingZeroBitCount)
    return sort.elements
  }

  private init(elements: [Element], isLess: @escaping (Element, Element) -> Bool) {
    self.elements = elements
    self.isLess = isLess
  }

  private func less(_ left: Int, _ right: Int) -> Bool { isLess(elements[left], elements[right]) }

  private mutating func swap(_ left: Int, _ right: Int) { elements.swapAt(left, right) }

  private mutating func sort(_ start: Int, _ end: Int, limit: Int) {
    var (start, end, limit) = (start, end, limit)
    var isBalanced = true
    var isPartitioned = true
    while end - start > Self.longestInsertion {
      if limit == 0 { return heapSort(start, end) }
      if !isBalanced {
        breakPatterns(start, end)
        limit -= 1
      }
      var (pivot, hint) = choosePivot(start, end)
      if hint == .decreasing {
        elements[start..<end].reverse()
        pivot = (end - 1) - (pivot - start)
        hint = .increasing
      }
      if isBalanced, isPartitioned, hint == .increasing, insertPartially(start, end) { return }
      // Many duplicates: what equals the pivot is done.
      if start > 0, !less(start - 1, pivot) {
        start = partitionEqual(start, end, pivot)
        continue
      }
      let middle: Int
      (middle, isPartitioned) = partition(start, end, pivot)
      let (left, right) = (middle - start, end - middle)
      isBalanced = min(left, right) >= (end - start) / 8
      if left < right {
        sort(start, middle, limit: limit)
        start = middle + 1
      } else {
        sort(middle + 1, end, limit: limit)
        end = middle
      }
    }
    insert(start, end)
  }

  private mutating func insert(_ start: Int, _ end: Int) {
    for index in start..<max(start, end) {
      var place = index
      while place > start, less(place, place - 1) {
        swap(place, place - 1)
        place -= 1
      }
    }
  }

  // MARK: Heaps

  private mutating func heapSort(_ start: Int, _ end: Int) {
    let count = end - start
    for root in stride(from: (count - 1) / 2, through: 0, by: -1) { siftDown(root, count, start) }
    for last in stride(from: count - 1, through: 0, by: -1) {
      swap(start, start + last)
      siftDown(0, last, start)
    }
  }

  private mutating func siftDown(_ root: Int, _ count: Int, _ first: Int) {
    var root = root
    while true {
      var child = 2 * root + 1
      if child >= count { return }
      if child + 1 < count, less(first + child, first + child + 1) { child += 1 }
      if !less(first + root, first + child) { return }
      swap(first + root, first + child)
      root = child
    }
  }

  // MARK: Partitions

  private mutating func partition(_ start: Int, _ end: Int, _ pivot: Int) -> (middle: Int, wasPartitioned: Bool) {
    swap(start, pivot)
    var (i, j) = (start + 1, end - 1)
    func skip(_ sort: Self) {
      while i <= j, sort.less(i, start) { i += 1 }
      while i <= j, !sort.less(j, start) { j -= 1 }
    }
    skip(self)
    let wasPartitioned = i > j
    while i <= j {
      swap(i, j)
      i += 1
      j -= 1
      skip(self)
    }
    swap(j, start)
    return (j, wasPartitioned)
  }

  private mutating func partitionEqual(_ start: Int, _ end: Int, _ pivot: Int) -> Int {
    swap(start, pivot)
    var (i, j) = (start + 1, end - 1)
    while true {
      while i <= j, !less(start, i) { i += 1 }
      while i <= j, less(start, j) { j -= 1 }
      if i > j { return i }
      swap(i, j)
      i += 1
      j -= 1
    }
  }

  /// Mends a few places of what is nearly sorted; says whether it is sorted then.
  private mutating func insertPartially(_ start: Int, _ end: Int) -> Bool {
    var index = start + 1
    for _ in 0..<5 {
      while index < end, !less(index, index - 1) { index += 1 }
      if index == end { return true }
      if end - start < 50 { return false }
      swap(index, index - 1)
      if index - start >= 2 {
        var place = index - 1
        while place >= 1, less(place, place - 1) {
          swap(place, place - 1)
          place -= 1
        }
      }
      if end - index >= 2 {
        var place = index + 1
        while place < end, less(place, place - 1) {
          swap(place, place - 1)
          place += 1
        }
      }
    }
    return false
  }

  private mutating func breakPatterns(_ start: Int, _ end: Int) {
    let length = end - start
    guard length >= 8 else { return }
    var random = UInt64(length)
    let modulus = UInt64(1) << UInt64(Int.bitWidth - length.leadingZeroBitCount)
    let index = start + (length / 4) * 2 - 1
    for offset in 0..<3 {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      var other = Int(random & (modulus - 1))
      if other >= length { other -= length }
      swap(index - 1 + offset, start + other)
    }
  }

  // MARK: The pivot

  private func choosePivot(_ start: Int, _ end: Int) -> (pivot: Int, hint: Hint) {
    let length = end - start
    var swaps = 0
    var places = (start + length / 4, start + length / 4 * 2, start + length / 4 * 3)
    if length >= Self.shortestNinther {
      places.0 = median(places.0 - 1, places.0, places.0 + 1, &swaps)
      places.1 = median(places.1 - 1, places.1, places.1 + 1, &swaps)
      places.2 = median(places.2 - 1, places.2, places.2 + 1, &swaps)
    }
    let pivot = median(places.0, places.1, places.2, &swaps)
    return (pivot, swaps == 0 ? .increasing : swaps == Self.mostSwaps ? .decreasing : .unknown)
  }

  private func median(_ first: Int, _ second: Int, _ third: Int, _ swaps: inout Int) -> Int {
    var (a, b, c) = (first, second, third)
    func order(_ left: inout Int, _ right: inout Int) {
      guard less(right, left) else { return }
      swaps += 1
      (left, right) = (right, left)
    }
    order(&a, &b)
    order(&b, &c)
    order(&a, &b)
    return b
  }
}

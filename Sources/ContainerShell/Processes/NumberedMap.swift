/// A few values by number, in the order of the numbers: small to keep and quick to copy, as most machines have one process
/// and one console.
struct NumberedMap<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let number: Int
    var value: Value
  }

  private var entries: [Entry] = []

  var count: Int { entries.count }
  var keys: [Int] { entries.map(\.number) }
  var values: some Collection<Value> { entries.lazy.map(\.value) }

  subscript(number: Int) -> Value? {
    get {
      let place = place(of: number)
      return holds(number, at: place) ? entries[place].value : nil
    }
    _modify {
      // Taken out, the value has one owner and is changed in place.
      let place = place(of: number)
      var value = holds(number, at: place) ? entries.remove(at: place).value : nil
      defer { if let value { entries.insert(Entry(number: number, value: value), at: place) } }
      yield &value
    }
  }

  /// The index of the first entry that does not come before `number`.
  private func place(of number: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func holds(_ number: Int, at place: Int) -> Bool { place < entries.count && entries[place].number == number }
}

extension NumberedMap: Sequence {
  func makeIterator() -> some IteratorProtocol<(key: Int, value: Value)> {
    entries.lazy.map { (key: $0.number, value: $0.value) }.makeIterator()
  }
}

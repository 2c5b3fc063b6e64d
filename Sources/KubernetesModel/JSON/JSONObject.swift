/// The members of a JSON object, sorted by key.
package struct JSONObject: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let key: String
    package var value: JSONValue
  }

  package private(set) var members: [Member] = []

  package init() {}

  /// Takes members in any order; of several with one key the last counts.
  package init(_ unsorted: some Sequence<(key: String, value: JSONValue)>) {
    for (key, value) in unsorted { self[key] = value }
  }

  /// Takes members that are sorted by key, each key once.
  init(sorted members: [Member]) { self.members = members }

  package var count: Int { members.count }
  package var isEmpty: Bool { members.isEmpty }
  package var keys: [String] { members.map(\.key) }

  /// Setting nil removes the member; to store null set `.some(.null)`.
  package subscript(key: String) -> JSONValue? {
    get {
      // Read where they lie: to copy a member costs more than to compare its key.
      members.withUnsafeBufferPointer { buffer -> JSONValue? in
        guard let members = buffer.baseAddress else { return nil }
        // Most objects are small: to look at the lengths of all keys is quicker than to compare some.
        if buffer.count <= 16 {
          let length = key.utf8.count
          var index = 0
          while index < buffer.count {
            if members[index].key.utf8.count == length, members[index].key == key { return members[index].value }
            index += 1
          }
          return nil
        }
        let index = position(of: key)
        return index < buffer.count && members[index].key == key ? members[index].value : nil
      }
    }
    set {
      let index = position(of: key)
      let exists = index < members.count && members[index].key == key
      switch (newValue, exists) {
      case (let value?, true): members[index].value = value
      // Objects are mostly made in the order of their keys.
      case (let value?, false) where index == members.count: members.append(Member(key: key, value: value))
      case (let value?, false): members.insert(Member(key: key, value: value), at: index)
      case (nil, true): members.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Changes a member in place; one that is not there starts as null.
  package mutating func update(_ key: String, _ change: (inout JSONValue) -> Void) {
    let index = position(of: key)
    if index == members.count || members[index].key != key {
      members.insert(Member(key: key, value: .null), at: index)
    }
    change(&members[index].value)
  }

  /// The index of the first member that does not come before `key`.
  private func position(of key: String) -> Int {
    members.withUnsafeBufferPointer { buffer -> Int in
      guard let members = buffer.baseAddress else { return 0 }
      var low = 0
      var high = buffer.count
      // Objects are mostly read in key order while they are built: look at the end first.
      if high > 0, members[high - 1].key < key { return high }
      while low < high {
        let middle = (low + high) / 2
        if members[middle].key < key { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}

extension JSONObject: Sequence {
  package func makeIterator() -> AnyIterator<(key: String, value: JSONValue)> {
    var iterator = members.makeIterator()
    return AnyIterator { iterator.next().map { ($0.key, $0.value) } }
  }
}

extension JSONValue {
  /// The same value in little memory: made of the parts of an earlier version wherever they are equal, and without spare
  /// room where they are not. Costs a look at what differs.
  package func compact(sharing earlier: JSONValue?) -> JSONValue {
    switch compaction(earlier) {
    case .shared, .compact: self
    case .same: earlier ?? self
    case .rebuilt(let value): value
    }
  }

  /// What is known of a part of a value when it was compared with the same part of an earlier version.
  private enum Compaction {
    /// Equal, and in the same memory.
    case shared
    /// Equal, in other memory.
    case same
    /// Different, and without spare room as it is.
    case compact
    case rebuilt(JSONValue)
  }

  private func compaction(_ earlier: JSONValue?) -> Compaction {
    switch self {
    case .object(let object): return Self.compaction(of: object.members, earlier?.objectValue?.members)
    case .array(let elements): return Self.compaction(of: elements, earlier?.arrayValue)
    case .string(let text):
      guard case .string(let before)? = earlier, before == text else { return .compact }
      // Short texts need no memory of their own.
      return text.utf8.count <= 15 ? .shared : .same
    default: return self == earlier ? .shared : .compact
    }
  }

  private static func compaction(
    of members: [JSONObject.Member], _ counterpart: [JSONObject.Member]?
  ) -> Compaction {
    let earlier = counterpart ?? []
    var isSame = counterpart != nil && members.count == earlier.count
    if isSame, isSameMemory(members, earlier) { return .shared }
    var rebuilt = Rebuilding(members)
    var position = 0
    for index in members.indices {
      let member = members[index]
      while position < earlier.count, earlier[position].key < member.key { position += 1 }
      let before = position < earlier.count && earlier[position].key == member.key ? earlier[position] : nil
      switch member.value.compaction(before?.value) {
      case .shared: isSame = isSame && before != nil
      case .same: before.map { rebuilt.replace(index, by: $0) }
      case .compact: isSame = false
      case .rebuilt(let value):
        isSame = false
        rebuilt.replace(index, by: JSONObject.Member(key: before?.key ?? member.key, value: value))
      }
    }
    return isSame ? .same : rebuilt.compact.map { .rebuilt(.object(JSONObject(sorted: $0))) } ?? .compact
  }

  private static func compaction(of elements: [JSONValue], _ counterpart: [JSONValue]?) -> Compaction {
    let earlier = counterpart ?? []
    var isSame = counterpart != nil && elements.count == earlier.count
    if isSame, isSameMemory(elements, earlier) { return .shared }
    var rebuilt = Rebuilding(elements)
    for index in elements.indices {
      let before = index < earlier.count ? earlier[index] : nil
      switch elements[index].compaction(before) {
      case .shared: break
      case .same: before.map { rebuilt.replace(index, by: $0) }
      case .compact: isSame = false
      case .rebuilt(let value):
        isSame = false
        rebuilt.replace(index, by: value)
      }
    }
    return isSame ? .same : rebuilt.compact.map { .rebuilt(.array($0)) } ?? .compact
  }

  private static func isSameMemory<Element>(_ left: [Element], _ right: [Element]) -> Bool {
    left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress } }
  }

  /// An array of which some elements are replaced, copied when the first one is.
  private struct Rebuilding<Element> {
    private let original: [Element]
    private var copy: [Element]?

    init(_ original: [Element]) { self.original = original }

    mutating func replace(_ index: Int, by element: Element) {
      if copy == nil { copy = Self.exact(original) }
      copy?[index] = element
    }

    /// Nil when the original may stay.
    var compact: [Element]? {
      // The allocator itself leaves room for one or two.
      copy ?? (original.capacity > original.count + 2 ? Self.exact(original) : nil)
    }

    private static func exact(_ elements: [Element]) -> [Element] {
      var copy: [Element] = []
      copy.reserveCapacity(elements.count)
      copy += elements
      return copy
    }
  }
}

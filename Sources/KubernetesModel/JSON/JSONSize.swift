extension JSONValue {
  /// Whether the JSON text of this value takes more than `limit` bytes. Escapes count as what they stand for, and the
  /// answer comes as soon as it is known.
  package func isLonger(than limit: Int) -> Bool {
    var room = limit
    return !fits(&room)
  }

  /// Takes its length off `room`; false when that is not enough.
  private func fits(_ room: inout Int) -> Bool {
    func take(_ bytes: Int) -> Bool {
      room -= bytes
      return room >= 0
    }
    switch self {
    case .null, .bool: return take(4)
    case .integer, .double: return take(1)
    case .string(let text): return take(text.utf8.count + 2)
    case .array(let elements): return take(2 + max(0, elements.count - 1)) && elements.allSatisfy { $0.fits(&room) }
    case .object(let object):
      return take(2 + max(0, object.count - 1))
        && object.members.allSatisfy { take($0.key.utf8.count + 3) && $0.value.fits(&room) }
    }
  }
}

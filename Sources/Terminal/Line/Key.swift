/// A key as a terminal sends it.
package enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  /// With Alt, or after Escape.
  case meta(Character)
  case enter, tab, backTab, escape, backspace, delete, up, down, left, right, home, end, pageUp, pageDown
  case wordLeft, wordRight, metaBackspace
  /// F1 to F12.
  case function(Int)
  case mouse(MouseEvent)
  /// A text that was pasted, in one piece.
  case paste(String)
  case unknown
}

/// What the mouse did, where the terminal tells. Rows and columns begin at 0.
package struct MouseEvent: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case press, drag, release, scrollUp, scrollDown
  }

  package var action: Action
  package var row: Int
  package var column: Int

  package init(action: Action, row: Int, column: Int) {
    self.action = action
    self.row = row
    self.column = column
  }
}

/// Turns the bytes of a terminal into keys. Keeps what is not complete yet.
package struct KeyDecoder: Sendable {
  private static let pasteEnd = Array("\u{1B}[201~".utf8)
  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  package init() {}

  /// Whether bytes wait for more: after a pause a lone Escape is a key of its own.
  package var isWaiting: Bool { !pending.isEmpty }

  package mutating func decode(_ bytes: [UInt8]) -> [Key] {
    var keys: [Key] = []
    for byte in bytes {
      if pasted != nil {
        if let text = takePasted(byte) { keys.append(.paste(text)) }
        continue
      }
      pending.append(byte)
      if let key = completeKey() {
        pending.removeAll()
        if key == .unknown { continue }
        keys.append(key)
      }
    }
    return keys
  }

  /// Gives up on an unfinished sequence: Escape alone is a key.
  package mutating func flush() -> [Key] {
    defer { pending.removeAll() }
    return pending == [0x1B] ? [.escape] : []
  }

  private mutating func takePasted(_ byte: UInt8) -> String? {
    pasted?.append(byte)
    guard let text = pasted, byte == UInt8(ascii: "~"), text.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd)
    else { return nil }
    pasted = nil
    return String(decoding: text.dropLast(Self.pasteEnd.count), as: UTF8.self)
  }

  /// The key that `pending` spells, nil while more bytes must follow.
  private mutating func completeKey() -> Key? {
    guard let first = pending.first else { return nil }
    if first == 0x1B { return escapeSequence() }
    if first < 0x20 || first == 0x7F { return Self.control(first) }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count >= length else { return nil }
    return String(decoding: pending, as: UTF8.self).first.map { .character($0) } ?? .unknown
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0A, 0x0D: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x01...0x1A: .control(Character(UnicodeScalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(UnicodeScalar(byte + 0x40)))
    default: .unknown
    }
  }

  private mutating func escapeSequence() -> Key? {
    guard pending.count >= 2 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      // The Linux console writes F1 as `[[A`.
      let isOpened = pending.count == 3 && pending[2] == UInt8(ascii: "[")
      guard pending.count >= 3, !isOpened, let last = pending.last, (0x40...0x7E).contains(last) else {
        return pending.count > 64 ? .unknown : nil
      }
      return sequenceKey(String(decoding: pending.dropFirst(2), as: UTF8.self))
    case 0x7F, 0x08: return .metaBackspace
    case 0x0D: return .meta("\r")
    case 0x20..<0x7F: return .meta(Character(UnicodeScalar(pending[1])))
    default: return .unknown
    }
  }

  private mutating func sequenceKey(_ sequence: String) -> Key {
    switch sequence {
    case "A": return .up
    case "B": return .down
    case "C": return .right
    case "D": return .left
    case "H", "1~", "7~": return .home
    case "F", "4~", "8~": return .end
    case "3~": return .delete
    case "5~": return .pageUp
    case "6~": return .pageDown
    case "Z": return .backTab
    case "1;5C", "1;3C", "5C": return .wordRight
    case "1;5D", "1;3D", "5D": return .wordLeft
    case "200~":
      pasted = []
      return .unknown
    default: return Self.function(sequence) ?? Self.mouse(sequence) ?? .unknown
    }
  }

  private static func function(_ sequence: String) -> Key? {
    switch sequence {
    case "P", "11~", "[A": .function(1)
    case "Q", "12~", "[B": .function(2)
    case "R", "13~", "[C": .function(3)
    case "S", "14~", "[D": .function(4)
    case "15~", "[E": .function(5)
    case "17~": .function(6)
    case "18~": .function(7)
    case "19~": .function(8)
    case "20~": .function(9)
    case "21~": .function(10)
    case "23~": .function(11)
    case "24~": .function(12)
    default: nil
    }
  }

  /// `<0;12;5M`: the button, the column, the row; `m` for its release (xterm's mode 1006).
  private static func mouse(_ sequence: String) -> Key? {
    guard sequence.first == "<", let end = sequence.last, end == "M" || end == "m" else { return nil }
    let numbers = sequence.dropFirst().dropLast().split(separator: ";").map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2] else { return nil }
    let action: MouseEvent.Action? =
      switch button & ~0x1C {
      case 64: .scrollUp
      case 65: .scrollDown
      case 32: .drag
      case 0: end == "m" ? .release : .press
      default: nil
      }
    // No screen is larger.
    func place(_ number: Int) -> Int { min(max(number, 1), 10_000) - 1 }
    return action.map { .mouse(MouseEvent(action: $0, row: place(row), column: place(column))) }
  }
}

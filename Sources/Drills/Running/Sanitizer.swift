/// Makes what a cluster prints harmless for a terminal: no name, log line or label may move the cursor, change colours
/// or write to the clipboard. Control characters become visible, as kubectl's own printers do it for tables.
package struct Sanitizer: Sendable {
  /// Bytes of a UTF-8 character, or of an end of line, whose rest comes with the next piece.
  private var rest: [UInt8] = []

  package init() {}

  /// The harmless form of a piece of output. Line feeds and tabs stay, and so does a terminal's end of line.
  package mutating func visible(_ bytes: [UInt8]) -> [UInt8] {
    if rest.isEmpty, bytes.allSatisfy(Self.isPlain) { return bytes }
    let all = rest + bytes
    let cut = Self.incompleteTail(of: all)
    rest = Array(all.suffix(cut))
    return Self.visible(String(decoding: all.dropLast(cut), as: UTF8.self))
  }

  /// What is left when the output is over.
  package mutating func end() -> [UInt8] {
    defer { rest = [] }
    return Self.visible(String(decoding: rest, as: UTF8.self))
  }

  /// Printable ASCII, a line feed or a tab.
  private static func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) || byte == 0x0A || byte == 0x09 }

  private static func visible(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var follows = text.unicodeScalars.makeIterator()
    _ = follows.next()
    for scalar in text.unicodeScalars {
      let next = follows.next()
      switch scalar.value {
      case 0x09, 0x0A: result.append(UInt8(scalar.value))
      case 0x0D where next == "\n": continue
      case 0x0D: result.append(contentsOf: "\\r".utf8)
      case 0..<0x20: result.append(contentsOf: [0x5E, UInt8(scalar.value) + 0x40])
      case 0x7F: result.append(contentsOf: "^?".utf8)
      // C1 controls, and the marks that turn the direction of writing.
      case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
        let digits = String(scalar.value, radix: 16)
        result.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
      default: result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
    return result
  }

  /// How many bytes at the end begin a character that is not complete.
  private static func incompleteTail(of bytes: [UInt8]) -> Int {
    // Whether a carriage return ends a line, the next piece will tell.
    if bytes.last == 0x0D { return 1 }
    for length in 1...3 where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > length ? length : 0
    }
    return 0
  }
}

/// The distinguished encoding of ASN.1 (X.690), as far as certificates need it.
package enum DER {
  package static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    if content.count < 128 { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  package static func sequence(_ parts: [[UInt8]]) -> [UInt8] { element(0x30, Array(parts.joined())) }
  package static func set(_ parts: [[UInt8]]) -> [UInt8] { element(0x31, Array(parts.joined())) }
  package static func text(_ text: String) -> [UInt8] { element(0x0C, Array(text.utf8)) }
  package static func bits(_ bytes: [UInt8]) -> [UInt8] { element(0x03, [0] + bytes) }

  /// A whole number of any length, not negative.
  package static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let significant = Array(bytes.drop { $0 == 0 })
    let isHigh = (significant.first ?? 0x80) & 0x80 != 0
    return element(0x02, isHigh ? [0] + significant : significant)
  }

  package static func identifier(_ numbers: [UInt32]) -> [UInt8] {
    guard numbers.count >= 2 else { return element(0x06, []) }
    var content = base128(numbers[0] &* 40 &+ numbers[1])
    for number in numbers.dropFirst(2) { content += base128(number) }
    return element(0x06, content)
  }

  private static func base128(_ number: UInt32) -> [UInt8] {
    var bytes = [UInt8(number & 0x7F)]
    var rest = number >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }
}

/// Reads one element after the other.
package struct DERReader {
  package struct Element {
    package let tag: UInt8
    package let content: ArraySlice<UInt8>
    /// With tag and length.
    package let whole: ArraySlice<UInt8>

    package var inner: DERReader { DERReader(content) }
  }

  private var rest: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next element; nil at the end and where the bytes are none.
  package mutating func next() -> Element? {
    let start = rest
    guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count), rest.count >= count else { return nil }
      length = 0
      for _ in 0..<count { length = length << 8 | Int(rest.popFirst() ?? 0) }
    }
    guard rest.count >= length else { return nil }
    let content = rest.prefix(length)
    rest = rest.dropFirst(length)
    return Element(tag: tag, content: content, whole: start.prefix(start.count - rest.count))
  }

  package mutating func next(_ tag: UInt8) -> Element? {
    guard let element = next(), element.tag == tag else { return nil }
    return element
  }
}

/// The text form of keys and certificates: base64 between two lines that name what it is.
package enum PEM {
  package static func text(_ label: String, _ bytes: [UInt8]) -> String {
    var text = "-----BEGIN \(label)-----\n"
    var line = Substring(Base64.encode(bytes))
    while !line.isEmpty {
      text += line.prefix(64) + "\n"
      line = line.dropFirst(64)
    }
    return text + "-----END \(label)-----\n"
  }

  /// The first block of a kind.
  package static func bytes(_ label: String, in text: String) -> [UInt8]? {
    guard let start = text.firstRange(of: "-----BEGIN \(label)-----")?.upperBound,
      let end = text[start...].firstRange(of: "-----END \(label)-----")?.lowerBound
    else { return nil }
    return Base64.decode(String(text[start..<end].filter { !$0.isWhitespace }))
  }
}

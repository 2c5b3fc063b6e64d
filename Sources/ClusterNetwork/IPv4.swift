/// An IPv4 address.
struct IPv4: Hashable, Sendable {
  let bits: UInt32

  /// Reads `10.96.0.1`; nil when `text` is anything else.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard part.utf8.count <= 3, !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let byte = UInt8(part)
      else { return nil }
      bits = bits << 8 | UInt32(byte)
    }
    self.bits = bits
  }

  var isLoopback: Bool { bits >> 24 == 127 }

  /// Whether the address is in a block, as `10.0.0.0/8`; false when `block` cannot be read.
  func isInside(_ block: String) -> Bool {
    let parts = block.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = IPv4(parts[0]), let length = Int(parts[1]), (0...32).contains(length) else {
      return false
    }
    let mask: UInt32 = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
    return bits & mask == base.bits & mask
  }
}

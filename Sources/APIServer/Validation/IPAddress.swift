/// An address, read as Kubernetes reads it: zeros before the numbers of an IPv4 address mean nothing.
struct IPAddress: Hashable, Sendable {
  /// Four or sixteen.
  let bytes: [UInt8]

  init?(_ text: String) {
    guard let bytes = text.contains(":") ? Self.longBytes(text) : Self.shortBytes(text) else { return nil }
    self.bytes = bytes
  }

  var isIPv6: Bool { bytes.count == 16 }

  private static func shortBytes(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part -> UInt8? in
      guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return UInt8(part)
    }
    return bytes.count == 4 ? bytes : nil
  }

  /// Eight groups, of which `::` stands for as many as are missing; the last two may be written as an IPv4 address.
  private static func longBytes(_ text: String) -> [UInt8]? {
    let halves = text.components(separatedBy: "::")
    guard halves.count <= 2, let first = groups(halves[0]) else { return nil }
    guard halves.count == 2 else { return first.count == 16 ? first : nil }
    guard let second = groups(halves[1]), first.count + second.count <= 14 else { return nil }
    return first + [UInt8](repeating: 0, count: 16 - first.count - second.count) + second
  }

  private static func groups(_ text: String) -> [UInt8]? {
    if text.isEmpty { return [] }
    var bytes: [UInt8] = []
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, group) in groups.enumerated() {
      if index == groups.count - 1, group.contains(".") {
        guard let last = shortBytes(group) else { return nil }
        bytes += last
      } else {
        guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy(isHexDigit),
          let number = UInt16(group, radix: 16)
        else { return nil }
        bytes += [UInt8(number >> 8), UInt8(number & 255)]
      }
    }
    return bytes
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  /// Why nothing but the machine itself, or its neighbours, can be reached at the address.
  var speciality: String? {
    let isLoopback = isIPv6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 : bytes[0] == 127
    if isLoopback { return "may not be in the loopback range (127.0.0.0/8, ::1/128)" }
    let isLocal = isIPv6 ? bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 : bytes[0] == 169 && bytes[1] == 254
    if isLocal { return "may not be in the link-local range (169.254.0.0/16, fe80::/10)" }
    let isGroup =
      isIPv6 ? bytes[0] == 0xFF && bytes[1] & 0x0F == 2 : bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0
    return isGroup ? "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)" : nil
  }
}

/// `10.0.0.0/8`.
struct IPNetwork: Hashable, Sendable {
  let address: IPAddress
  let length: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])),
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
      length <= address.bytes.count * 8
    else { return nil }
    self.address = address
    self.length = length
  }

  func contains(_ other: IPAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    return (0..<length).allSatisfy { bit in
      let mask: UInt8 = 0x80 >> UInt8(bit % 8)
      return other.bytes[bit / 8] & mask == address.bytes[bit / 8] & mask
    }
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

/// The world outside of the cluster, as far as names reach: in the usual top-level domains every host has one address,
/// except that there is none under `example.com` and its like.
enum ExternalNames {
  private static let block = "198.51.100.0/24"
  private static let topDomains: Set<String> = [
    "ai", "app", "cloud", "co", "com", "de", "dev", "edu", "eu", "gov", "info", "io", "me", "net", "org", "uk", "us",
  ]

  static func isExternal(_ address: IPv4) -> Bool { address.isInside(block) }

  /// The address of a host, always the same; nil when there is no such host.
  static func address(of name: String) -> String? {
    let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(isLabel), topDomains.contains(String(labels[labels.count - 1])) else {
      return nil
    }
    let site = labels.suffix(2).joined(separator: ".")
    guard !["example.com", "example.org", "example.net"].contains(site) else { return nil }
    var hash: UInt32 = 0x811C_9DC5
    for byte in labels.joined(separator: ".").utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return "198.51.100.\(hash % 253 + 1)"
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.utf8.count <= 63
      && label.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
      }
  }
}

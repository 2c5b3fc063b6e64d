import KubernetesModel

/// The hash that tells one pod template from another in names and labels: FNV-1a over the template, its digits written
/// with letters that cannot spell words, as Kubernetes writes it. (Kubernetes hashes Go's dump of the template; only
/// the form is the same here.)
struct TemplateHash {
  private var state: UInt32 = 0x811C_9DC5

  /// `collisions` makes another hash of the same template, once a name turned out to be taken.
  static func of(_ template: JSONValue, collisions: Int64?) -> String {
    var hash = TemplateHash()
    hash.combine(JSONWriter.bytes(template))
    if let collisions { hash.combine(String(collisions).utf8) }
    return hash.text
  }

  private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

  private var text: String {
    String(decoding: String(state).utf8.map { Self.alphabet[Int($0) % Self.alphabet.count] }, as: UTF8.self)
  }

  private mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt32(byte)) &* 0x0100_0193 }
  }
}

import COpenSSL
import KubernetesModel

/// Secrets that whoever has them is known by, and what is kept of them.
package enum Secrets {
  /// A new one: 192 random bits, in letters that need no escapes.
  package static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<3).flatMap { _ in withUnsafeBytes(of: generator.next() as UInt64) { Array($0) } }
    return urlText(bytes)
  }

  /// What is stored of a secret: nobody gets from a stolen database to what it opens. The secrets are random and long, so
  /// that a fast digest is enough.
  package static func digest(_ secret: String, for purpose: String = "") -> String {
    let text = purpose.isEmpty ? secret : purpose + "\n" + secret
    var result = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    let bytes = Array(text.utf8)
    let isDone = EVP_Digest(bytes, bytes.count, &result, &count, EVP_sha256(), nil) == 1
    // Without a digest nobody is known by anything.
    return isDone && count == 32 ? urlText(result) : make()
  }

  /// Whether two texts are the same, in a time that does not tell how much of them is.
  package static func areSame(_ first: String, _ second: String) -> Bool {
    let (first, second) = (Array(first.utf8), Array(second.utf8))
    guard first.count == second.count, !first.isEmpty else { return false }
    return CRYPTO_memcmp(first, second, first.count) == 0
  }

  /// Base64 as URLs have it, without padding.
  static func urlText(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let group = rest.prefix(3)
      rest = rest.dropFirst(3)
      let number = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0...group.count { text.append(letters[Int(number >> UInt32(18 - 6 * place) & 63)]) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

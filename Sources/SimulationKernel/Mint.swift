/// Makes the identifiers that a cluster makes at random, from a seeded stream.
package struct Mint: Sendable {
  private var random: RandomStream

  package init(seed: UInt64) {
    random = RandomStream(seed: seed, name: "mint")
  }

  /// A version 4 UUID, as in `metadata.uid`.
  package mutating func uid() -> String {
    let high = (random.next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x0000_0000_0000_4000
    let low = (random.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    let digits = Array((hex(high) + hex(low)).utf8)
    var text: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append(0x2D) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The random end of a generated name: letters and digits that cannot spell words, as in apimachinery's `rand.String`.
  package mutating func nameSuffix(length: Int = 5) -> String {
    String(decoding: (0..<length).map { _ in Self.alphabet[random.below(Self.alphabet.count)] }, as: UTF8.self)
  }

  /// `count` lower-case hexadecimal digits, as in container ids.
  package mutating func hexDigits(_ count: Int) -> String {
    var digits = ""
    while digits.utf8.count < count { digits += hex(random.next()) }
    return String(digits.prefix(count))
  }

  package static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

  private func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

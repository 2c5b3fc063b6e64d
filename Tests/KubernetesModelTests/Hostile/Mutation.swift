/// Damages texts, the same way for the same seed.
struct Mutation {
  private var noise: Noise

  /// What parsers stumble over.
  private static let pieces: [String] = [
    "\u{0}", "\u{1B}[31m", "\u{FEFF}", "\u{2028}", "é", "😀", "\"", "'", "\\", "{", "}", "[", "]", "(", ")", "{{", "}}",
    "&a ",
    "*a", "<<: ", "!!int ", "---\n", "...", "\n", "\t", "  ", ": ", "- ", "?", "|", ">", "%", "@", "`", "#", "~", "$",
    "..",
    ".", ",", ";", "=", "==", "!=", "-", "+", "*", "/", "0", "-1", "9223372036854775807", "-9223372036854775808",
    "99999999999999999999999", "1e999", "1e-999", "0x7fffffffffffffff", "NaN", "1Ei", "null", "true", "range", "end",
    "(?=a)", "[^", "a{1,99999999}", "((a+)+)+$",
  ]

  init(_ seed: UInt64) { noise = Noise(seed) }

  mutating func mutate(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...noise.next(below: 4) {
      let place = noise.next(below: bytes.count + 1)
      let end = min(bytes.count, place + noise.next(below: 12))
      switch noise.next(below: 6) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: noise.next(below: bytes.count + 1))
      case 2: bytes.insert(UInt8(truncatingIfNeeded: noise.next(below: 256)), at: place)
      case 3: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: noise.next(below: 256)) }
      case 4: bytes = Array(bytes.prefix(place))
      default: bytes.insert(contentsOf: Self.pieces[noise.next(below: Self.pieces.count)].utf8, at: place)
      }
    }
    return bytes
  }
}

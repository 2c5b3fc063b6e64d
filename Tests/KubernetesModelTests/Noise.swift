/// Seeded nonsense for the parsers.
struct Noise {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 33) % max(1, bound)
  }

  func text(from alphabet: String, length: Int) -> String {
    var noise = self
    let characters = Array(alphabet)
    return String((0..<noise.next(below: length + 1)).map { _ in characters[noise.next(below: characters.count)] })
  }
}

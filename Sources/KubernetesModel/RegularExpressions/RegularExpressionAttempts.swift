extension RegularExpression {
  /// What a search has tried: which instruction at which place of the text.
  struct Attempts {
    private let instructions: Int
    private let places: Int
    private let canRemember: Bool
    private var steps = 0
    private var tried: [UInt64] = []

    /// Short searches are done before it is worth remembering anything.
    private static let free = 500
    /// Eight megabytes.
    private static let bitLimit = 1 << 26
    /// Without remembering.
    private static let stepLimit = 300_000

    init(instructions: Int, places: Int, remembers: Bool) {
      self.instructions = instructions
      self.places = places
      canRemember = remembers && places <= Self.bitLimit / max(1, instructions)
    }

    private(set) var isExhausted = false
    var areRemembered: Bool { !tried.isEmpty }

    /// Whether the instruction is to be tried there.
    mutating func begin(_ instruction: Int, _ place: Int) -> Bool {
      steps += 1
      if steps <= Self.free { return true }
      guard canRemember else {
        isExhausted = steps > max(Self.stepLimit, places &* 8)
        return !isExhausted
      }
      if tried.isEmpty { tried = [UInt64](repeating: 0, count: instructions * places / 64 + 1) }
      let bit = place * instructions + instruction
      let mask = UInt64(1) << UInt64(bit & 63)
      if tried[bit >> 6] & mask != 0 { return false }
      tried[bit >> 6] |= mask
      return true
    }
  }
}

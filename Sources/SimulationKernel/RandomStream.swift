/// A seeded stream of random numbers (SplitMix64). Each component has a stream of its own, named after it, so that a
/// new draw in one cannot shift what another does.
package struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  package init(seed: UInt64, name: String) {
    var fingerprint = Fingerprint()
    fingerprint.combine(seed)
    fingerprint.combine(name)
    state = fingerprint.value
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound`, by remainder so that it is the same on every platform; 0 when `bound` is 0.
  package mutating func below(_ bound: Int) -> Int {
    let number = next()
    return bound > 0 ? Int(number % UInt64(bound)) : 0
  }

  /// A number in `0..<1`.
  package mutating func fraction() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A duration between the two, both included, to the microsecond.
  package mutating func duration(from shortest: Duration, to longest: Duration) -> Duration {
    let (span, overflow) = longest.microseconds.subtractingReportingOverflow(shortest.microseconds)
    // Half of the range is longer than anything that is waited for.
    let steps = overflow ? Int64.max / 2 : min(max(0, span), Int64.max / 2)
    return shortest + .microseconds(Int64(Double(steps + 1) * fraction()))
  }
}

/// A moment of simulated time, in microseconds since 1970-01-01T00:00:00Z. Arithmetic saturates: it never traps.
package struct Instant: Hashable, Comparable, Sendable, Codable {
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    microseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  package static let distantPast = Instant(microseconds: .min)
  package static let distantFuture = Instant(microseconds: .max)

  /// Whole seconds since the epoch, rounded down.
  package var seconds: Int64 {
    microseconds >= 0 ? microseconds / 1_000_000 : (microseconds + 1) / 1_000_000 - 1
  }

  package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

  package static func + (instant: Instant, duration: Duration) -> Instant {
    let (sum, overflow) = instant.microseconds.addingReportingOverflow(duration.microseconds)
    return Instant(microseconds: overflow ? (duration < .zero ? .min : .max) : sum)
  }

  package static func - (instant: Instant, duration: Duration) -> Instant {
    let (difference, overflow) = instant.microseconds.subtractingReportingOverflow(duration.microseconds)
    return Instant(microseconds: overflow ? (duration < .zero ? .max : .min) : difference)
  }

  /// The time from `earlier` to `later`; negative when they are the other way round.
  package static func - (later: Instant, earlier: Instant) -> Duration {
    let (difference, overflow) = later.microseconds.subtractingReportingOverflow(earlier.microseconds)
    return .microseconds(overflow ? (later < earlier ? .min : .max) : difference)
  }
}

extension Duration {
  /// Whole microseconds, rounded towards zero; saturates at the range of `Int64`.
  package var microseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, tooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
    if tooLarge { return seconds < 0 ? .min : .max }
    let (sum, overflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    return overflow ? (seconds < 0 ? .min : .max) : sum
  }

  /// Seconds as a number with a fraction.
  package var inSeconds: Double { Double(microseconds) / 1_000_000 }
}

import Glibc

/// A point on the monotonic clock; nil stands for none wherever one is optional.
package struct Deadline: Sendable {
  private let nanoseconds: Int64

  package init(after duration: Duration) {
    let (seconds, attoseconds) = max(.zero, duration).components
    let whole = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let sum = (whole.overflow ? .max : whole.partialValue).addingReportingOverflow(attoseconds / 1_000_000_000)
    let end = Self.now.addingReportingOverflow(sum.overflow ? .max : sum.partialValue)
    nanoseconds = end.overflow ? .max : end.partialValue
  }

  /// What is left, for `poll`: 0 when it has passed, never more than a day.
  package var milliseconds: Int32 {
    let left = max(0, nanoseconds - Self.now)
    return Int32(clamping: min(86_400_000, left / 1_000_000 + (left % 1_000_000 == 0 ? 0 : 1)))
  }

  package var hasPassed: Bool { Self.now >= nanoseconds }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension Deadline? {
  /// For `poll`: -1 waits for ever.
  package var milliseconds: Int32 { self?.milliseconds ?? -1 }
}

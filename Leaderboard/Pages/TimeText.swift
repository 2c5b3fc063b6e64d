import SimulationKernel

/// Moments and spans as pages say them. Pages say them in UTC; a script adds the reader's own clock.
package enum TimeText {
  /// `23 Nov 2026, 18:00 UTC`, readable for programs, too.
  package static func moment(_ microseconds: Int64) -> HTML {
    let instant = Instant(microseconds: microseconds)
    return "<time datetime=\"\(instant.rfc3339)\">\(words(instant)) UTC</time>"
  }

  /// `18:00`, the date left out; readable for programs, too.
  package static func clock(_ microseconds: Int64) -> HTML {
    let instant = Instant(microseconds: microseconds)
    return "<time datetime=\"\(instant.rfc3339)\" class=\"clock\">\(hours(CivilTime(instant)))</time>"
  }

  private static func words(_ instant: Instant) -> String {
    let time = CivilTime(instant)
    return "\(time.day) \(Instant.months[time.month - 1]) \(time.year), \(hours(time))"
  }

  private static func hours(_ time: CivilTime) -> String {
    "\(time.hour < 10 ? "0" : "")\(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute)"
  }

  /// `2 h 5 min`, as a rule of two parts at most.
  package static func span(_ microseconds: Int64) -> String {
    let minutes = max(0, microseconds / 60_000_000)
    switch minutes {
    case 0: return "less than a minute"
    case ..<60: return "\(minutes) min"
    case ..<1440: return "\(minutes / 60) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min")
    default: return "\(minutes / 1440) d" + (minutes % 1440 < 60 ? "" : " \(minutes % 1440 / 60) h")
    }
  }
}

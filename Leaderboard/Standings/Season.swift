import SimulationKernel

/// A calendar quarter, in UTC.
package struct Season: Hashable, Sendable, Comparable {
  package let year: Int
  /// 1 to 4.
  package let quarter: Int

  private init(year: Int, quarter: Int) {
    self.year = year
    self.quarter = quarter
  }

  /// The season of a moment.
  package init(at microseconds: Int64) {
    let civil = CivilTime(Instant(microseconds: microseconds))
    self.init(year: Int(clamping: civil.year), quarter: (civil.month + 2) / 3)
  }

  /// Reads `2026-Q4`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[1].first == "Q",
      let year = Int(parts[0]), (1970...9999).contains(year), let quarter = Int(parts[1].dropFirst()),
      (1...4).contains(quarter)
    else { return nil }
    self.init(year: year, quarter: quarter)
  }

  /// `2026-Q4`
  package var text: String { "\(year)-Q\(quarter)" }

  package var next: Season {
    quarter == 4 ? Season(year: year + 1, quarter: 1) : Season(year: year, quarter: quarter + 1)
  }

  package static func < (left: Season, right: Season) -> Bool {
    (left.year, left.quarter) < (right.year, right.quarter)
  }

  /// From its first microsecond on, up to that of the next.
  package var range: Range<Int64> {
    let start = start
    return start..<max(start, next.start)
  }

  private var start: Int64 {
    let month = ["01", "04", "07", "10"][min(max(quarter, 1), 4) - 1]
    return Instant(rfc3339: "\(year)-\(month)-01T00:00:00Z")?.microseconds ?? .max
  }
}

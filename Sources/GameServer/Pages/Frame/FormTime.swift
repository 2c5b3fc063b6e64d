import SimulationKernel

/// Moments in forms: what `<input type="datetime-local">` sends, read as UTC.
enum FormTime {
  /// Microseconds since 1970; nil of anything else than `2026-11-23T18:00` or `2026-11-23T18:00:30`.
  static func micros(_ text: String) -> Int64? {
    guard text.utf8.count == 16 || text.utf8.count == 19 else { return nil }
    return Instant(rfc3339: text + (text.utf8.count == 16 ? ":00Z" : "Z"))?.microseconds
  }

  static func text(_ microseconds: Int64?) -> String {
    microseconds.map { String(Instant(microseconds: $0).rfc3339.prefix(16)) } ?? ""
  }
}

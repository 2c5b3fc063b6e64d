import SimulationKernel

/// Moments in forms.
enum FormTime {
  /// What `<input type="datetime-local">` shows, in UTC.
  /// - Parameter microseconds: since 1970.
  static func text(_ microseconds: Int64?) -> String {
    microseconds.map { String(Instant(microseconds: $0).rfc3339.prefix(16)) } ?? ""
  }
}

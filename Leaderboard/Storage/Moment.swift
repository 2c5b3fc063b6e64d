import SimulationKernel

/// A time of the archive, as text.
enum Moment {
  /// `2026-11-23T18:00:00Z`
  static func text(_ microseconds: Int64) -> String { Instant(microseconds: microseconds).rfc3339 }

  /// `2026-Q4`, in UTC.
  static func season(_ microseconds: Int64) -> String {
    let civil = CivilTime(Instant(microseconds: microseconds))
    return "\(civil.year)-Q\((civil.month + 2) / 3)"
  }
}

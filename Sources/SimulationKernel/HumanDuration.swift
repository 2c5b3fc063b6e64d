/// Durations as Kubernetes' tables and kubectl print them (apimachinery: util/duration).
extension Duration {
  /// `45s`, `2m5s`, `17m`, `3h20m`, `11h`, `5d2h`, `40d`, `2y3d`; `<invalid>` for more than a second before zero.
  package var humanText: String {
    let seconds = wholeSeconds
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 { return Self.pair(minutes, "m", seconds % 60, "s") }
    if minutes < 180 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 { return Self.pair(hours, "h", minutes % 60, "m") }
    if hours < 48 { return "\(hours)h" }
    let days = hours / 24
    if days < 8 { return Self.pair(days, "d", hours % 24, "h") }
    if days < 730 { return "\(days)d" }
    if days < 2920 { return Self.pair(days / 365, "y", days % 365, "d") }
    return "\(days / 365)y"
  }

  /// With one unit only: `45s`, `59m`, `23h`, `364d`, `2y`.
  package var shortHumanText: String {
    let seconds = wholeSeconds
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m" }
    if seconds < 86400 { return "\(seconds / 3600)h" }
    let days = seconds / 86400
    return days < 365 ? "\(days)d" : "\(days / 365)y"
  }

  /// Rounded towards zero.
  private var wholeSeconds: Int64 { components.seconds }

  private static func pair(_ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String) -> String {
    small == 0 ? "\(large)\(largeUnit)" : "\(large)\(largeUnit)\(small)\(smallUnit)"
  }
}

import SimulationKernel

/// Durations as `duration.HumanDuration` of apimachinery writes them: two units at most, fewer for long ones.
enum HumanDuration {
  static func text(_ duration: Duration) -> String {
    let seconds = duration.microseconds / 1_000_000
    if seconds < -1 { return "<invalid>" }
    if duration < .zero { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 { return pair(minutes, "m", seconds % 60, "s") }
    if minutes < 180 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 { return pair(hours, "h", minutes % 60, "m") }
    if hours < 48 { return "\(hours)h" }
    let days = hours / 24
    if hours < 192 { return pair(days, "d", hours % 24, "h") }
    if hours < 24 * 365 * 2 { return "\(days)d" }
    if hours < 24 * 365 * 8 { return pair(days / 365, "y", days % 365, "d") }
    return "\(days / 365)y"
  }

  private static func pair(_ first: Int64, _ firstUnit: String, _ second: Int64, _ secondUnit: String) -> String {
    second == 0 ? "\(first)\(firstUnit)" : "\(first)\(firstUnit)\(second)\(secondUnit)"
  }
}

/// Durations as Kubernetes people write them: `90s`, `5m`, `1h30m`, `200ms`.
package enum ScenarioDuration {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
  ]

  /// Nil when `text` is no duration, or one of more than a year.
  package static func parse(_ text: String) -> Duration? {
    var total: Int64 = 0
    var rest = text[...]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard digits.utf8.count < 10, let count = Int64(digits),
        let unit = units.first(where: { rest.hasPrefix($0.name) })
      else { return nil }
      rest = rest.dropFirst(unit.name.count)
      total += count * unit.milliseconds
      guard total <= 366 * 86_400_000 else { return nil }
    }
    return .milliseconds(total)
  }
}

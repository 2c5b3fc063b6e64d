/// Durations as Kubernetes people write them: `90s`, `5m`, `1h30m`.
package enum ScenarioDuration {
  /// Nil when `text` is no duration, or one of more than a year.
  package static func parse(_ text: String) -> Duration? {
    var total: Int64 = 0
    var number: Int64?
    for byte in text.utf8 {
      if (0x30...0x39).contains(byte) {
        let next = (number ?? 0) * 10 + Int64(byte - 0x30)
        guard next < 1_000_000_000 else { return nil }
        number = next
        continue
      }
      let unit: Int64? =
        switch byte {
        case UInt8(ascii: "s"): 1
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "h"): 3600
        default: nil
        }
      guard let unit, let count = number else { return nil }
      total += count * unit
      number = nil
    }
    guard number == nil, !text.isEmpty, total <= 366 * 86400 else { return nil }
    return .seconds(total)
  }
}

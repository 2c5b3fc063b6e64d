import Glibc

/// How long a service asks to wait: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
enum RetryAfter {
  /// - Parameter now: seconds since 1970.
  /// - Returns: seconds, from 0 to a day; nil for what is neither.
  static func seconds(_ text: String?, now: Int) -> Int? {
    guard let text else { return nil }
    let seconds = Int(text) ?? date(text).map { $0 - now }
    return seconds.map { min(86_400, max(0, $0)) }
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// `Wed, 21 Oct 2026 07:28:00 GMT` in seconds since 1970.
  private static func date(_ text: String) -> Int? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 6, words[5] == "GMT", let day = Int32(words[1]), let month = months.firstIndex(of: words[2]),
      let year = Int32(words[3])
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int32($0) }
    guard time.count == 3, (1...31).contains(day), (1970...9999).contains(year),
      time.allSatisfy({ (0...60).contains($0) })
    else { return nil }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (time[0], time[1], time[2])
    return timegm(&parts)
  }
}

/// A date and time of day in UTC, in the proleptic Gregorian calendar.
package struct CivilTime: Hashable, Sendable {
  package var year: Int64
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  package var microsecond: Int

  /// 0 is Sunday.
  package var weekday: Int

  package init(_ instant: Instant) {
    let total = instant.seconds
    let days = total >= 0 ? total / 86400 : (total - 86399) / 86400
    let rest = Int(total - days * 86400)
    (year, month, day) = Self.date(daysSinceEpoch: days)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
    microsecond = Int(instant.microseconds &- total &* 1_000_000)
    let shifted = (days + 4) % 7
    weekday = Int(shifted < 0 ? shifted + 7 : shifted)
  }

  /// Year, month and day of a day number, after Howard Hinnant's "chrono-compatible low-level date algorithms".
  private static func date(daysSinceEpoch days: Int64) -> (Int64, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  static func daysSinceEpoch(year: Int64, month: Int, day: Int) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Instant {
  /// `2026-11-22T15:03:30Z`, as Kubernetes writes a `Time`.
  package var rfc3339: String {
    let time = CivilTime(self)
    return date(time) + "T" + clock(time) + "Z"
  }

  /// `2026-11-22T15:03:30.123456Z`, as Kubernetes writes a `MicroTime`.
  package var rfc3339Micro: String {
    let time = CivilTime(self)
    return date(time) + "T" + clock(time) + "." + padded(time.microsecond, 6) + "Z"
  }

  /// `Sun, 22 Nov 2026 15:03:30 +0000`, as kubectl describes a time.
  package var rfc1123: String {
    let time = CivilTime(self)
    let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][time.weekday]
    let month = Self.months[time.month - 1]
    return "\(weekday), \(padded(time.day, 2)) \(month) \(padded(Int(time.year), 4)) \(clock(time)) +0000"
  }

  package static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private func date(_ time: CivilTime) -> String {
    "\(padded(Int(time.year), 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
  }

  private func clock(_ time: CivilTime) -> String {
    "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// Reads RFC 3339 with an optional fraction and `Z` or an offset; nil when `text` is anything else.
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A,
      bytes[10] == 0x54 || bytes[10] == 0x74
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    var position = 19
    var fraction: Int64 = 0
    if bytes[position] == 0x2E {
      position += 1
      var digits = 0
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
        if digits < 6 { fraction = fraction * 10 + Int64(bytes[position] - 0x30) }
        digits += 1
        position += 1
      }
      guard digits > 0 else { return nil }
      for _ in digits..<max(6, digits) { fraction *= 10 }
    }
    guard position < bytes.count else { return nil }
    var offset: Int64 = 0
    switch bytes[position] {
    case 0x5A, 0x7A:
      guard position + 1 == bytes.count else { return nil }
    case 0x2B, 0x2D:
      guard position + 6 == bytes.count, bytes[position + 3] == 0x3A, let hours = number(position + 1..<position + 3),
        let minutes = number(position + 4..<position + 6), hours < 24, minutes < 60
      else { return nil }
      offset = Int64(hours * 3600 + minutes * 60) * (bytes[position] == 0x2B ? 1 : -1)
    default: return nil
    }
    let days = CivilTime.daysSinceEpoch(year: Int64(year), month: month, day: day)
    let seconds = days * 86400 + Int64(hour * 3600 + minute * 60 + second) - offset
    self.init(microseconds: seconds * 1_000_000 + fraction)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

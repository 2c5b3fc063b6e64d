/// A time as RFC 3339 writes it, read with the errors of Go's `time.Parse`.
struct TimeText {
  /// Seconds since 1970-01-01T00:00:00Z.
  private(set) var seconds = 0
  /// The digits after the seconds' point, six at most.
  private var fraction = ""

  /// Go's zero time, the first second of the year 1.
  static let zero: Int64 = -62_135_596_800

  /// Nil for years that RFC 3339 cannot write.
  init?(seconds: Int64, nanoseconds: Int64) {
    guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
    self.seconds = Int(seconds)
    let digits = String(min(max(nanoseconds, 0), 999_999_999) / 1000)
    fraction = String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  var nanoseconds: Int {
    (Int(fraction + String(repeating: "0", count: 6 - fraction.utf8.count)) ?? 0) * 1000
  }

  init(_ text: String) throws(TypeMismatch) {
    var rest = text.utf8[...]
    func fail(_ element: String) -> TypeMismatch {
      TypeMismatch(
        "parsing time \(GoText.quoted(text)) as \"2006-01-02T15:04:05Z07:00\": cannot parse "
          + "\(GoText.quoted(String(decoding: rest, as: UTF8.self))) as \(GoText.quoted(element))")
    }
    func number(_ count: Int, _ element: String, after mark: String = "") throws(TypeMismatch) -> Int {
      guard rest.starts(with: mark.utf8) else { throw fail(mark) }
      rest = rest.dropFirst(mark.utf8.count)
      let digits = rest.prefix(count)
      guard digits.count == count, let value = Int(String(decoding: digits, as: UTF8.self)), value >= 0 else {
        throw fail(element)
      }
      rest = rest.dropFirst(count)
      return value
    }
    func within(_ range: ClosedRange<Int>, _ value: Int, _ name: String) throws(TypeMismatch) {
      guard !range.contains(value) else { return }
      throw TypeMismatch("parsing time \(GoText.quoted(text)): \(name) out of range")
    }
    let year = try number(4, "2006")
    let month = try number(2, "01", after: "-")
    try within(1...12, month, "month")
    let day = try number(2, "02", after: "-")
    let hour = try number(2, "15", after: "T")
    try within(0...23, hour, "hour")
    let minute = try number(2, "04", after: ":")
    try within(0...59, minute, "minute")
    let second = try number(2, "05", after: ":")
    try within(0...59, second, "second")
    try within(1...Self.days(in: month, of: year), day, "day")
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      fraction = String(decoding: digits.prefix(6), as: UTF8.self)
      rest = rest.dropFirst(digits.count + 1)
    }
    let zone = "Z07:00"
    var offset = 0
    if rest.first == UInt8(ascii: "Z") {
      rest = rest.dropFirst()
    } else {
      guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { throw fail(zone) }
      rest = rest.dropFirst()
      let hours = try number(2, zone)
      let minutes = try number(2, zone, after: ":")
      offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "+") ? 60 : -60)
    }
    guard rest.isEmpty else {
      throw TypeMismatch(
        "parsing time \(GoText.quoted(text)): extra text: \(GoText.quoted(String(decoding: rest, as: UTF8.self)))")
    }
    seconds = ((Self.dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset
  }

  /// The time in UTC, with six digits of a second or none.
  func text(fraction hasFraction: Bool) -> String {
    let day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let time = seconds - day * 86400
    let date = Self.date(day)
    func padded(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    let micros = hasFraction ? "." + fraction + String(repeating: "0", count: 6 - fraction.utf8.count) : ""
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
      + "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))\(micros)Z"
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeapYear ? 29 : 28) : ([4, 6, 9, 11].contains(month) ? 30 : 31)
  }

  /// Days since 1970-01-01. Years are taken to start in March, so that the leap day comes last.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let days = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let leaps = shifted >= 0 ? shifted / 4 - shifted / 100 + shifted / 400 : -1
    return shifted * 365 + leaps + days - 719_468
  }

  private static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let inEra = shifted - era * 146_097
    let yearOfEra = (inEra - inEra / 1460 + inEra / 36524 - inEra / 146_096) / 365
    let dayOfYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return (
      yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }
}

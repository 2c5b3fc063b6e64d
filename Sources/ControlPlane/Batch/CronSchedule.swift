import SimulationKernel

/// When a cron expression of five fields is due, in UTC: `*/5 0-6 1,15 * MON-FRI`, `@daily`.
struct CronSchedule: Sendable {
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  private let weekdays: Set<Int>
  /// A day matches when both lists of days do, or either one when both are restricted.
  private let restrictsDays: Bool
  private let restrictsWeekdays: Bool

  private static let shorthands = [
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
  ]
  private static let monthNames = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// Nil when `text` is no schedule.
  init?(_ text: String) {
    let fields = (Self.shorthands[text] ?? text).lowercased().split(separator: " ").map(String.init)
    guard fields.count == 5, let minutes = Self.values(fields[0], 0...59), let hours = Self.values(fields[1], 0...23),
      let days = Self.values(fields[2], 1...31),
      let months = Self.values(fields[3], 1...12, names: Self.monthNames, firstName: 1),
      let weekdays = Self.values(fields[4], 0...7, names: Self.weekdayNames, firstName: 0)
    else { return nil }
    self.minutes = minutes
    self.hours = hours
    self.days = days
    self.months = months
    self.weekdays = Set(weekdays.map { $0 % 7 })
    restrictsDays = !fields[2].hasPrefix("*") && !fields[2].hasPrefix("?")
    restrictsWeekdays = !fields[4].hasPrefix("*") && !fields[4].hasPrefix("?")
  }

  private static func values(
    _ field: String, _ range: ClosedRange<Int>, names: [String] = [], firstName: Int = 0
  ) -> Set<Int>? {
    func number(_ text: Substring) -> Int? {
      names.firstIndex(of: String(text)).map { $0 + firstName } ?? Int(text)
    }
    var values: Set<Int> = []
    for part in field.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "/", omittingEmptySubsequences: false)
      guard (1...2).contains(halves.count), let step = halves.count == 2 ? Int(halves[1]) : 1, step > 0 else {
        return nil
      }
      let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
      var first = range.lowerBound
      var last = range.upperBound
      if halves[0] != "*", halves[0] != "?" {
        guard (1...2).contains(ends.count), let start = number(ends[0]) else { return nil }
        first = start
        if ends.count == 2 {
          guard let end = number(ends[1]) else { return nil }
          last = end
        } else if halves.count == 1 {
          last = start
        }
      }
      guard range.contains(first), range.contains(last), first <= last else { return nil }
      values.formUnion(stride(from: first, through: last, by: min(step, 100)))
    }
    return values
  }

  private func matchesDay(_ time: CivilTime) -> Bool {
    let day = days.contains(time.day)
    let weekday = weekdays.contains(time.weekday)
    return months.contains(time.month) && (restrictsDays && restrictsWeekdays ? day || weekday : day && weekday)
  }

  /// The first time after `instant` at which it is due; nil when there is none within five years.
  func next(after instant: Instant) -> Instant? {
    var seconds = (instant.seconds / 60 + 1) * 60
    let limit = seconds + 5 * 366 * 86400
    while seconds < limit {
      let time = CivilTime(Instant(seconds: seconds))
      if !matchesDay(time) {
        seconds = (seconds / 86400 + 1) * 86400
      } else if !hours.contains(time.hour) {
        seconds = (seconds / 3600 + 1) * 3600
      } else if !minutes.contains(time.minute) {
        seconds += 60
      } else {
        return Instant(seconds: seconds)
      }
    }
    return nil
  }
}

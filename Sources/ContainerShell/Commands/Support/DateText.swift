import SimulationKernel

/// Instants as people read them, in UTC.
enum DateText {
  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  struct Parts {
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var weekday = 4
    var yearDay = 1
  }

  static func parts(_ instant: Instant) -> Parts {
    let seconds = max(-62_000_000_000, min(250_000_000_000, instant.seconds))
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    let rest = Int(seconds - days * 86_400)
    // Days are counted in years that begin in March, so that a leap day comes last.
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    var parts = Parts()
    parts.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    parts.month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    parts.year = yearOfEra + era * 400 + (parts.month <= 2 ? 1 : 0)
    (parts.hour, parts.minute, parts.second) = (rest / 3600, rest / 60 % 60, rest % 60)
    parts.weekday = ((Int(days) + 4) % 7 + 7) % 7
    let isLeap = (parts.year % 4 == 0 && parts.year % 100 != 0) || parts.year % 400 == 0
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][parts.month - 1]
    parts.yearDay = before + parts.day + (isLeap && parts.month > 2 ? 1 : 0)
    return parts
  }

  static func two(_ number: Int, _ filler: Character = "0") -> String {
    number < 10 ? String(filler) + String(number) : String(number)
  }

  /// By a format of strftime.
  static func format(_ instant: Instant, _ format: String) -> String {
    let parts = parts(instant)
    var result = ""
    var isDirective = false
    for character in format {
      if isDirective {
        if character == "-" { continue }
        result += directive(character, parts, instant)
        isDirective = false
      } else if character == "%" {
        isDirective = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func directive(_ letter: Character, _ parts: Parts, _ instant: Instant) -> String {
    switch letter {
    case "Y": return String(parts.year)
    case "y": return two(parts.year % 100)
    case "m": return two(parts.month)
    case "d": return two(parts.day)
    case "e": return two(parts.day, " ")
    case "H": return two(parts.hour)
    case "I": return two((parts.hour + 11) % 12 + 1)
    case "M": return two(parts.minute)
    case "S": return two(parts.second)
    case "p": return parts.hour < 12 ? "AM" : "PM"
    case "b", "h": return months[parts.month - 1]
    case "B":
      return [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ][parts.month - 1]
    case "a": return weekdays[parts.weekday]
    case "A":
      return ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][parts.weekday]
    case "u": return String(parts.weekday == 0 ? 7 : parts.weekday)
    case "w": return String(parts.weekday)
    case "j": return String(repeating: "0", count: max(0, 3 - String(parts.yearDay).count)) + String(parts.yearDay)
    case "s": return String(instant.seconds)
    case "N": return fraction(instant, 9)
    case "F": return format(instant, "%Y-%m-%d")
    case "T": return format(instant, "%H:%M:%S")
    case "D": return format(instant, "%m/%d/%y")
    case "R": return format(instant, "%H:%M")
    case "c": return format(instant, "%a %b %e %H:%M:%S %Y")
    case "Z": return "UTC"
    case "z": return "+0000"
    case "n": return "\n"
    case "t": return "\t"
    case "%": return "%"
    default: return "%" + String(letter)
    }
  }

  /// The fraction of the second, to so many digits.
  static func fraction(_ instant: Instant, _ digits: Int) -> String {
    let microseconds = instant.microseconds.subtractingReportingOverflow(instant.seconds &* 1_000_000).partialValue
    let text = String(max(0, microseconds))
    let six = String(repeating: "0", count: max(0, 6 - text.count)) + text
    return String((six + "000").prefix(digits))
  }

  static func rfc3339(_ instant: Instant) -> String { format(instant, "%Y-%m-%dT%H:%M:%SZ") }

  static func listing(_ instant: Instant, now: Instant) -> String {
    let isOld = (now - instant) > .seconds(182 * 86_400) || instant > now
    return format(instant, isOld ? "%b %e  %Y" : "%b %e %H:%M")
  }
}

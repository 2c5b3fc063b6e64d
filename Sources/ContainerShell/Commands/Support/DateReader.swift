/// Reads dates as people write them.
enum DateReader {
  /// Seconds since 1970 of a date in UTC; months and days may be out of their range.
  static func seconds(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) -> Int64 {
    let months = year * 12 + month - 1
    let (year, month) = (months.quotientAndRemainder(dividingBy: 12))
    // Years begin in March, so that a leap day comes last.
    let shifted = month < 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468 + day - 1
    return Int64(days) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
  }

  /// Takes a text apart by a format of strptime: year, month from 0, day, hour, minute, second.
  static func parts(of text: String, _ format: String) -> [Double]? {
    var rest = text[...]
    var parts: [Double] = [1900, 0, 1, 0, 0, 0]
    var pattern = expanded(format)[...]
    while let next = pattern.popFirst() {
      if next.isWhitespace {
        rest = rest.drop(while: \.isWhitespace)
      } else if next != "%" {
        guard rest.popFirst() == next else { return nil }
      } else if let letter = pattern.popFirst() {
        guard take(letter, &rest, &parts) else { return nil }
      }
    }
    return rest.isEmpty ? parts : nil
  }

  private static func expanded(_ format: String) -> String {
    format.replacing("%T", with: "%H:%M:%S").replacing("%F", with: "%Y-%m-%d").replacing("%R", with: "%H:%M")
      .replacing("%D", with: "%m/%d/%y")
  }

  private static func take(_ letter: Character, _ rest: inout Substring, _ parts: inout [Double]) -> Bool {
    func number(_ width: Int) -> Double? {
      let digits = rest.prefix(width).prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      return Double(digits)
    }
    let fields: [Character: (index: Int, width: Int)] = [
      "Y": (0, 4), "m": (1, 2), "d": (2, 2), "e": (2, 2), "H": (3, 2), "I": (3, 2), "M": (4, 2), "S": (5, 2),
    ]
    if let field = fields[letter] {
      rest = rest.drop { $0 == " " }
      guard let value = number(field.width) else { return false }
      parts[field.index] = field.index == 1 ? value - 1 : value
      return true
    }
    switch letter {
    case "Z":
      rest = rest.drop { $0.isLetter }
      return true
    case "z":
      rest = rest.hasPrefix("Z") ? rest.dropFirst() : rest.drop { "+-:".contains($0) || $0.isNumber }
      return true
    case "b", "B", "h": return month(&rest, &parts)
    case "a", "A":
      rest = rest.drop { $0.isLetter }
      return true
    case "y":
      guard let value = number(2) else { return false }
      parts[0] = value < 69 ? 2000 + value : 1900 + value
      return true
    case "s":
      guard let value = number(12) else { return false }
      parts = [1970, 0, 1, 0, 0, value]
      return true
    case "%": return rest.popFirst() == "%"
    default: return false
    }
  }

  private static func month(_ rest: inout Substring, _ parts: inout [Double]) -> Bool {
    let name = rest.prefix { $0.isLetter }
    let short = name.prefix(3).lowercased()
    guard let index = DateText.months.firstIndex(where: { $0.lowercased() == short }) else { return false }
    rest = rest.dropFirst(name.count)
    parts[1] = Double(index)
    return true
  }
}

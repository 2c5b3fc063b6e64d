import SimulationKernel

/// Shows the time, or one that is given.
enum DateCommand {
  static func run(_ arguments: [String], _ process: inout ProcessView) -> Int {
    let options = CommandOptions(
      detached(arguments), "ud:Rr:s:",
      names: ["utc": "u", "date": "d", "rfc-3339": "rfc:", "iso-8601": "iso", "rfc-email": "R"])
    var instant = process.now
    if let text = options.value("d") {
      guard let given = DateText.instant(text, now: process.now) else {
        process.printError("date: invalid date '\(text)'\n")
        return 1
      }
      instant = given
    }
    let isBusyBox = process.machine.isBusyBox
    var format = isBusyBox ? "%a %b %e %H:%M:%S %Z %Y" : "%a %b %e %H:%M:%S %Z %Y"
    if let precision = arguments.first(where: { $0.hasPrefix("-I") || $0.hasPrefix("--iso-8601") }) {
      let isTime = precision.hasSuffix("s") || precision.hasSuffix("seconds")
      format = isTime ? "%Y-%m-%dT%H:%M:%S+00:00" : "%F"
    }
    if options.has("R") { format = "%a, %d %b %Y %H:%M:%S +0000" }
    if let given = options.operands.first, given.hasPrefix("+") { format = String(given.dropFirst()) }
    process.print(DateText.format(instant, format) + "\n")
    return 0
  }

  /// `-Iseconds` has its value behind it, and `-I` none.
  private static func detached(_ arguments: [String]) -> [String] {
    arguments.filter { !$0.hasPrefix("-I") && !$0.hasPrefix("--iso-8601") }
  }
}

extension DateText {
  /// What people write: `@seconds`, a date with or without its time, `now`, `yesterday`, each with `2 days ago` or
  /// `+1 hour` after it.
  static func instant(_ text: String, now: Instant) -> Instant? {
    var words = text.split(separator: " ").map(String.init)[...]
    var seconds: Int64 = now.seconds
    if let first = words.first, first.hasPrefix("@") {
      guard let given = Double(first.dropFirst()), given.magnitude < 2e11 else { return nil }
      seconds = Int64(given.rounded(.down))
      words = words.dropFirst()
    } else if let (given, count) = absolute(words, now: now) {
      seconds = given
      words = words.dropFirst(count)
    }
    guard let shifted = relative(words, seconds) else { return nil }
    return Instant(seconds: shifted)
  }

  private static let dateFormats = [
    "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M",
    "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%b %d %Y %H:%M:%S", "%b %d %Y %H:%M", "%b %d %Y", "%d %b %Y",
    "%a %b %d %H:%M:%S %Z %Y", "%d %b %Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S %z",
  ]

  /// The date that the first words are, and how many.
  private static func absolute(_ words: ArraySlice<String>, now: Instant) -> (seconds: Int64, count: Int)? {
    for count in stride(from: min(6, words.count), through: 1, by: -1) {
      let text = words.prefix(count).joined(separator: " ")
      for format in dateFormats {
        guard let parts = DateReader.parts(of: text, format) else { continue }
        let numbers = parts.map { Int($0) }
        let seconds = DateReader.seconds(
          year: numbers[0], month: numbers[1] + 1, day: numbers[2], hour: numbers[3], minute: numbers[4],
          second: numbers[5])
        return (seconds - offset(text), count)
      }
    }
    let midnight = now.seconds - ((now.seconds % 86_400) + 86_400) % 86_400
    if let time = words.first, let parts = DateReader.parts(of: time, "%H:%M:%S") ?? DateReader.parts(of: time, "%H:%M")
    {
      return (midnight + Int64(parts[3] * 3600 + parts[4] * 60 + parts[5]), 1)
    }
    return nil
  }

  /// Seconds east of Greenwich at the end of a date: `+02:00`.
  private static func offset(_ text: String) -> Int64 {
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }),
      text[..<sign].contains("T") || text.contains(",")
    else { return 0 }
    let digits = text[sign...].filter { $0.isNumber }
    guard digits.count == 4, let number = Int64(digits) else { return 0 }
    return (number / 100 * 3600 + number % 100 * 60) * (text[sign] == "-" ? -1 : 1)
  }

  private static let units: [String: Int64] = [
    "sec": 1, "second": 1, "min": 60, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800,
    "fortnight": 1_209_600,
  ]

  private static func relative(_ words: ArraySlice<String>, _ start: Int64) -> Int64? {
    var seconds = start
    var rest = words
    while let word = rest.popFirst() {
      switch word.lowercased() {
      case "now", "today", "utc", "gmt", "z", "and": continue
      case "yesterday": seconds -= 86_400
      case "tomorrow": seconds += 86_400
      default:
        var word = word
        // `+ 5 minutes`, and `5minutes`.
        if word == "+" || word == "-", let next = rest.popFirst() { word = (word == "-" ? "-" : "") + next }
        let digits = word.prefix { $0.isNumber || "+-".contains($0) }
        if !digits.isEmpty, digits.count < word.count {
          rest = [String(word.dropFirst(digits.count))] + rest
          word = String(digits)
        }
        var count: Int64 = 1
        var unit = word
        if let number = Int64(word) ?? (word == "next" ? 1 : word == "last" ? -1 : nil), number.magnitude < 1_000_000 {
          count = number
          guard let next = rest.popFirst() else { return nil }
          unit = next
        }
        if rest.first == "ago" {
          rest = rest.dropFirst()
          count = -count
        }
        guard let changed = moved(seconds, count, unit.lowercased()) else { return nil }
        seconds = changed
      }
    }
    return seconds
  }

  private static func moved(_ seconds: Int64, _ count: Int64, _ unit: String) -> Int64? {
    let name = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    if let length = units[name] { return seconds + count * length }
    guard name == "month" || name == "year" else { return nil }
    let parts = parts(Instant(seconds: seconds))
    let months = Int(clamping: name == "year" ? count * 12 : count)
    return DateReader.seconds(
      year: parts.year, month: parts.month + months, day: parts.day, hour: parts.hour, minute: parts.minute,
      second: parts.second)
  }
}

import SimulationKernel

/// jq's dates: seconds since 1970, and "broken down" arrays of year, month from 0, day, hour, minute, second, day of
/// the week, day of the year.
enum JQDates {
  static func call(_ name: String, _ input: JQValue) throws(JQMachine.Stop) -> JQValue? {
    switch name {
    case "gmtime", "localtime":
      guard case .number(let seconds) = input else { throw JQMachine.failure("\(name)() requires a number") }
      return broken(seconds)
    case "mktime":
      guard let parts = numbers(input) else { throw JQMachine.failure("mktime requires array of 6 numbers") }
      return .number(seconds(parts))
    default: return nil
    }
  }

  static func call(_ name: String, _ input: JQValue, _ argument: JQValue) throws(JQMachine.Stop) -> JQValue? {
    guard ["strftime", "strflocaltime", "strptime"].contains(name) else { return nil }
    guard case .string(let format) = argument else { throw JQMachine.failure("\(name)/1 requires a string format") }
    if name == "strptime" {
      guard case .string(let text) = input else {
        throw JQMachine.failure("strptime/1 requires string inputs and arguments")
      }
      guard let parts = DateReader.parts(of: text, format) else {
        throw JQMachine.failure("date \"\(text)\" does not match format \"\(format)\"")
      }
      return broken(seconds(parts))
    }
    var instant: Double
    if case .number(let number) = input {
      instant = number
    } else if let parts = numbers(input) {
      instant = seconds(parts)
    } else {
      throw JQMachine.failure("\(name)/1 requires parsed datetime inputs")
    }
    instant = max(-62e9, min(250e9, instant.isNaN ? 0 : instant))
    return .string(DateText.format(Instant(seconds: Int64(instant.rounded(.down))), format))
  }

  private static func numbers(_ value: JQValue) -> [Double]? {
    guard let elements = value.elements, elements.count >= 6 else { return nil }
    let numbers = elements.compactMap { element -> Double? in
      if case .number(let number) = element { number } else { nil }
    }
    return numbers.count == elements.count ? numbers : nil
  }

  private static func broken(_ seconds: Double) -> JQValue {
    let whole = max(-62e9, min(250e9, seconds.isNaN ? 0 : seconds.rounded(.down)))
    let parts = DateText.parts(Instant(seconds: Int64(whole)))
    let fraction = seconds.isFinite ? seconds - seconds.rounded(.down) : 0
    let numbers = [
      parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second, parts.weekday, parts.yearDay - 1,
    ].map(Double.init)
    return .array(numbers.enumerated().map { .number($0.offset == 5 ? $0.element + fraction : $0.element) })
  }

  private static func seconds(_ parts: [Double]) -> Double {
    let bounded = parts.map { Int(max(-100_000, min(100_000, $0.isNaN ? 0 : $0))) }
    return Double(
      DateReader.seconds(
        year: bounded[0], month: bounded[1] + 1, day: bounded[2], hour: bounded[3], minute: bounded[4],
        second: bounded[5]))
  }
}

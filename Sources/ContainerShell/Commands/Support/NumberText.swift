/// Numbers as C's printf writes them.
enum NumberText {
  static func integer(_ number: Double) -> Int64 {
    if number.isNaN { return 0 }
    if number >= 9.2e18 { return .max }
    if number <= -9.2e18 { return .min }
    return Int64(number)
  }

  /// `%.nf`, rounded to even in the last place as far as a double's digits go.
  static func fixed(_ number: Double, _ precision: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    let places = min(max(0, precision), 15)
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (number.magnitude * scale).rounded(.toNearestOrEven)
    guard scaled < 9e18 else { return String(number) }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "-" : ""
    if places == 0 { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
      + String(repeating: "0", count: max(0, min(precision, 100) - places))
  }

  static func exponential(_ number: Double, _ precision: Int, _ isUpper: Bool = false) -> String {
    guard number.isFinite, number != 0 else { return number == 0 ? fixed(0, precision) + "e+00" : fixed(number, 0) }
    var (mantissa, exponent) = normalized(number.magnitude)
    var text = fixed(mantissa, precision)
    if text.hasPrefix("10") {
      mantissa /= 10
      exponent += 1
      text = fixed(mantissa, precision)
    }
    let size = String(exponent.magnitude)
    return (number < 0 ? "-" : "") + text + (isUpper ? "E" : "e") + (exponent < 0 ? "-" : "+")
      + (size.count < 2 ? "0" + size : size)
  }

  private static func normalized(_ number: Double) -> (mantissa: Double, exponent: Int) {
    var mantissa = number
    var exponent = 0
    while mantissa >= 10, exponent < 400 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 1, exponent > -400 {
      mantissa *= 10
      exponent -= 1
    }
    return (mantissa, exponent)
  }

  /// `%.ng`: the shorter of the two, without zeros at its end.
  static func general(_ number: Double, _ precision: Int) -> String {
    guard number.isFinite, number != 0 else { return fixed(number, 0) }
    let digits = max(1, min(precision, 17))
    let exponent = normalized(number.magnitude).exponent
    if exponent < -4 || exponent >= digits {
      let text = exponential(number, digits - 1)
      guard let mark = text.firstIndex(of: "e") else { return text }
      return trimmed(String(text[..<mark])) + text[mark...]
    }
    return trimmed(fixed(number, max(0, digits - 1 - exponent)))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text[...]
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return String(result)
  }
}

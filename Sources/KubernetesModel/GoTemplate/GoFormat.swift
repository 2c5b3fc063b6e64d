/// Go's Sprint and Sprintf for what JSON has.
enum GoFormat {
  /// The most blanks that a width may make.
  private static let maximumWidth = 999

  /// Blanks stand between operands of which neither is a string.
  static func print(_ values: [JSONValue]) -> String {
    var result = ""
    var wasString = true
    for (index, value) in values.enumerated() {
      let isString = value.stringValue != nil
      if index > 0, !isString, !wasString { result += " " }
      result += GoText.value(value)
      wasString = isString
    }
    return result
  }

  static func text(_ format: String, _ arguments: ArraySlice<JSONValue>) -> String {
    var values = arguments
    var rest = format[...]
    var result = ""
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      let flags = rest.prefix { "-+# 0".contains($0) }
      rest = rest.dropFirst(flags.count)
      let width = number(&rest) ?? 0
      var precision: Int?
      if rest.first == "." {
        rest.removeFirst()
        precision = number(&rest) ?? 0
      }
      guard let verb = rest.popFirst() else { return result + "%!(NOVERB)" }
      if verb == "%" {
        result.append("%")
        continue
      }
      guard let value = values.popFirst() else {
        result += "%!\(verb)(MISSING)"
        continue
      }
      if let text = self.text(value, verb, precision, hasSign: flags.contains("+")) {
        result += padded(text, to: width, flags, isNumber: value.doubleValue != nil)
      } else {
        result += mismatch(value, verb, precision, to: width, flags)
      }
    }
    let extra = values.map { "\(GoText.type($0))=\(GoText.value($0))" }.joined(separator: ", ")
    return extra.isEmpty ? result : result + "%!(EXTRA \(extra))"
  }

  /// What stands for a value that the verb is not for: its type, and the value with the same width.
  private static func mismatch(
    _ value: JSONValue, _ verb: Character, _ precision: Int?, to width: Int, _ flags: Substring
  ) -> String {
    if value.isNull { return "%!\(verb)(<nil>)" }
    var text = text(value, "v", precision, hasSign: flags.contains("+")) ?? ""
    if case .integer(let number) = value, let precision {
      let digits = String(number.magnitude)
      text = (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, precision - digits.utf8.count)) + digits
    }
    return "%!\(verb)(\(GoText.type(value))=\(padded(text, to: width, flags, isNumber: true)))"
  }

  private static func number(_ text: inout Substring) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    text = text.dropFirst(digits.count)
    return digits.isEmpty ? nil : min(maximumWidth, Int(digits) ?? maximumWidth)
  }

  private static func padded(_ text: String, to width: Int, _ flags: Substring, isNumber: Bool) -> String {
    let gap = max(0, width - text.unicodeScalars.count)
    if flags.contains("-") { return text + String(repeating: " ", count: gap) }
    guard flags.contains("0"), isNumber else { return String(repeating: " ", count: gap) + text }
    let sign = text.prefix { $0 == "-" || $0 == "+" }
    return sign + String(repeating: "0", count: gap) + text.dropFirst(sign.count)
  }

  /// Nil when the verb is not one for the value.
  private static func text(_ value: JSONValue, _ verb: Character, _ precision: Int?, hasSign: Bool) -> String? {
    switch (verb, value) {
    case ("v", .string(let text)), ("s", .string(let text)): cut(text, precision)
    case ("v", .integer(let number)), ("d", .integer(let number)):
      (hasSign && number >= 0 ? "+" : "") + String(number)
    case ("v", _): GoText.value(value)
    case ("T", _): GoText.type(value)
    case ("s", .array), ("s", .object): GoText.value(value)
    case ("q", .string(let text)): GoText.quoted(cut(text, precision))
    case ("q", .integer(let number)): "'\(Unicode.Scalar(UInt32(clamping: number)) ?? "\u{FFFD}")'"
    case ("t", .bool(let bool)): String(bool)
    case ("x", .string(let text)): text.utf8.map { GoText.hexadecimal(UInt32($0), digits: 2) }.joined()
    case ("x", .integer(let number)): String(number, radix: 16)
    case ("X", .integer(let number)): String(number, radix: 16, uppercase: true)
    case ("o", .integer(let number)): String(number, radix: 8)
    case ("b", .integer(let number)): String(number, radix: 2)
    case ("c", .integer(let number)): String(Unicode.Scalar(UInt32(clamping: number)) ?? "\u{FFFD}")
    case ("f", .double(let number)), ("F", .double(let number)): fixed(number, precision ?? 6, hasSign: hasSign)
    case ("g", .double(let number)): GoText.general(number)
    default: nil
    }
  }

  private static func cut(_ text: String, _ precision: Int?) -> String {
    precision.map { String(text.unicodeScalars.prefix($0)) } ?? text
  }

  /// A number with so many digits after the point; those beyond a double's precision are zeros.
  private static func fixed(_ number: Double, _ digits: Int, hasSign: Bool) -> String {
    guard number.magnitude < 1e15 else { return GoText.general(number) }
    let places = min(digits, 15)
    var scale = 1.0
    for _ in 0..<places where number.magnitude * scale * 10 < 9e15 { scale *= 10 }
    let used = String(UInt64(scale)).utf8.count - 1
    let units = UInt64((number.magnitude * scale).rounded(.toNearestOrEven))
    var text = String(units)
    text = String(repeating: "0", count: max(0, used + 1 - text.utf8.count)) + text
    let sign = number < 0 ? "-" : hasSign ? "+" : ""
    if digits == 0 { return sign + text }
    return sign + text.dropLast(used) + "." + text.suffix(used) + String(repeating: "0", count: digits - used)
  }
}

/// A value of awk's: a number, a text, or a text from outside that looks like a number and compares as one.
enum AwkValue: Sendable {
  case uninitialized
  case number(Double)
  case text([UInt8])
  case numericText([UInt8], Double)

  /// What comes from outside: a field, a line, an argument.
  init(input: [UInt8]) {
    let (number, length) = AwkNumber.prefix(input[...])
    let isNumber = length > 0 && input[length...].allSatisfy(Byte.isSpace)
    self = isNumber ? .numericText(input, number) : .text(input)
  }

  var number: Double {
    switch self {
    case .uninitialized: 0
    case .number(let number), .numericText(_, let number): number
    case .text(let text): AwkNumber.prefix(text[...]).value
    }
  }

  var isTrue: Bool {
    switch self {
    case .uninitialized: false
    case .number(let number), .numericText(_, let number): number != 0
    case .text(let text): !text.isEmpty
    }
  }

  func text(_ format: String) -> [UInt8] {
    switch self {
    case .uninitialized: []
    case .number(let number): AwkNumber.text(number, format)
    case .text(let text), .numericText(let text, _): text
    }
  }

  private var isNumeric: Bool { if case .text = self { false } else { true } }

  /// Less than zero, zero, or more, as the first is less, equal or more than the second; nil where a number is none.
  static func order(_ first: AwkValue, _ second: AwkValue, _ format: String) -> Int? {
    if first.isNumeric, second.isNumeric {
      let (left, right) = (first.number, second.number)
      if left.isNaN || right.isNaN { return nil }
      return left < right ? -1 : left == right ? 0 : 1
    }
    let (left, right) = (first.text(format), second.text(format))
    return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
  }
}

enum AwkNumber {
  /// The number that a text begins with, after blanks; and how much of the text that is, 0 where there is none.
  static func prefix(_ text: ArraySlice<UInt8>) -> (value: Double, length: Int) {
    var index = text.startIndex
    func digits() -> Bool {
      let start = index
      while index < text.endIndex, Byte.isDigit(text[index]) { index += 1 }
      return index > start
    }
    while index < text.endIndex, Byte.isSpace(text[index]) { index += 1 }
    let start = index
    if index < text.endIndex, text[index] == 43 || text[index] == 45 { index += 1 }
    var hasDigits = digits()
    if index < text.endIndex, text[index] == 46 {
      index += 1
      hasDigits = digits() || hasDigits
    }
    guard hasDigits else { return (0, 0) }
    let mantissaEnd = index
    if index < text.endIndex, text[index] | 32 == UInt8(ascii: "e") {
      index += 1
      if index < text.endIndex, text[index] == 43 || text[index] == 45 { index += 1 }
      if !digits() { index = mantissaEnd }
    }
    guard index - start <= 400 else { return (0, index - text.startIndex) }
    let written = String(decoding: text[start..<index], as: UTF8.self)
    return (Double(written) ?? Double(written + "0") ?? 0, index - text.startIndex)
  }

  /// Whole numbers in full, others by a format (`%.6g`).
  static func text(_ number: Double, _ format: String) -> [UInt8] {
    if number == number.rounded(), number.magnitude < 1e18 { return Array(String(Int64(number)).utf8) }
    if format == "%.6g" { return Array(NumberText.general(number, 6).utf8) }
    return AwkText.formatted(Array(format.utf8), [.number(number)])
  }
}

enum AwkText {
  /// A string constant's escapes; the backslash before another character stays.
  static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(Byte.backslash) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == Byte.backslash, index < text.count else {
        result.append(byte)
        continue
      }
      let next = text[index]
      index += 1
      switch next {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "a"): result.append(7)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "v"): result.append(11)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"): result.append(next)
      case 48...55:
        var value = Int(next) - 48
        var count = 1
        while count < 3, index < text.count, (48...55).contains(text[index]) {
          value = value * 8 + Int(text[index]) - 48
          index += 1
          count += 1
        }
        result.append(UInt8(truncatingIfNeeded: value))
      default: result += [byte, next]
      }
    }
    return result
  }

  /// How many characters a text has.
  static func count(_ text: [UInt8]) -> Int { text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

  /// The character's number, from 1, at a byte's place.
  static func characterNumber(_ text: [UInt8], at place: Int) -> Int {
    text.prefix(place).reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The characters from a number, counted from 1, on; as far as the text has them.
  static func part(_ text: [UInt8], from: Double, count: Double?) -> [UInt8] {
    let first = from.isNaN ? 1 : from.rounded(.toNearestOrEven)
    let end = count.map { $0.isNaN ? first : first + $0.rounded(.toNearestOrEven) } ?? .infinity
    let total = Double(Self.count(text))
    let low = Int(max(1, min(first, total + 1)))
    let high = Int(max(Double(low), min(end, total + 1)))
    if Int(total) == text.count { return Array(text[(low - 1)..<(high - 1)]) }
    var result: [UInt8] = []
    var number = 0
    for byte in text {
      if byte & 0xC0 != 0x80 { number += 1 }
      if number >= low, number < high { result.append(byte) }
    }
    return result
  }

  static func formatted(_ format: [UInt8], _ values: [AwkValue]) -> [UInt8] {
    var pieces = FormatText(String(decoding: format, as: UTF8.self))
    var rest = values[...]
    var output = ""
    while let piece = pieces.next(), output.utf8.count < 1 << 22 {
      switch piece {
      case .text(let text): output += text
      case .conversion(var conversion):
        if conversion.widthFromArgument {
          conversion.width = Int(max(-10_000, min(10_000, rest.popFirst()?.number ?? 0)))
        }
        let value = rest.popFirst() ?? .uninitialized
        output += converted(conversion, value)
      }
    }
    return Array(output.utf8)
  }

  private static func converted(_ conversion: FormatConversion, _ value: AwkValue) -> String {
    switch conversion.letter {
    case "s", "b", "q": return conversion.format(text: String(decoding: value.text("%.6g"), as: UTF8.self))
    case "c":
      if case .number(let number) = value {
        let scalar = UnicodeScalar(UInt32(max(0, min(0x10FFFF, number.isNaN ? 0 : number)))) ?? " "
        return conversion.format(text: String(Character(scalar)))
      }
      return conversion.format(text: String(String(decoding: value.text("%.6g"), as: UTF8.self).prefix(1)))
    default: return conversion.format(number: value.number)
    }
  }
}

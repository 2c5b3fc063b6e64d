/// Letters that were written as escapes: `%6F`, `&#111;`, `\u006f`, `U+006F`.
enum Escapes {
  private static let names: [String: UInt32] = [
    "amp": 38, "lt": 60, "gt": 62, "quot": 34, "apos": 39, "nbsp": 32, "colon": 58, "sol": 47, "period": 46,
    "hyphen": 45, "dash": 45, "lowbar": 95, "equals": 61, "comma": 44, "num": 35, "excl": 33, "bsol": 92, "lpar": 40,
    "rpar": 41, "shy": 0xAD, "zwnj": 0x200C, "zwj": 0x200D, "commat": 64, "dollar": 36, "plus": 43, "semi": 59,
  ]

  private static let marks = Set("%&\\+=".utf8)

  /// The text with its escapes as what they stand for; nil where there are none.
  static func resolved(_ text: String) -> String? {
    guard text.utf8.contains(where: { marks.contains($0) }) else { return nil }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    var isChanged = false
    while index < scalars.count {
      if let (value, length) = escape(scalars[index...]), let scalar = Unicode.Scalar(value) {
        result.append(scalar)
        index += length
        isChanged = true
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return isChanged ? String(result) : nil
  }

  /// The letter that an escape at the beginning stands for, and how long the escape is.
  private static func escape(_ rest: ArraySlice<Unicode.Scalar>) -> (UInt32, Int)? {
    let head = rest.prefix(12)
    guard let first = head.first else { return nil }
    switch first {
    case "%", "=": return number(head.dropFirst(), radix: 16, digits: 2...2).map { ($0, 3) }
    case "&": return entity(head.dropFirst()).map { ($0.0, $0.1 + 1) }
    case "U", "u":
      guard head.dropFirst().first == "+" else { return nil }
      return variable(head.dropFirst(2), radix: 16, digits: 2...6).map { ($0.0, $0.1 + 2) }
    case "\\": return backslash(head.dropFirst()).map { ($0.0, $0.1 + 1) }
    default: return nil
    }
  }

  private static func backslash(_ rest: ArraySlice<Unicode.Scalar>) -> (UInt32, Int)? {
    guard let kind = rest.first else { return nil }
    let body = rest.dropFirst()
    if kind == "u" || kind == "x" || kind == "U", body.first == "{" {
      guard let (value, length) = variable(body.dropFirst(), radix: 16, digits: 1...6),
        body.dropFirst(1 + length).first == "}"
      else { return nil }
      return (value, length + 3)
    }
    switch kind {
    case "u": return number(body, radix: 16, digits: 4...4).map { ($0, 5) }
    case "U": return number(body, radix: 16, digits: 8...8).map { ($0, 9) }
    case "x": return number(body, radix: 16, digits: 2...2).map { ($0, 3) }
    case "0"..."7": return number(rest, radix: 8, digits: 3...3).map { ($0, 3) }
    default: return nil
    }
  }

  private static func entity(_ rest: ArraySlice<Unicode.Scalar>) -> (UInt32, Int)? {
    guard rest.first == "#" else {
      let name = rest.prefix { $0.properties.isAlphabetic }
      let text = name.map(String.init).joined()
      guard let value = names[text] else { return nil }
      return (value, name.count + (rest.dropFirst(name.count).first == ";" ? 1 : 0))
    }
    let body = rest.dropFirst()
    let isHexadecimal = body.first == "x" || body.first == "X"
    let digits = isHexadecimal ? body.dropFirst() : body
    guard let (value, length) = variable(digits, radix: isHexadecimal ? 16 : 10, digits: 1...7) else { return nil }
    let end = digits.dropFirst(length).first == ";" ? 1 : 0
    return (value, length + end + (isHexadecimal ? 2 : 1))
  }

  private static func number(_ rest: ArraySlice<Unicode.Scalar>, radix: Int, digits: ClosedRange<Int>) -> UInt32? {
    let text = rest.prefix(digits.upperBound).map(String.init).joined()
    return text.count == digits.upperBound && !text.hasPrefix("+") && !text.hasPrefix("-")
      ? UInt32(text, radix: radix) : nil
  }

  private static func variable(
    _ rest: ArraySlice<Unicode.Scalar>, radix: Int, digits: ClosedRange<Int>
  ) -> (UInt32, Int)? {
    let found = rest.prefix { UInt32(String($0), radix: radix) != nil }.prefix(digits.upperBound)
    guard digits.contains(found.count), let value = UInt32(found.map(String.init).joined(), radix: radix) else {
      return nil
    }
    return (value, found.count)
  }
}

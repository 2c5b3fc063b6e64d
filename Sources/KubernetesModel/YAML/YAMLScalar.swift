/// What a plain scalar means, by the rules of YAML 1.1 as sigs.k8s.io/yaml has them.
enum YAMLScalar: Equatable {
  case null, bool(Bool), integer(Int64)
  /// Whole numbers beyond `Int64` too.
  case float(Double)
  case string
  /// A string that must be quoted, because it reads as a date.
  case timestamp
  case merge

  init(plain text: String) {
    if let known = Self.words[text] {
      self = known
      return
    }
    // An empty text is a known word.
    switch text.utf8.first ?? 0 {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      if Self.isTimestamp(text) {
        self = .timestamp
      } else {
        self = Self.number(text.contains("_") ? text.filter { $0 != "_" } : text) ?? .string
      }
    case UInt8(ascii: "."): self = Self.float(text) ?? .string
    default: self = .string
    }
  }

  /// Whether a text is a word for something else, as `yes` is for true.
  static func isKnown(_ text: String) -> Bool { text.utf8.count <= longestWord && words[text] != nil }

  /// Bytes: `false`.
  private static let longestWord = 5

  private static let words: [String: YAMLScalar] = {
    var words: [String: YAMLScalar] = ["": .null, "~": .null, "<<": .merge]
    func add(_ texts: String..., as scalar: YAMLScalar) { for text in texts { words[text] = scalar } }
    add("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", as: .bool(true))
    add("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", as: .bool(false))
    add("null", "Null", "NULL", as: .null)
    add(".nan", ".NaN", ".NAN", as: .float(.nan))
    add(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", as: .float(.infinity))
    add("-.inf", "-.Inf", "-.INF", as: .float(-.infinity))
    return words
  }()

  private static func number(_ text: String) -> YAMLScalar? {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let (radix, length) = radix(of: digits)
    let body = digits.dropFirst(length)
    if let first = body.first, first.isHexDigit, let magnitude = UInt64(body, radix: radix) {
      if isNegative {
        if magnitude == 1 << 63 { return .integer(.min) }
        if let value = Int64(exactly: magnitude) { return .integer(-value) }
      } else {
        return Int64(exactly: magnitude).map(YAMLScalar.integer) ?? .float(Double(magnitude))
      }
    }
    return float(text)
  }

  private static func radix(of digits: Substring) -> (radix: Int, prefixLength: Int) {
    guard digits.utf8.first == UInt8(ascii: "0"), digits.utf8.count > 1 else { return (10, 0) }
    switch digits.utf8.dropFirst().first {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return (16, 2)
    case UInt8(ascii: "b"), UInt8(ascii: "B"): return (2, 2)
    case UInt8(ascii: "o"), UInt8(ascii: "O"): return (8, 2)
    default: return (8, 1)
    }
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, when it is in range.
  private static func float(_ text: String) -> YAMLScalar? {
    var rest = text.utf8[...]
    func skipDigits() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    func skipSign() { if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() } }
    skipSign()
    let whole = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if skipDigits() == 0, whole == 0 { return nil }
    } else if whole == 0 {
      return nil
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      skipSign()
      if skipDigits() == 0 { return nil }
    }
    guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
    return .float(value)
  }

  /// A date, a date and a time with its zone, or with a blank between and no zone.
  private static func isTimestamp(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits(_ range: ClosedRange<Int>) -> Int? {
      let found = rest.prefix { (0x30...0x39).contains($0) }
      guard range.contains(found.count) else { return nil }
      rest = rest.dropFirst(found.count)
      return Int(String(decoding: found, as: UTF8.self))
    }
    func take(_ characters: String) -> Bool {
      guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
      rest.removeFirst()
      return true
    }
    guard digits(4...4) != nil, take("-"), let month = digits(1...2), take("-"), let day = digits(1...2),
      (1...12).contains(month), (1...31).contains(day)
    else { return false }
    if rest.isEmpty { return true }
    let hasZone = rest.first != UInt8(ascii: " ")
    guard take("Tt "), let hour = digits(1...2), hour < 24, take(":"), let minute = digits(1...2), minute < 60,
      take(":"),
      let second = digits(1...2), second < 60
    else { return false }
    if take("."), digits(1...9) == nil { return false }
    if hasZone, !take("Z"), !take("+-") || digits(2...2) == nil || !take(":") || digits(2...2) == nil { return false }
    return rest.isEmpty
  }
}

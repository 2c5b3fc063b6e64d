import KubernetesModel

/// Values as Go's standard library reads them from text, with its complaints.
enum GoLiteral {
  struct Problem: Error, Hashable, Sendable {
    let text: String
  }

  /// strconv.ParseBool
  static func bool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }

  static func integer(_ text: String) -> Int? {
    var digits = Substring(text)
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    var radix = 10
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.lowercased().hasPrefix(prefix) {
      radix = base
      digits = digits.dropFirst(2)
    }
    if radix == 10, digits.utf8.count > 1, digits.hasPrefix("0") { radix = 8 }
    guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") else { return nil }
    return Int((isNegative ? "-" : "") + digits, radix: radix)
  }

  /// What strconv.ParseInt says of `text`; nil when it is a number of that many bits.
  static func integerProblem(_ text: String, bits: Int) -> String? {
    let lead = "strconv.ParseInt: parsing \(text.goQuoted): "
    guard let value = integer(text) else {
      let digits = text.drop { $0 == "-" || $0 == "+" }
      let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return lead + (isNumber ? "value out of range" : "invalid syntax")
    }
    if bits == 32, Int32(exactly: value) == nil { return lead + "value out of range" }
    return nil
  }

  private static let units: [(name: String, nanoseconds: Double)] = [
    ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
  ]

  /// time.ParseDuration: `1h30m`, `-1.5s`, `0`.
  static func duration(_ text: String) -> Result<Duration, Problem> {
    let invalid = Problem(text: "time: invalid duration \(text.goQuoted)")
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    if rest == "0" { return .success(.zero) }
    if rest.isEmpty { return .failure(invalid) }
    var total = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { $0 == "." || ("0"..."9").contains($0) }
      guard number.contains(where: { $0 != "." }), let amount = Double("0" + number + "0") ?? Double("0" + number)
      else {
        return .failure(invalid)
      }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { $0 != "." && !("0"..."9").contains($0) }
      if unit.isEmpty { return .failure(Problem(text: "time: missing unit in duration \(text.goQuoted)")) }
      guard let scale = units.first(where: { $0.name == unit })?.nanoseconds else {
        return .failure(
          Problem(text: "time: unknown unit \(String(unit).goQuoted) in duration \(text.goQuoted)"))
      }
      total += (number.contains(".") ? amount : Double("0" + number) ?? 0) * scale
      rest = rest.dropFirst(unit.count)
    }
    guard total <= Double(Int64.max) else { return .failure(invalid) }
    let nanoseconds = Int64(exactly: total.rounded()) ?? Int64.max
    return .success(.nanoseconds(isNegative ? -nanoseconds : nanoseconds))
  }

  /// One line of encoding/csv.
  static func commaSeparated(_ text: String) -> Result<[String], Problem> {
    if text.isEmpty { return .success([]) }
    var fields: [String] = []
    var field = ""
    var characters = text.makeIterator()
    var next = characters.next()
    while true {
      if next == "\"" {
        next = characters.next()
        while let character = next {
          next = characters.next()
          if character != "\"" {
            field.append(character)
          } else if next == "\"" {
            field.append("\"")
            next = characters.next()
          } else {
            break
          }
        }
        if let character = next, character != "," {
          return .failure(
            Problem(
              text: "parse error on line 1, column \(field.utf8.count + 2): extraneous or missing \" in quoted-field"))
        }
      }
      while let character = next, character != "," {
        if character == "\"" {
          return .failure(
            Problem(text: "parse error on line 1, column \(field.utf8.count + 1): bare \" in non-quoted-field"))
        }
        field.append(character)
        next = characters.next()
      }
      fields.append(field)
      field = ""
      guard next == "," else { return .success(fields) }
      next = characters.next()
    }
  }
}

extension String {
  /// The string as Go's `%q` writes it.
  var goQuoted: String { GoText.quoted(self) }
}

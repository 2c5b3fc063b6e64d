/// Values in the forms of Go's `fmt`, which Kubernetes' messages are made of.
package enum GoText {
  /// A string as `%q` prints it.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars { result += escaped(scalar) }
    return result + "\""
  }

  /// A value as `%v` prints it: `map[a:1 b:2]`, `[x y]`, `<nil>`.
  package static func value(_ value: JSONValue) -> String {
    switch value {
    case .null: "<nil>"
    case .bool(let bool): bool ? "true" : "false"
    case .integer(let number): String(number)
    case .double(let number): general(number)
    case .string(let text): text
    case .array(let elements): "[" + elements.map(self.value).joined(separator: " ") + "]"
    case .object(let object):
      "map[" + object.members.map { $0.key + ":" + self.value($0.value) }.joined(separator: " ") + "]"
    }
  }

  /// The type that a value has in Go, as `%T` prints it.
  static func type(_ value: JSONValue) -> String {
    switch value {
    case .null: "<nil>"
    case .bool: "bool"
    case .integer: "int64"
    case .double: "float64"
    case .string: "string"
    case .array: "[]interface {}"
    case .object: "map[string]interface {}"
    }
  }

  /// A value as `%#v` prints it; `map` is the type of maps, which differs between what YAML and what JSON gives.
  package static func syntax(
    _ value: JSONValue, map: String = "map[interface {}]interface {}", isNested: Bool = false
  ) -> String {
    func inner(_ value: JSONValue) -> String { syntax(value, map: map, isNested: true) }
    return switch value {
    case .null: isNested ? "interface {}(nil)" : "<nil>"
    case .bool, .integer, .double: JSONWriter.string(value)
    case .string(let text): quoted(text)
    case .array(let elements): "[]interface {}{" + elements.map(inner).joined(separator: ", ") + "}"
    case .object(let object):
      map + "{" + object.members.map { quoted($0.key) + ":" + inner($0.value) }.joined(separator: ", ") + "}"
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\u{07}": return "\\a"
    case "\u{08}": return "\\b"
    case "\u{0C}": return "\\f"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{0B}": return "\\v"
    case " ": return " "
    default: break
    }
    if isPrintable(scalar) { return String(scalar) }
    if scalar.value < 0x80 { return "\\x" + hexadecimal(scalar.value, digits: 2) }
    return scalar.value < 0x10000
      ? "\\u" + hexadecimal(scalar.value, digits: 4) : "\\U" + hexadecimal(scalar.value, digits: 8)
  }

  /// Letters, marks, numbers, punctuation and symbols; of the blanks only U+0020.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      scalar == " "
    default: true
    }
  }

  static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// A number as `%v` prints a float64: the shortest decimal that reads back, with an exponent below 1e-4 and from 1e6
  /// on.
  package static func general(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
    if number == 0 { return number.sign == .minus ? "-0" : "0" }
    let sign = number < 0 ? "-" : ""
    let (digits, point) = decimal(number.magnitude)
    let exponent = point - 1
    if exponent < -4 || exponent >= 6 {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      let size = String(abs(exponent))
      return sign + digits.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+") + (size.count < 2 ? "0" : "") + size
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// The significant digits of a positive number, and how many of them stand before the decimal point.
  private static func decimal(_ number: Double) -> (digits: String, point: Int) {
    let text = "\(number)"
    let halves = text.split(separator: "e")
    let mantissa = halves.first.map { $0.split(separator: ".", omittingEmptySubsequences: false) } ?? []
    let whole = mantissa.first ?? ""
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let all = whole + fraction
    let leading = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leading))
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
    return (digits, whole.count - leading + exponent)
  }
}

extension JSONValue {
  /// What Go's JSON decoder calls a value of this kind.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .integer, .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

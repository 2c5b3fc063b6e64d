import KubernetesModel

/// Values as Go's fmt prints them with `%v`.
enum GoPrint {
  static func value(_ value: JSONValue, depth: Int = 0) -> String {
    guard depth < 200 else { return "..." }
    switch value {
    case .null: return "<nil>"
    case .bool(let bool): return bool ? "true" : "false"
    case .integer(let number): return String(number)
    case .double(let number): return float(number)
    case .string(let text): return text
    case .array(let elements):
      return "[" + elements.map { Self.value($0, depth: depth + 1) }.joined(separator: " ") + "]"
    case .object(let object):
      let members = object.members.map { "\($0.key):\(Self.value($0.value, depth: depth + 1))" }
      return "map[" + members.joined(separator: " ") + "]"
    }
  }

  /// `%v` of a float64: an exponent below 1e-4 and from 1e21 on.
  static func float(_ number: Double) -> String {
    let magnitude = abs(number)
    guard magnitude != 0, magnitude < 1e-4 || magnitude >= 1e21 else { return JSONWriter.text(number) }
    let text = "\(number)"
    guard let mark = text.firstIndex(of: "e") else { return text }
    let mantissa = text[..<mark].hasSuffix(".0") ? text[..<mark].dropLast(2) : text[..<mark]
    let exponent = text[text.index(after: mark)...]
    let digits = exponent.drop { $0 == "-" || $0 == "+" }
    return mantissa + "e" + (exponent.hasPrefix("-") ? "-" : "+") + (digits.count < 2 ? "0" : "") + digits
  }
}

/// Reads JSON documents that stand one after the other.
struct JQReader {
  private let bytes: [UInt8]
  private var position = 0
  /// How many lines were read: errors name it.
  private(set) var line = 0

  private static let depthLimit = 256

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next document; nil at the end.
  mutating func next() throws(JQFailure) -> JQValue? {
    skipSpace()
    guard position < bytes.count else { return nil }
    let value = try value(depth: 0)
    // Up to the end of its line.
    while position < bytes.count, Byte.isSpace(bytes[position]) {
      let isEnd = bytes[position] == Byte.newline
      skipOne()
      if isEnd { break }
    }
    return value
  }

  static func value(_ text: String) throws(JQFailure) -> JQValue {
    var reader = JQReader(Array(text.utf8))
    guard let value = try reader.next(), try reader.next() == nil else {
      throw JQFailure(message: "Invalid JSON text passed to --argjson")
    }
    return value
  }

  private mutating func skipOne() {
    if bytes[position] == Byte.newline { line += 1 }
    position += 1
  }

  private mutating func skipSpace() { while position < bytes.count, Byte.isSpace(bytes[position]) { skipOne() } }

  private func failure(_ message: String) -> JQFailure {
    JQFailure(message: "parse error: \(message) at line \(line + 1), column \(position)")
  }

  private mutating func value(depth: Int) throws(JQFailure) -> JQValue {
    if depth > Self.depthLimit { throw failure("Exceeds depth limit for parsing") }
    skipSpace()
    guard position < bytes.count else { throw failure("Unfinished JSON term") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    default: return try literal()
    }
  }

  private mutating func take(_ symbol: Character) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == symbol.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func array(depth: Int) throws(JQFailure) -> JQValue {
    position += 1
    var values: [JQValue] = []
    if take("]") { return .array([]) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw failure("Expected separator between values") }
    return .array(values)
  }

  private mutating func object(depth: Int) throws(JQFailure) -> JQValue {
    position += 1
    var object = JQObject()
    if take("}") { return .object(object) }
    repeat {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw failure("Object keys must be strings")
      }
      let key = try string()
      guard take(":") else { throw failure("Objects must consist of key:value pairs") }
      object[key] = try value(depth: depth + 1)
    } while take(",")
    guard take("}") else { throw failure("Expected separator between values") }
    return .object(object)
  }

  private mutating func literal() throws(JQFailure) -> JQValue {
    let start = position
    while position < bytes.count, Byte.isNamePart(bytes[position]) || "+-.".utf8.contains(bytes[position]) {
      position += 1
    }
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "nan", "NaN": return .null
    case let text:
      guard let number = Double(text) else {
        position = max(start + 1, position)
        throw failure("Invalid numeric literal")
      }
      return .number(number)
    }
  }

  private mutating func string() throws(JQFailure) -> String {
    position += 1
    var result: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: result, as: UTF8.self) }
      guard byte == Byte.backslash, position < bytes.count else {
        if byte == Byte.newline { line += 1 }
        result.append(byte)
        continue
      }
      position += 1
      switch bytes[position - 1] {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "u"): result += Array(String(character()).utf8)
      default: result.append(bytes[position - 1])
      }
    }
    throw failure("Unfinished string")
  }

  private mutating func character() -> Character {
    let first = hexadecimal()
    if (0xD800..<0xDC00).contains(first), position + 1 < bytes.count, bytes[position] == Byte.backslash,
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let second = hexadecimal()
      let scalar = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
      return Character(UnicodeScalar(scalar) ?? "\u{FFFD}")
    }
    return Character(UnicodeScalar(first) ?? "\u{FFFD}")
  }

  private mutating func hexadecimal() -> UInt32 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    position = min(position + 4, bytes.count)
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
  }
}

/// Writes JSON as jq does.
struct JQWriter {
  /// What one level is indented by; nil for everything in one line.
  var indent: String?
  var sortsKeys = false
  var isASCII = false

  static func text(_ value: JQValue) -> String { JQWriter().text(value) }

  func text(_ value: JQValue) -> String {
    var result = ""
    write(value, 0, &result)
    return result
  }

  private func write(_ value: JQValue, _ depth: Int, _ result: inout String) {
    switch value {
    case .null: result += "null"
    case .bool(let flag): result += flag ? "true" : "false"
    case .number(let number): result += Self.number(number)
    case .string(let text): quote(text, &result)
    case .array(let values):
      if values.isEmpty { return result += "[]" }
      result += "["
      for (index, element) in values.enumerated() {
        if index > 0 { result += "," }
        newLine(depth + 1, &result)
        write(element, depth + 1, &result)
      }
      newLine(depth, &result)
      result += "]"
    case .object(let object):
      if object.count == 0 { return result += "{}" }
      result += "{"
      let members = sortsKeys ? object.members.sorted { $0.key < $1.key } : object.members
      for (index, member) in members.enumerated() {
        if index > 0 { result += "," }
        newLine(depth + 1, &result)
        quote(member.key, &result)
        result += indent == nil ? ":" : ": "
        write(member.value, depth + 1, &result)
      }
      newLine(depth, &result)
      result += "}"
    }
  }

  private func newLine(_ depth: Int, _ result: inout String) {
    guard let indent else { return }
    result += "\n"
    for _ in 0..<depth { result += indent }
  }

  /// The shortest text that is read as the same number, whole ones up to 17 digits without an exponent.
  static func number(_ number: Double) -> String {
    if number.isNaN { return "null" }
    if number.isInfinite { return number < 0 ? "-1.7976931348623157e+308" : "1.7976931348623157e+308" }
    if number == number.rounded(), number.magnitude < 1e17 { return String(Int64(number)) }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func quote(_ text: String, _ result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      default:
        if scalar.value < 32 || scalar.value == 127 || (isASCII && scalar.value > 126) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    result += "\""
  }
}

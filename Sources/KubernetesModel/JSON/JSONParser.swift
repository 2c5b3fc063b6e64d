/// Why a text is not JSON, and where.
package struct JSONError: Error, Equatable, Sendable {
  /// In the words of Go's encoding/json, which Kubernetes' messages quote.
  package let message: String
  /// Offset in bytes from the start of the text.
  package let offset: Int

  package init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// Reads JSON (RFC 8259). Takes nesting up to `maximumDepth`; repeated keys are reported, the last one counts.
package struct JSONParser {
  package static let maximumDepth = 512

  private let bytes: [UInt8]
  /// Where the parser is, in bytes from the start of the text.
  package private(set) var position = 0
  private var depth = 0
  private var path = ValuePath()

  /// Paths of keys that came twice in one object, in order of appearance, as in `spec.containers[0].name`.
  package private(set) var duplicates: [String] = []

  /// Paths of all keys, in order of appearance, when they are recorded.
  private(set) var paths: [String] = []
  private let recordsPaths: Bool

  package init(_ bytes: [UInt8]) { self.init(bytes, recordsPaths: false) }

  init(_ bytes: [UInt8], recordsPaths: Bool) {
    self.bytes = bytes
    self.recordsPaths = recordsPaths
  }

  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    return try parser.document()
  }

  package static func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  /// The whole text as one value.
  package mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipBlanks()
    if position < bytes.count { throw unexpected("after top-level value") }
    return value
  }

  /// The next of several values that follow each other; nil at the end of the text.
  package mutating func next() throws(JSONError) -> JSONValue? {
    skipBlanks()
    return position < bytes.count ? try value() : nil
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    guard position < bytes.count else { throw JSONError("unexpected end of JSON input", at: position) }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try nested { (parser) throws(JSONError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { (parser) throws(JSONError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw unexpected("looking for beginning of value")
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw JSONError("exceeded max depth", at: position) }
    position += 1
    return try read(&self)
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    var object = JSONObject()
    skipBlanks()
    if take("}") { return .object(object) }
    while true {
      skipBlanks()
      guard position < bytes.count else { throw JSONError("unexpected end of JSON input", at: position) }
      guard bytes[position] == UInt8(ascii: "\"") else {
        throw unexpected("looking for beginning of object key string")
      }
      let key = try string()
      skipBlanks()
      guard take(":") else { throw unexpected("after object key") }
      path.enter(key)
      if recordsPaths { paths.append(path.text) }
      if object[key] != nil { duplicates.append(path.text) }
      object[key] = try value()
      path.leave()
      skipBlanks()
      if take("}") { return .object(object) }
      guard take(",") else { throw unexpected("after object key:value pair") }
    }
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array(elements) }
    while true {
      path.enter(elements.count)
      elements.append(try value())
      path.leave()
      skipBlanks()
      if take("]") { return .array(elements) }
      guard take(",") else { throw unexpected("after array element") }
    }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take("-")
    guard let first = peek, (0x30...0x39).contains(first) else { throw unexpected("in numeric literal") }
    skipDigits()
    if first == 0x30, position - start > (bytes[start] == 0x2D ? 2 : 1) {
      position = start + (bytes[start] == 0x2D ? 2 : 1)
      throw unexpected("after top-level value")
    }
    var isWhole = true
    if take(".") {
      isWhole = false
      guard let digit = peek, (0x30...0x39).contains(digit) else {
        throw unexpected("after decimal point in numeric literal")
      }
      skipDigits()
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      guard let digit = peek, (0x30...0x39).contains(digit) else { throw unexpected("in exponent of numeric literal") }
      skipDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let whole = Int64(text) { return .integer(whole) }
    guard let double = Double(text), double.isFinite else {
      throw JSONError("cannot unmarshal number \(text) into Go value of type float64", at: start)
    }
    return .double(double)
  }

  private mutating func skipDigits() {
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for (index, byte) in "\(text)".utf8.enumerated() {
      guard peek == byte else {
        if index == 0 { throw unexpected("looking for beginning of value") }
        let expected = Character(UnicodeScalar(byte))
        throw unexpected("in literal \(text) (expecting '\(expected)')")
      }
      position += 1
    }
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard peek == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func unexpected(_ place: String) -> JSONError {
    guard position < bytes.count else { return JSONError("unexpected end of JSON input", at: position) }
    let byte = bytes[position]
    let shown = byte == 0x27 ? "'\\''" : "'\(Character(UnicodeScalar(byte)))'"
    return JSONError("invalid character \(shown) \(place)", at: position)
  }
}

extension JSONParser {
  /// A string, from its opening quote on. What is not UTF-8 becomes U+FFFD, as in Go.
  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
    if peek == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw unexpected("in string literal")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw JSONError("unexpected end of JSON input", at: position)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    position += 1
    guard let byte = peek else { throw JSONError("unexpected end of JSON input", at: position) }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape()).utf8)
    default:
      position -= 1
      throw unexpected("in string escape code")
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    let first = try hexadecimal()
    guard (0xD800...0xDFFF).contains(first) else { return Unicode.Scalar(first) ?? replacement }
    guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return replacement }
    let resume = position
    position += 2
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second) else {
      position = resume
      return replacement
    }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? replacement
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw unexpected("in \\u hexadecimal character escape")
      }
      value = value * 16 + UInt32(digit)
      position += 1
    }
    return value
  }
}

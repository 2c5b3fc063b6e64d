/// Writes JSON as Go's encoding/json does: keys sorted, `<`, `>` and `&` escaped unless told otherwise.
package struct JSONWriter {
  private var output: [UInt8] = []
  private let indent: Int?
  private let escapesHTML: Bool

  private init(indent: Int?, escapesHTML: Bool) {
    self.indent = indent
    self.escapesHTML = escapesHTML
  }

  /// The bytes of `value`, on one line or, with `indent`, over many, each level that many blanks deeper.
  package static func bytes(_ value: JSONValue, indent: Int? = nil, escapesHTML: Bool = true) -> [UInt8] {
    var writer = JSONWriter(indent: indent, escapesHTML: escapesHTML)
    writer.write(value, depth: 0)
    return writer.output
  }

  package static func string(_ value: JSONValue, indent: Int? = nil, escapesHTML: Bool = true) -> String {
    String(decoding: bytes(value, indent: indent, escapesHTML: escapesHTML), as: UTF8.self)
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .integer(let number): append(String(number))
    case .double(let number): append(Self.text(number))
    case .string(let text): write(text)
    case .array(let elements):
      writeList("[", "]", elements, depth) { $0.write($1, depth: depth + 1) }
    case .object(let object):
      writeList("{", "}", object.members, depth) { writer, member in
        writer.write(member.key)
        writer.append(writer.indent == nil ? ":" : ": ")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func writeList<Element>(
    _ open: String, _ close: String, _ elements: [Element], _ depth: Int,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    append(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { append(",") }
      newLine(depth + 1)
      body(&self, element)
    }
    if !elements.isEmpty { newLine(depth) }
    append(close)
  }

  private mutating func newLine(_ depth: Int) {
    guard let indent else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: indent * depth))
  }

  private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String) {
    output.append(0x22)
    var text = text
    text.withUTF8 { bytes in
      // Most of a text stands as it is: it is copied in runs.
      var start = 0
      for index in bytes.indices where needsEscape(bytes, index) {
        output.append(contentsOf: bytes[start..<index])
        start = index + 1
        writeEscaped(bytes[index])
      }
      output.append(contentsOf: bytes[start...])
    }
    output.append(0x22)
  }

  private func needsEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch bytes[index] {
    case 0..<0x20, 0x22, 0x5C: true
    case 0x3C, 0x3E, 0x26: escapesHTML
    // U+2028 and U+2029 end lines in JavaScript.
    case 0xA8, 0xA9: index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
    default: false
    }
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: output.append(contentsOf: [0x5C, byte])
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0x08: append("\\b")
    case 0x0C: append("\\f")
    case 0xA8, 0xA9:
      output.removeLast(2)
      writeEscape(byte == 0xA8 ? 0x2028 : 0x2029)
    default: writeEscape(UInt32(byte))
    }
  }

  private mutating func writeEscape(_ code: UInt32) {
    let digits = String(code, radix: 16)
    append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
  }

  /// The shortest decimal that reads back as `number`, in Go's form: an exponent below 1e-6 and from 1e21 on.
  package static func text(_ number: Double) -> String {
    let magnitude = abs(number)
    if magnitude != 0, magnitude < 1e-6 || magnitude >= 1e21 {
      let text = "\(number)"
      guard let mark = text.firstIndex(of: "e") else { return text }
      var mantissa = text[..<mark]
      if mantissa.hasSuffix(".0") { mantissa = mantissa.dropLast(2) }
      let exponent = Int(text[text.index(after: mark)...]) ?? 0
      return mantissa + "e" + (exponent < 0 ? "" : "+") + String(exponent)
    }
    if magnitude < 0x1p53, let whole = Int64(exactly: number) { return String(whole) }
    let text = "\(number)"
    return text.contains("e") ? plain(text) : (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Moves the decimal point of a number that Swift wrote with an exponent.
  private static func plain(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let number = parts[0].drop { $0 == "-" }.split(separator: ".")
    let whole = String(number.first ?? "0")
    let fraction = number.count > 1 && number[1] != "0" ? String(number[1]) : ""
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + whole + fraction
    }
    return sign + whole + fraction + String(repeating: "0", count: max(0, exponent - fraction.count))
  }
}

/// Writes YAML as `kubectl -o yaml` does: two blanks a level, lists at the level of their key, long texts folded at
/// blanks behind column 80.
package struct YAMLWriter {
  private var output: [UInt8] = []

  private init() {}

  /// The text of a value, with a line end at its end.
  package static func string(_ value: JSONValue) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  package static func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = YAMLWriter()
    writer.write(value, indent: 0, .root)
    return writer.output
  }

  /// What stands before a value on its line.
  private enum Place { case root, afterKey, afterDash }

  private mutating func write(_ value: JSONValue, indent: Int, _ place: Place) {
    switch value {
    case .array(let elements) where !elements.isEmpty: write(elements, indent: indent, place)
    case .object(let object) where !object.isEmpty: write(object, indent: indent, place)
    default:
      if place != .root { append(" ") }
      write(scalar: value, indent: place == .root ? 0 : indent)
    }
  }

  /// `indent` is the level of the key or the dash before the list.
  private mutating func write(_ elements: [JSONValue], indent: Int, _ place: Place) {
    let own = place == .afterDash ? indent + 2 : indent
    if place == .afterKey { append("\n") }
    for (index, element) in elements.enumerated() {
      if place == .afterDash, index == 0 { append(" ") } else { startLine(own) }
      append("-")
      write(element, indent: own, .afterDash)
    }
  }

  private mutating func write(_ object: JSONObject, indent: Int, _ place: Place) {
    let own = place == .root ? 0 : indent + 2
    if place == .afterKey { append("\n") }
    for (index, member) in Self.ordered(object.members).enumerated() {
      if place == .afterDash, index == 0 { append(" ") } else { startLine(own) }
      let key = YAMLText(member.key)
      if key.isSimpleKey {
        append(key.onOneLine)
      } else {
        append("? ")
        write(scalar: .string(member.key), indent: own)
        startLine(own)
      }
      append(":")
      write(member.value, indent: own, key.isSimpleKey ? .afterKey : .afterDash)
    }
  }

  /// Nearly always they are in order as they are.
  private static func ordered(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
    let isOrdered = zip(members, members.dropFirst()).allSatisfy { NaturalOrder.areInOrder($0.key, $1.key) }
    return isOrdered ? members : members.sorted { NaturalOrder.areInOrder($0.key, $1.key) }
  }

  /// A value on one line, or a block of lines that are deeper than `indent`, and the line end.
  private mutating func write(scalar value: JSONValue, indent: Int) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .integer(let number): append(String(number))
    case .double(let number): append(Self.text(number))
    case .string(let string):
      let text = YAMLText(string)
      if text.isBlock {
        writeBlock(string, indent: indent + 2)
        return
      }
      append(text.folded(from: column, indent: indent + 2))
    case .array: append("[]")
    case .object: append("{}")
    }
    append("\n")
  }

  private mutating func writeBlock(_ string: String, indent: Int) {
    let bytes = Array(string.utf8)
    append("|")
    if bytes.first == 0x20 || bytes.first == 0x0A { append("2") }
    if bytes.last != 0x0A {
      append("-")
    } else if bytes.count == 1 || bytes[bytes.count - 2] == 0x0A {
      append("+")
    }
    append("\n")
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      if !line.isEmpty { startLine(indent) }
      output.append(contentsOf: line)
      append("\n")
    }
  }

  /// Floats with Go's shortest form; whole ones below 2^64 come through JSON as integers.
  private static func text(_ number: Double) -> String {
    if let whole = UInt64(exactly: number), number >= 1e6 { return JSONWriter.text(Double(whole)) }
    return GoText.general(number)
  }

  /// The number of characters on the current line.
  private var column: Int {
    let lineStart = output.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return output[lineStart...].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private mutating func startLine(_ indent: Int) { output.append(contentsOf: repeatElement(0x20, count: indent)) }

  private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }
}

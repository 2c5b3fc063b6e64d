/// `@base64`, `@csv` and their like.
enum JQFormats {
  /// A string as it is, any other value as JSON.
  static func string(_ value: JQValue) -> String {
    if case .string(let text) = value { return text }
    return JQWriter.text(value)
  }

  static func text(_ name: String, _ value: JQValue) throws(JQMachine.Stop) -> String {
    switch name {
    case "text": return string(value)
    case "json": return JQWriter.text(value)
    case "base64": return String(decoding: Base64.encode(Array(string(value).utf8)), as: UTF8.self)
    case "base64d":
      let (bytes, isValid) = Base64.decode(Array(string(value).utf8))
      guard isValid || !bytes.isEmpty else { throw JQMachine.failure("\(value.described) is not valid base64 data") }
      return String(decoding: bytes, as: UTF8.self)
    case "csv", "tsv": return try row(name, value)
    case "sh":
      var words: [String] = []
      for element in value.elements ?? [value] {
        switch element {
        case .string(let text): words.append(ShellQuoting.single(text))
        case .array, .object: throw JQMachine.failure("\(element.described) can not be escaped for shell")
        default: words.append(JQWriter.text(element))
        }
      }
      return words.joined(separator: " ")
    case "uri":
      return string(value).utf8.map {
        Byte.isNamePart($0) || "-.~".utf8.contains($0)
          ? String(UnicodeScalar($0)) : "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16).uppercased()
      }.joined()
    case "html":
      return string(value).map {
        ["<": "&lt;", ">": "&gt;", "&": "&amp;", "'": "&#39;", "\"": "&quot;"][$0] ?? String($0)
      }.joined()
    default: throw JQMachine.failure("\(name) is not a valid format")
    }
  }

  private static func row(_ name: String, _ value: JQValue) throws(JQMachine.Stop) -> String {
    guard let elements = value.elements else {
      throw JQMachine.failure("\(value.described) cannot be \(name)-formatted, only an array can be")
    }
    var cells: [String] = []
    for element in elements {
      switch element {
      case .null: cells.append("")
      case .number, .bool: cells.append(JQWriter.text(element))
      case .string(let text):
        cells.append(name == "csv" ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : tabbed(text))
      case .array, .object: throw JQMachine.failure("\(element.described) is not valid in a \(name) row")
      }
    }
    return cells.joined(separator: name == "csv" ? "," : "\t")
  }

  private static func tabbed(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
      .replacing("\r", with: "\\r")
  }
}

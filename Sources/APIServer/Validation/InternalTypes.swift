import KubernetesModel

/// Kubernetes' internal types, as Go's encoder writes them: every field, under its Go name, in the order of its declaration.
/// Messages about objects that must not change show differences between such texts.
enum InternalTypes {
  /// Lines of the JSON of a value of `type`, indented by one blank a level.
  static func lines(_ value: JSONValue, _ type: String) -> [String] {
    var writer = Writer()
    writer.write(value, type, indent: "", lead: "", tail: "")
    return writer.lines
  }

  /// A value of `type` in one line, as messages show a value that is wrong; null where there is none.
  static func text(_ value: JSONValue, _ type: String) -> String { text(value, kind: type[...]) }

  private static func text(_ value: JSONValue, kind: Substring) -> String {
    if kind.hasPrefix("[]"), let elements = value.arrayValue {
      return "[" + elements.map { text($0, kind: kind.dropFirst(2)) }.joined(separator: ",") + "]"
    }
    let type = String(kind.drop { $0 == "*" })
    guard table[type] != nil, !kind.hasPrefix("*") || !value.isNull else { return quoted(plain(value, kind)) }
    let members = fields(of: type).map { "\"\($0.name)\":" + text(value[$0.key] ?? .null, kind: $0.kind) }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// What stands for nothing.
  private static func plain(_ value: JSONValue, _ kind: Substring) -> JSONValue {
    value.isNull ? ["s": JSONValue.string(""), "b": false, "i": 0][String(kind)] ?? .null : value
  }

  /// A field as the table writes it: `Name:kind`. Kinds are `s`, `b` and `i` (a text, a truth value, a number: never null),
  /// `n` (anything else that is as it stands in the API, or null), `T` (a structure), `*T` and `[]T` (or null), and
  /// `+T` (a structure whose fields stand among the others).
  private struct Field {
    let name: String
    let kind: Substring

    init(_ text: Substring) {
      let parts = text.split(separator: ":")
      name = String(parts.first ?? "")
      kind = parts.count > 1 ? parts[1] : "n"
    }

    /// `HTTPGet` as the API writes it: `httpGet`.
    var key: String {
      if let known = ["CephFS": "cephfs", "StorageOS": "storageos"][name] { return known }
      let capitals = name.prefix(while: \.isUppercase).count
      let lowered = capitals == name.count ? capitals : max(1, capitals - 1)
      return name.prefix(lowered).lowercased() + name.dropFirst(lowered)
    }
  }

  private static let table: [String: [Field]] = InternalTypeTable.text.split(separator: "\n").reduce(into: [:]) {
    let words = $1.split(separator: " ")
    $0[String(words.first ?? "")] = words.dropFirst().map(Field.init)
  }

  private static func fields(of type: String) -> [Field] {
    (table[type] ?? []).flatMap { field in
      field.kind.hasPrefix("+") ? fields(of: String(field.kind.dropFirst())) : [field]
    }
  }

  private struct Writer {
    var lines: [String] = []

    mutating func write(_ value: JSONValue, _ type: String, indent: String, lead: String, tail: String) {
      lines.append(indent + lead + "{")
      let fields = InternalTypes.fields(of: type)
      for (index, field) in fields.enumerated() {
        let end = index == fields.count - 1 ? "" : ","
        write(value[field.key] ?? .null, field.kind, indent: indent + " ", lead: "\"\(field.name)\": ", tail: end)
      }
      lines.append(indent + "}" + tail)
    }

    private mutating func write(_ value: JSONValue, _ kind: Substring, indent: String, lead: String, tail: String) {
      if kind.hasPrefix("[]"), let elements = value.arrayValue, !elements.isEmpty {
        lines.append(indent + lead + "[")
        for (index, element) in elements.enumerated() {
          let end = index == elements.count - 1 ? "" : ","
          write(element, kind.dropFirst(2), indent: indent + " ", lead: "", tail: end)
        }
        return lines.append(indent + "]" + tail)
      }
      let type = String(kind.drop { $0 == "*" })
      if InternalTypes.table[type] != nil, !kind.hasPrefix("*") || !value.isNull {
        return write(value, type, indent: indent, lead: lead, tail: tail)
      }
      let plain = InternalTypes.plain(value, kind)
      let text = JSONWriter.string(plain, indent: 1, escapesHTML: false).split(separator: "\n")
      for (index, line) in text.enumerated() {
        lines.append(indent + (index == 0 ? lead : "") + line + (index == text.count - 1 ? tail : ""))
      }
    }
  }
}

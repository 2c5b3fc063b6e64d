/// Lays out what `explain` prints, after kubectl's own template.
struct ExplainText {
  private static let deepest = 40
  let isRecursive: Bool

  /// What follows the heading: the field that the path names, its description and its own fields.
  func text(_ root: ExplainSchema, _ path: [String]) throws(KubectlError) -> String {
    var schema = root
    var text = ""
    for (index, name) in path.enumerated() {
      guard let field = schema.fields().first(where: { $0.name == name }) else {
        throw .message("field \((path.last ?? name).goQuoted) does not exist")
      }
      schema = field.schema()
      if index == path.count - 1 {
        text = "FIELD: \(name) <\(schema.typeName)>\n"
        if !field.values.isEmpty { text += "ENUM:" + field.values.map { "\n    " + $0 }.joined() + "\n" }
        text += "\n\n"
        if schema.description.isEmpty, !field.description.isEmpty {
          text += "DESCRIPTION:\n" + wrapped(field.description, width: 76, indent: 4) + "\n    \n"
          return text + fieldList(schema)
        }
      }
    }
    let description = schema.description.isEmpty ? "<empty>" : schema.description
    return text + "DESCRIPTION:\n" + wrapped(description, width: 76, indent: 4) + "\n    \n" + fieldList(schema)
  }

  private func fieldList(_ schema: ExplainSchema) -> String {
    let list = fields(of: schema, level: 1, above: [])
    return list.isEmpty ? "" : "FIELDS:\n" + list
  }

  private func fields(of schema: ExplainSchema, level: Int, above: Set<String>) -> String {
    guard level < Self.deepest, !above.contains(schema.identity) else { return "" }
    let below = schema.identity.isEmpty ? above : above.union([schema.identity])
    let indent = String(repeating: " ", count: level * 2)
    return schema.fields().map { field in
      let type = field.schema()
      var text = "\(indent)\(field.name)\t<\(type.typeName)>\(field.isRequired ? " -required-" : "")"
      if !field.values.isEmpty {
        text +=
          "\n\(indent)enum: " + field.values.prefix(4).joined(separator: ", ")
          + (field.values.count > 4 ? ", ...." : "")
      }
      text += "\n"
      if isRecursive { return text + fields(of: type, level: level + 1, above: below) }
      let description = field.description.isEmpty ? "<no description>" : field.description
      return text + wrapped(description, width: 78 - level * 2, indent: level * 2 + 2) + "\n\n"
    }.joined()
  }

  /// Breaks lines between words; every line is set in.
  private func wrapped(_ text: String, width: Int, indent: Int) -> String {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
        if line.isEmpty {
          line = String(word)
        } else if line.count + 1 + word.count > width {
          lines.append(line)
          line = String(word)
        } else {
          line += " " + word
        }
      }
      lines.append(line)
    }
    while lines.count > 1, lines.last == "" { lines.removeLast() }
    let space = String(repeating: " ", count: indent)
    return lines.map { $0.isEmpty ? "" : space + $0 }.joined(separator: "\n")
  }
}

import KubernetesModel

/// The values of one variant, and how they are put into texts: `{{ name }}`.
struct TemplateValues {
  let values: [String: JSONValue]

  /// Fills in all texts of a tree. A text that is nothing but one value takes the value's kind, so that
  /// `replicas: "{{ replicas }}"` is a number.
  func fill(_ node: SourceNode) throws(ScenarioProblem) -> SourceNode {
    switch node.content {
    case .scalar(.string(let text)):
      var filled = SourceNode(.scalar(try fill(text, at: node.position)), at: node.position)
      filled.isFilled = filled.content != node.content
      return filled
    case .scalar: return node
    case .list(let elements):
      var filled: [SourceNode] = []
      for element in elements { filled.append(try fill(element)) }
      return SourceNode(.list(filled), at: node.position)
    case .map(let members):
      var filled: [SourceNode.Member] = []
      for member in members {
        var member = member
        member.key = FieldPath.text(try fill(member.key, at: member.position))
        member.value = try fill(member.value)
        filled.append(member)
      }
      return SourceNode(.map(filled), at: node.position)
    }
  }

  private func fill(_ text: String, at position: SourcePosition) throws(ScenarioProblem) -> JSONValue {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw ScenarioProblem("double braces that open and do not close", at: position)
      }
      let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
      guard let value = values[String(name)] else {
        throw ScenarioProblem(
          "no value \"\(name)\" is defined", at: position,
          suggestion: Spelling.nearest(to: String(name), among: Array(values.keys)))
      }
      if open.lowerBound == text.startIndex, close.upperBound == text.endIndex { return value }
      result += rest[..<open.lowerBound] + FieldPath.text(value)
      rest = rest[close.upperBound...]
    }
    return .string(result + rest)
  }
}

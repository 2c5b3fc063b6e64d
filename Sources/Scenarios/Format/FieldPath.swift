package import KubernetesModel

/// A path to fields of an object, as kubectl's JSONPath writes it: `.status.containerStatuses[*].state`,
/// `.status.conditions[?(@.type=="Ready")].status`, `.metadata.labels['app.kubernetes.io/name']`; braces around it are
/// allowed.
package struct FieldPath: Hashable, Sendable {
  private enum Step: Hashable, Sendable {
    case member(String)
    case index(Int)
    case every
    /// The elements of which a member has a value.
    case filter(String, String)
  }

  package let text: String
  private let steps: [Step]

  /// Nil when `text` is no path.
  package init?(_ text: String) {
    self.text = text
    var rest = Substring(text)
    if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
    var steps: [Step] = []
    while !rest.isEmpty {
      guard let step = Self.step(&rest) else { return nil }
      steps.append(step)
    }
    guard !steps.isEmpty else { return nil }
    self.steps = steps
  }

  private static func step(_ rest: inout Substring) -> Step? {
    if rest.hasPrefix(".") {
      rest = rest.dropFirst()
      return member(&rest)
    }
    guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else { return nil }
    let inner = rest[rest.index(after: rest.startIndex)..<end]
    rest = rest[rest.index(after: end)...]
    if inner == "*" { return .every }
    if let index = Int(inner) { return .index(index) }
    if inner.hasPrefix("'"), inner.hasSuffix("'"), inner.count > 2 {
      return .member(String(inner.dropFirst().dropLast()))
    }
    return filter(inner)
  }

  /// A name, in which a backslash takes the meaning from the dot after it.
  private static func member(_ rest: inout Substring) -> Step? {
    var name = ""
    while let character = rest.first, character != ".", character != "[" {
      rest = rest.dropFirst()
      if character == "\\", let escaped = rest.popFirst() { name.append(escaped) } else { name.append(character) }
    }
    return name.isEmpty ? nil : .member(name)
  }

  private static func filter(_ inner: Substring) -> Step? {
    guard inner.hasPrefix("?(@."), inner.hasSuffix(")") else { return nil }
    let sides = inner.dropFirst(4).dropLast().split(separator: "=", omittingEmptySubsequences: true)
    guard sides.count == 2 else { return nil }
    func trimmed(_ text: Substring) -> String { String(text.filter { $0 != "\"" && $0 != "'" && $0 != " " }) }
    return .filter(trimmed(sides[0]), trimmed(sides[1]))
  }

  /// The last name on the path.
  package var lastName: String {
    for step in steps.reversed() { if case .member(let name) = step { return name } }
    return ""
  }

  /// The values that the path leads to.
  package func values(in object: JSONValue) -> [JSONValue] {
    var values = [object]
    for step in steps {
      values = values.flatMap { value -> [JSONValue] in
        switch step {
        case .member(let name): return value[name].map { [$0] } ?? []
        case .index(let index):
          let elements = value.arrayValue ?? []
          let position = index < 0 ? elements.count + index : index
          return elements.indices.contains(position) ? [elements[position]] : []
        case .every: return value.arrayValue ?? value.objectValue?.members.map(\.value) ?? []
        case .filter(let name, let wanted):
          return (value.arrayValue ?? []).filter { $0[name].map(Self.text) == wanted }
        }
      }
    }
    return values
  }

  /// A value as kubectl prints it.
  package static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .null: ""
    default: JSONWriter.string(value, escapesHTML: false)
    }
  }

  /// The texts of the values that the path leads to, without those that are empty.
  package func texts(in object: JSONValue) -> [String] {
    values(in: object).filter { $0 != [] && $0 != [:] }.map(Self.text).filter { !$0.isEmpty }
  }
}

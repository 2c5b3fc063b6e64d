package import KubernetesModel

/// A path to fields of an object, in kubectl's JSONPath: `.status.containerStatuses[*].state`,
/// `.status.conditions[?(@.type=="Ready")].status`, `.metadata.labels.app\.kubernetes\.io/name`; braces around it are
/// allowed.
package struct FieldPath: Sendable {
  package let text: String
  private let path: JSONPath

  /// Nil when `text` is no path.
  package init?(_ text: String) {
    guard text != ".", text.hasPrefix(".") || text.hasPrefix("{."), let path = try? JSONPath(relaxed: text) else {
      return nil
    }
    self.text = text
    self.path = path
  }

  /// The path with a backslash before each dot in a quoted key, `['a.example/b']`; nil where none is missing. A dot
  /// without one parts two names, as kubectl reads it, and the key is never found.
  package static func escapingDots(_ text: String) -> String? {
    var escaped = ""
    var quote: Character?
    var last: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
        if character == ".", last != "\\" { escaped.append("\\") }
      } else if last == "[", character == "'" || character == "\"" {
        quote = character
      }
      escaped.append(character)
      last = character
    }
    return escaped == text ? nil : escaped
  }

  /// Whether it ends in elements of a list, which no name stands beside where they are printed.
  package var endsInList: Bool {
    var rest = text[...]
    if rest.last == "}" { rest.removeLast() }
    guard rest.popLast() == "]", let last = rest.last else { return false }
    return last != "'" && last != "\""
  }

  /// The last name on the path.
  package var lastName: String {
    let names = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
    return names.last { !$0.allSatisfy(\.isNumber) }.map(String.init) ?? ""
  }

  /// The texts of the values that the path leads to, without those that are empty.
  package func texts(in object: JSONValue) -> [String] {
    let values = (try? path.results(in: object)) ?? []
    return values.joined().filter { $0 != [] && $0 != [:] }.map(Self.text).filter { !$0.isEmpty }
  }

  /// A value as kubectl prints it; null is empty.
  package static func text(_ value: JSONValue) -> String { value.isNull ? "" : JSONPath.text(value) }
}

extension FieldPath: Hashable {
  package static func == (left: FieldPath, right: FieldPath) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

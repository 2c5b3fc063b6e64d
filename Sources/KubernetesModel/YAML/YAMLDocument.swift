/// One step on the way from the root of a tree to a value.
package enum PathStep: Hashable, Sendable {
  case key(String)
  case index(Int)
}

/// A YAML document: its value and where everything stood.
package struct YAMLDocument: Sendable {
  /// A key that came again in its mapping.
  package struct Duplicate: Hashable, Sendable {
    /// As in `spec.containers[0].name`.
    package let path: String
    package let key: String
    package let line: Int
    package let column: Int
  }

  package let value: JSONValue
  /// In order of appearance. The last value of a repeated key counts.
  package let duplicates: [Duplicate]
  let places: YAMLPlaces
  /// The number of lines before the document.
  let firstLine: Int

  /// Where a value starts, counted from 1; for a path that is not there, where the nearest value around it starts.
  package func position(of path: [PathStep]) -> (line: Int, column: Int) { position(places(of: path).mark) }

  /// Where the key of a member starts; of what is no member, where the value does.
  package func keyPosition(of path: [PathStep]) -> (line: Int, column: Int) {
    let places = places(of: path)
    return position(places.keyMark ?? places.mark)
  }

  private func places(of path: [PathStep]) -> YAMLPlaces {
    var places = places
    for step in path {
      guard let next = places.place(step) else { break }
      places = next
    }
    return places
  }

  private func position(_ mark: YAMLMark) -> (line: Int, column: Int) {
    (mark.line + firstLine + 1, mark.column + 1)
  }

  /// Repeated keys as the strict reading of sigs.k8s.io/yaml reports them; nil when there are none.
  package var strictError: String? {
    if duplicates.isEmpty { return nil }
    let lines = duplicates.map { "  line \($0.line): key \(GoText.quoted($0.key)) already set in map" }
    return "yaml: unmarshal errors:\n" + lines.joined(separator: "\n")
  }
}

/// The places of a value and of what is inside it.
struct YAMLPlaces: Sendable {
  enum Children: Sendable {
    case none
    case elements([YAMLPlaces])
    case members([String: YAMLPlaces])
  }

  let mark: YAMLMark
  /// Of a mapping's member.
  var keyMark: YAMLMark?
  let children: Children

  func place(_ step: PathStep) -> YAMLPlaces? {
    switch (step, children) {
    case (.key(let key), .members(let members)): members[key]
    case (.index(let index), .elements(let elements)): elements.indices.contains(index) ? elements[index] : nil
    default: nil
    }
  }
}

package import KubernetesModel

/// A value of a scenario's file that knows where it stands.
package struct SourceNode: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    case scalar(JSONValue)
    case list([SourceNode])
    case map([Member])
  }

  package struct Member: Hashable, Sendable {
    package var key: String
    /// Of the key.
    package var position: SourcePosition
    package var value: SourceNode
  }

  package var content: Content
  package var position: SourcePosition
  /// A template's value took its place: `"{{ replicas }}"`.
  var isFilled = false

  package init(_ content: Content, at position: SourcePosition) {
    self.content = content
    self.position = position
  }

  /// A tree of which no part has a place of its own.
  package init(_ json: JSONValue, at position: SourcePosition) {
    switch json {
    case .array(let elements): content = .list(elements.map { SourceNode($0, at: position) })
    case .object(let object):
      content = .map(
        object.members.map { Member(key: $0.key, position: position, value: SourceNode($0.value, at: position)) })
    default: content = .scalar(json)
    }
    self.position = position
  }

  /// What the value is, in an author's words.
  var kindName: String {
    switch content {
    case .scalar(.null): "nothing"
    case .scalar(.bool): "true or false"
    case .scalar(.integer), .scalar(.double): "a number"
    case .scalar: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// The value without its places.
  package var json: JSONValue {
    switch content {
    case .scalar(let value): return value
    case .list(let elements): return .array(elements.map(\.json))
    case .map(let members): return .object(JSONObject(members.map { ($0.key, $0.value.json) }))
    }
  }

  package var isNull: Bool {
    if case .scalar(.null) = content { return true }
    return false
  }

  /// The node at a path of keys and list indices.
  package func node(at path: [String]) -> SourceNode? {
    var node = self
    for step in path {
      switch node.content {
      case .map(let members):
        guard let member = members.first(where: { $0.key == step }) else { return nil }
        node = member.value
      case .list(let elements):
        guard let index = Int(step), elements.indices.contains(index) else { return nil }
        node = elements[index]
      case .scalar: return nil
      }
    }
    return node
  }
}

import KubernetesModel

/// Reads the keys of a map: those that are known, each of the right kind, none misspelt.
struct MapReader {
  let node: SourceNode
  private let what: String
  private let members: [SourceNode.Member]

  /// - Parameters:
  ///   - what: what the map is, for messages: "an objective".
  ///   - keys: all keys that it may have.
  init(_ node: SourceNode, _ what: String, keys: [String]) throws(ScenarioProblem) {
    guard case .map(let members) = node.content else {
      throw ScenarioProblem("\(what) must be a map, not \(node.kindName)", at: node.position)
    }
    for member in members {
      guard keys.contains(member.key) else {
        throw ScenarioProblem(
          "\(what) has no key \"\(member.key)\"", at: member.position,
          suggestion: Spelling.nearest(to: member.key, among: keys))
      }
      if member.value.isNull {
        throw ScenarioProblem(
          "\"\(member.key)\" has no value", at: member.position, advice: "give it one or leave the key out")
      }
    }
    self.node = node
    self.what = what
    self.members = members
  }

  var position: SourcePosition { node.position }

  /// The value of a key; nil where it is not given.
  subscript(key: String) -> SourceNode? { members.first { $0.key == key }?.value }

  /// Which one of several keys is given, of which there must be one and may not be two.
  func one(of keys: [String]) throws(ScenarioProblem) -> (key: String, value: SourceNode) {
    guard let found = try atMostOne(of: keys) else {
      throw ScenarioProblem("\(what) needs one of \(keys.joined(separator: ", "))", at: position)
    }
    return found
  }

  func atMostOne(of keys: [String]) throws(ScenarioProblem) -> (key: String, value: SourceNode)? {
    let given = members.filter { keys.contains($0.key) }.sorted {
      ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column)
    }
    if given.count > 1 {
      throw ScenarioProblem(
        "\(what) has either \"\(given[0].key)\" or \"\(given[1].key)\", not both", at: given[1].position)
    }
    return given.first.map { ($0.key, $0.value) }
  }

  func need(_ key: String) throws(ScenarioProblem) -> SourceNode {
    guard let value = self[key] else { throw ScenarioProblem("\(what) needs \"\(key)\"", at: position) }
    return value
  }

  func text(_ key: String) throws(ScenarioProblem) -> String { try need(key).text() }

  func text(_ key: String, or other: String) throws(ScenarioProblem) -> String { try self[key]?.text() ?? other }

  func whole(_ key: String) throws(ScenarioProblem) -> Int { try need(key).whole() }

  /// A whole number within a range; another where the key is not given.
  func whole(_ key: String, or other: Int, in range: ClosedRange<Int>) throws(ScenarioProblem) -> Int {
    try self[key]?.whole(in: range) ?? other
  }

  func flag(_ key: String, or other: Bool) throws(ScenarioProblem) -> Bool {
    guard let node = self[key] else { return other }
    guard case .scalar(.bool(let value)) = node.content else {
      throw ScenarioProblem("\"\(key)\" must be true or false, not \(node.kindName)", at: node.position)
    }
    return value
  }

  func duration(_ key: String, or other: Duration? = nil) throws(ScenarioProblem) -> Duration {
    if self[key] == nil, let other { return other }
    return try need(key).duration()
  }

  /// The elements of a list; none where the key is not given.
  func list(_ key: String) throws(ScenarioProblem) -> [SourceNode] { try self[key]?.elements() ?? [] }

  /// The elements of a list that must be given and hold something.
  func filledList(_ key: String) throws(ScenarioProblem) -> [SourceNode] {
    let node = try need(key)
    let elements = try node.elements()
    guard !elements.isEmpty else { throw ScenarioProblem("\"\(key)\" is empty", at: node.position) }
    return elements
  }

  func texts(_ key: String) throws(ScenarioProblem) -> [String] {
    var texts: [String] = []
    for node in try list(key) { texts.append(try node.text()) }
    return texts
  }

  /// A map of texts.
  func textMap(_ key: String) throws(ScenarioProblem) -> [String: String] {
    guard let node = self[key] else { return [:] }
    guard case .map(let members) = node.content else {
      throw ScenarioProblem("\"\(key)\" must be a map, not \(node.kindName)", at: node.position)
    }
    var texts: [String: String] = [:]
    for member in members { texts[member.key] = try member.value.text() }
    return texts
  }
}

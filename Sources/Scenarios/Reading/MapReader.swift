import KubernetesModel
import SimulationKernel

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
    for member in members where !keys.contains(member.key) {
      throw ScenarioProblem(
        "\(what) has no key \"\(member.key)\"", at: member.position,
        suggestion: Spelling.nearest(to: member.key, among: keys))
    }
    self.node = node
    self.what = what
    self.members = members
  }

  var position: SourcePosition { node.position }

  /// The value of a key; nil where it is not given or empty.
  subscript(key: String) -> SourceNode? {
    members.first { $0.key == key && !$0.value.isNull }?.value
  }

  func need(_ key: String) throws(ScenarioProblem) -> SourceNode {
    guard let value = self[key] else { throw ScenarioProblem("\(what) needs \"\(key)\"", at: position) }
    return value
  }

  func text(_ key: String) throws(ScenarioProblem) -> String { try need(key).text() }

  func text(_ key: String, or other: String) throws(ScenarioProblem) -> String { try self[key]?.text() ?? other }

  func whole(_ key: String) throws(ScenarioProblem) -> Int { try need(key).whole() }

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

extension SourceNode {
  /// A text; numbers count as what they look like.
  func text() throws(ScenarioProblem) -> String {
    switch content {
    case .scalar(.string(let text)): return text
    case .scalar(.null): return ""
    case .scalar(let value): return FieldPath.text(value)
    case .list, .map: throw ScenarioProblem("a text is needed here, not \(kindName)", at: position)
    }
  }

  func whole() throws(ScenarioProblem) -> Int {
    guard case .scalar(let value) = content, let number = value.intValue ?? value.stringValue.flatMap({ Int64($0) }),
      abs(number) < 1 << 50
    else { throw ScenarioProblem("a whole number is needed here, not \(kindName)", at: position) }
    return Int(number)
  }

  func duration() throws(ScenarioProblem) -> Duration {
    let text = try text()
    guard let duration = ScenarioDuration.parse(text) else {
      throw ScenarioProblem("\"\(text)\" is no duration; write 90s, 5m or 1h30m", at: position)
    }
    return duration
  }

  /// A moment to the second, with its zone.
  func instant() throws(ScenarioProblem) -> Instant {
    let text = try text()
    guard let instant = Instant(rfc3339: text) else {
      throw ScenarioProblem("\"\(text)\" is no moment; write 2026-03-14T03:12:00Z", at: position)
    }
    return instant
  }

  func elements() throws(ScenarioProblem) -> [SourceNode] {
    guard case .list(let elements) = content else {
      throw ScenarioProblem("a list is needed here, not \(kindName)", at: position)
    }
    return elements
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ what: String, of type: Choice.Type
  ) throws(ScenarioProblem) -> Choice where Choice.RawValue == String {
    let text = try text()
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw ScenarioProblem(
      "\"\(text)\" is no \(what); there are \(words.joined(separator: ", "))", at: position,
      suggestion: Spelling.nearest(to: text, among: words))
  }
}

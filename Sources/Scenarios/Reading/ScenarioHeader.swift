import KubernetesModel

/// What a list of scenarios shows of one.
package struct ScenarioHeader: Sendable {
  package let id: String
  package let title: String
  package let difficulty: Scenario.Difficulty
  package let classes: [String]
  package let par: Duration
  /// It leads its player: runs of it are practice.
  package let isPractice: Bool

  private static let keys = ["format", "id", "title", "difficulty", "classes", "par", "lessons"]

  /// Reads the header's keys of a scenario's file and passes over all others, so that a long list is there at once.
  init(id: String, text: String) throws(ScenarioProblem) {
    var root = try Self.head(of: text, keys: Self.keys)
    if root.holdsTemplate { root = try Self.filled(text) }
    let map = try MapReader(root, "a scenario", keys: Self.keys)
    var classes: [String] = []
    for node in try map.need("classes").elements() { classes.append(try PartReader.failureClass(node)) }
    self.id = id
    title = try map.text("title")
    difficulty = try map.need("difficulty").choice("difficulty", of: Scenario.Difficulty.self)
    par = try map.duration("par")
    self.classes = classes
    isPractice = try !map.list("lessons").isEmpty
  }

  /// The header's keys in the variant of seed 0.
  private static func filled(_ text: String) throws(ScenarioProblem) -> SourceNode {
    let root = try head(of: text, keys: keys + ["values", "variants"])
    guard case .map(let members) = root.content,
      let variant = ScenarioSource.choose(seed: 0, among: try ScenarioSource.variants(of: root))
    else { return root }
    return try variant.values.fill(SourceNode(.map(members.filter { keys.contains($0.key) }), at: root.position))
  }

  private static func head(of text: String, keys: [String]) throws(ScenarioProblem) -> SourceNode {
    let file = "scenario.yaml"
    guard let root = try SourceParser.documents(headLines(of: text, keys), file: file).first else {
      throw ScenarioProblem("the file must hold one document", at: SourcePosition(file: file))
    }
    return root
  }

  /// The lines of the header's keys, up to the first line after all of them; the others are left empty, so that messages
  /// name the right ones.
  private static func headLines(of text: String, _ keys: [String]) -> String {
    let bytes = Array(text.utf8)
    var missing = keys.map { Array(($0 + ":").utf8) }
    var head: [UInt8] = []
    var isHead = false
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      // What begins with a blank, a dash or a hash belongs to the key before.
      if start < end, ![0x20, 0x2D, 0x23].contains(bytes[start]) {
        if missing.isEmpty { break }
        let found = missing.firstIndex { bytes[start..<end].starts(with: $0) }
        isHead = found != nil
        if let found { missing.remove(at: found) }
      }
      if isHead { head += bytes[start..<end] }
      head.append(0x0A)
      start = end + 1
    }
    return String(decoding: head, as: UTF8.self)
  }
}

extension SourceNode {
  fileprivate var holdsTemplate: Bool {
    switch content {
    case .scalar(let value): value.stringValue?.contains("{{") ?? false
    case .list(let elements): elements.contains(where: \.holdsTemplate)
    case .map(let members): members.contains { $0.value.holdsTemplate }
    }
  }
}

extension ScenarioLibrary {
  /// A scenario's header; in the variant of seed 0 where it has values to fill in.
  package func header(_ id: String) throws(ScenarioProblem) -> ScenarioHeader {
    try ScenarioHeader(id: id, text: try mainFile(of: id))
  }
}

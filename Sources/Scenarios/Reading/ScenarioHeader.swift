/// What a list of scenarios shows of one.
package struct ScenarioHeader: Sendable {
  package let id: String
  package let title: String
  package let difficulty: Scenario.Difficulty
  package let classes: [String]
  package let par: Duration

  private static let keys = ["format", "id", "title", "difficulty", "classes", "par"]

  /// Reads the header's keys of a scenario's file and passes over all others, so that a long list is there at once.
  init(id: String, text: String) throws(ScenarioProblem) {
    let file = "scenario.yaml"
    let documents = try SourceParser.documents(Self.headLines(of: text), file: file)
    guard let root = documents.first else {
      throw ScenarioProblem("the file must hold one document", at: SourcePosition(file: file))
    }
    let map = try MapReader(root, "a scenario", keys: Self.keys)
    var classes: [String] = []
    for node in try map.need("classes").elements() { classes.append(try PartReader.failureClass(node)) }
    self.id = id
    title = try map.text("title")
    difficulty = try map.need("difficulty").choice("difficulty", of: Scenario.Difficulty.self)
    par = try map.duration("par")
    self.classes = classes
  }

  init(_ scenario: Scenario) {
    id = scenario.id
    title = scenario.title
    difficulty = scenario.difficulty
    classes = scenario.classes
    par = scenario.par
  }

  /// The lines of the header's keys, up to the first line after all of them; the others are left empty, so that messages
  /// name the right ones.
  private static func headLines(of text: String) -> String {
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

extension ScenarioLibrary {
  /// A scenario's header; in the variant of seed 0 where it has values to fill in.
  package func header(_ id: String) throws(ScenarioProblem) -> ScenarioHeader {
    let header = try ScenarioHeader(id: id, text: try mainFile(of: id))
    guard header.title.contains("{{") else { return header }
    return ScenarioHeader(try source(id).scenario(seed: 0))
  }
}

import Foundation
import KubernetesModel
import Scenarios
import Testing

@Suite struct SchemaTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")
  private static let scenarios = ScenarioLibrary(folder: folder.path).identifiers

  private let schema: Schema

  init() throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent("scenario.schema.json"), encoding: .utf8)
    schema = Schema(try JSONParser.parse(text))
  }

  @Test("A shipped scenario fits the schema that editors are given.", arguments: scenarios)
  func shipped(id: String) throws {
    let file = Self.folder.appendingPathComponent("\(id)/scenario.yaml")
    #expect(complaints(about: try String(contentsOf: file, encoding: .utf8)) == [])
  }

  @Test("What is sound fits the schema.")
  func sound() { #expect(complaints(about: Sound.yaml) == []) }

  @Test(
    "What cannot be read for its form the schema refuses too.",
    arguments: [
      ("warmUp: 2m", "warmup: 2m"), ("format: 1", "format: 2"), ("difficulty: easy", "difficulty: esay"),
      ("par: 5m", "par: soon"), ("par: 5m\n", ""), ("classes: [W04]\npar", "classes: W04\npar"),
      ("points: 5", "points: many"), ("implies: [cause]", "implied: [cause]"), ("fault:\n", "faults:\n"),
      ("hints: [one, two, three, four]", "hints: [{one: two}]"),
    ])
  func mistakes(old: String, new: String) throws {
    let spoilt = Sound.yaml.replacing(old, with: new)
    #expect(throws: ScenarioProblem.self) { try Sound.source(spoilt).scenario(seed: 0) }
    #expect(complaints(about: spoilt) != [])
  }

  @Test("The complete scenario has every key of the schema, and fits it.")
  func completeIsComplete() {
    #expect(schema.complaints(about: Complete.tree) == [])
    #expect(Complete.error(in: Complete.tree) == nil)
    #expect(Complete.lint(Complete.tree) == nil)
    // Of a probe's tests one has to be somewhere: each of them is read in one place.
    let tests = ["is", "contains", "oneOf[]", "exists", "absent", "atLeast"]
    let keys = SchemaKeys.all(of: schema).filter { !tests.contains($0.path.last ?? "") }
    #expect(keys.filter { !$0.isIn(Complete.tree) }.map(\.name) == [])
  }

  @Test("Whatever is spoilt in a scenario, schema and reader agree about its form.")
  func schemaAndReaderAgree() {
    let tree = Complete.tree
    var disagreements: [String] = []
    var count = 0
    var seen: Set<String> = []
    // Elements of one list that have the same keys are spoilt once.
    for path in tree.allPaths where !Self.isFree(path) && seen.insert(SchemaKey.name(of: path)).inserted {
      for (what, spoilt) in Self.spoilt(tree, path) {
        count += 1
        let complaints = schema.complaints(about: spoilt)
        let error = Complete.error(in: spoilt)
        if !complaints.isEmpty, error == nil, Complete.lint(spoilt) == nil {
          disagreements.append("\(what): only the schema refuses it: \(complaints)")
        }
        if complaints.isEmpty, let error, !Self.isOfMeaning(error) {
          disagreements.append("\(what): only the reader refuses it: \(error)")
        }
      }
    }
    #expect(disagreements == [])
    #expect(count > 800)
  }

  /// A tree spoilt at one place in every way, with words for it.
  private static func spoilt(_ tree: JSONValue, _ path: [PathStep]) -> [(String, JSONValue)] {
    let others: [JSONValue] =
      switch tree.value(at: path[...]) {
      case .array, .object: ["7", 7, [], [:], .null]
      case .integer: ["7", -7, 4.5, [:], .null]
      default: [7, 4.5, true, [:], .null]
      }
    var all = others.map { other in ("\(path) = \(other)", tree.replacing(path[...], with: other)) }
    if case .key = path.last { all.append(("\(path) left out", tree.replacing(path[...], with: nil))) }
    if case .object(var object) = tree.value(at: path[...]) {
      object["zz"] = 1
      all.append(("\(path) with another key", tree.replacing(path[...], with: .object(object))))
    }
    return all
  }

  /// Where a scenario may say what it likes: Kubernetes' own fields, names of its own.
  private static func isFree(_ path: [PathStep]) -> Bool {
    let keys = path.compactMap { if case .key(let key) = $0 { key } else { nil } }
    return keys.contains("with") && keys.last != "with" || keys.contains("values") && keys.last == "guilty"
  }

  /// What no schema can say: names that must be known, texts that must be readable.
  private static func isOfMeaning(_ message: String) -> Bool {
    [
      "no value \"", "there is no file", "names no object", "is no class of failure", "is no JSONPath",
      "is no quantity",
      "is no place to connect to", "is nothing that kubectl wait", "the id must be", "a scenario needs manifests",
      "a port is needed", "only what is answered", "a connection comes from", "is no duration", "at least 1s",
      "a service or pod must", "has no status",
    ].contains { message.contains($0) }
  }

  private func complaints(about yaml: String) -> [String] {
    guard let value = (try? YAMLReader.documents(yaml))?.first?.value else { return ["no YAML"] }
    return schema.complaints(about: value)
  }
}

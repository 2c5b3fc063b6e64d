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

  private func complaints(about yaml: String) -> [String] {
    guard let value = (try? YAMLReader.documents(yaml))?.first?.value else { return ["no YAML"] }
    return schema.complaints(about: value)
  }
}

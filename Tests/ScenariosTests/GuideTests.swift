import Foundation
import KubernetesModel
import Scenarios
import Testing

/// The guide's tables of keys are the schema's, and the schema's defaults are the reader's.
@Suite struct GuideTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")
  private static let begin = "<!-- The schema's keys. FIREDRILL_WRITE_GUIDE=1 ./test --filter Guide writes them. -->\n"
  private static let end = "<!-- The end of the schema's keys. -->\n"

  private let schema: Schema

  init() throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent("scenario.schema.json"), encoding: .utf8)
    schema = Schema(try JSONParser.parse(text))
  }

  @Test("The guide has the schema's keys, with their kinds and defaults.")
  func guideHasTheKeys() throws {
    let file = Self.folder.appendingPathComponent("README.md")
    let guide = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(guide.range(of: Self.begin)).upperBound
    let end = try #require(guide.range(of: Self.end)).lowerBound
    let tables = KeyTables(schema).text
    if ProcessInfo.processInfo.environment["FIREDRILL_WRITE_GUIDE"] != nil {
      try (guide[..<start] + tables + guide[end...]).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(String(guide[start..<end]) == tables)
  }

  @Test("What the schema calls a default is what the reader takes when the key is left out.")
  func defaultsAreTheReaders() throws {
    var count = 0
    let tree = Complete.tree
    let defaults = Dictionary(
      SchemaKeys.all(of: schema).compactMap { key in
        key.schema["default"].map { (key.name.hasSuffix("[]") ? String(key.name.dropLast(2)) : key.name, $0) }
      },
      uniquingKeysWith: { first, _ in first })
    for path in tree.allPaths {
      guard let value = defaults[SchemaKey.name(of: path)] else { continue }
      count += 1
      let without = try Complete.source(tree.replacing(path[...], with: nil)).scenario(seed: 0)
      let with = try Complete.source(tree.replacing(path[...], with: value)).scenario(seed: 0)
      #expect(Self.dump(without) == Self.dump(with), "\(SchemaKey.name(of: path)) = \(value)")
    }
    #expect(count >= defaults.count)
  }

  /// Positions differ where a key is gone; nothing else may.
  private static func dump(_ scenario: Scenario) -> String {
    var scenario = scenario
    scenario.base = []
    scenario.faults = scenario.faults.map { fault in
      var fault = fault
      fault.position = SourcePosition(file: "")
      if case .patch(let reference, let patch) = fault.action {
        fault.action = .patch(reference, Manifest(SourceNode(.scalar(patch.object), at: fault.position)))
      }
      return fault
    }
    var text = ""
    Swift.dump(scenario, to: &text)
    return text
  }
}

/// Tables of the keys of each object, in Markdown.
struct KeyTables {
  private let schema: Schema

  init(_ schema: Schema) { self.schema = schema }

  var text: String {
    var parts: [(path: String, rows: [String])] = []
    for key in SchemaKeys.all(of: schema) {
      let path = key.path.dropLast().joined(separator: ".")
      let index = parts.firstIndex { $0.path == path } ?? parts.count
      if index == parts.count { parts.append((path, [])) }
      parts[index].rows.append(row(key))
    }
    return parts.map { part in
      let title = part.path.isEmpty ? "scenario.yaml" : part.path
      return "\n### `\(title)`\n\n| key | value | when left out | what |\n| --- | --- | --- | --- |\n"
        + part.rows.joined()
    }.joined() + "\n"
  }

  private func row(_ key: SchemaKey) -> String {
    let name = (key.path.last ?? "").replacing("[]", with: "")
    let other: String =
      if key.isRequired { "**required**" } else if let value = key.schema["default"] { "`\(Self.text(value))`" } else {
        ""
      }
    let what = key.schema["description"]?.stringValue ?? referenced(key.schema)?["description"]?.stringValue ?? ""
    return "| `\(name)` | \(kind(key.schema)) | \(other) | \(what.replacing("|", with: "\\|")) |\n"
  }

  private static func text(_ value: JSONValue) -> String {
    value.stringValue.map { $0.isEmpty ? "\"\"" : $0 } ?? JSONWriter.string(value)
  }

  private func referenced(_ value: JSONValue) -> JSONValue? { value["$ref"]?.stringValue.map(schema.definition) }

  private static let names = [
    "text": "text", "scalar": "text, number, flag", "integer": "whole number", "port": "port", "points": "0 to 1000",
    "flag": "true or false", "duration": "duration", "quantity": "quantity", "reference": "object",
    "texts": "map of texts",
    "values": "map", "line": "log line", "lines": "list of log lines", "probe": "probe", "path": "JSONPath",
    "moment": "moment",
    "program": "map", "answer": "map",
  ]

  private func kind(_ value: JSONValue) -> String {
    if let name = value["$ref"]?.stringValue?.split(separator: "/").last {
      return Self.names[String(name)] ?? String(name)
    }
    if let choices = value["anyOf"]?.arrayValue, let words = choices.first?["enum"] ?? value["enum"] {
      return list(words)
    }
    if let words = value["enum"] { return list(words) }
    if let items = value["items"] { return "list of " + plural(kind(items)) }
    if value["const"] != nil { return "`\(Self.text(value["const"] ?? .null))`" }
    switch value["type"]?.stringValue {
    case "object": return "map"
    case "string": return "text"
    default:
      return value["anyOf"] == nil
        ? "whole number" : value["anyOf"]?.arrayValue?.first?["type"] == "string" ? "text or map" : "whole number"
    }
  }

  private func list(_ words: JSONValue) -> String {
    (words.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ", ")
  }

  private func plural(_ kind: String) -> String {
    switch kind {
    case "text or map": "texts or maps"
    case "0 to 1000": "numbers"
    default: kind + "s"
    }
  }
}

import KubernetesModel
import Scenarios

/// Takes out of a text what no provider needs to see: values of Secrets, tokens, passwords and keys.
struct SecretMask: Sendable {
  static let mark = "[masked]"
  /// Shorter values stand in too many texts for other reasons.
  private static let shortest = 4

  /// Longest first, so that none is left over of which a part was masked.
  private let values: [String]

  /// Knows the values of the scenario's Secrets, as they are and in base64.
  init(_ scenario: Scenario) {
    var manifests = scenario.base
    for fault in scenario.faults {
      switch fault.action {
      case .apply(let applied): manifests += applied
      case .patch(let object, let patch) where object.resource.resource == "secrets": manifests.append(patch)
      case .patch, .delete: break
      }
    }
    var values: Set<String> = []
    for manifest in manifests where Self.isSecret(manifest.object) {
      let plain = manifest.object["stringData"]?.objectValue?.members.compactMap { $0.value.stringValue } ?? []
      let encoded = manifest.object["data"]?.objectValue?.members.compactMap { $0.value.stringValue } ?? []
      values.formUnion(plain + plain.map { Base64.encode($0.utf8) } + encoded)
      values.formUnion(encoded.compactMap(Base64.decode).compactMap { String(validating: $0, as: UTF8.self) })
    }
    self.values = values.filter { $0.utf8.count >= Self.shortest }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  private static func isSecret(_ object: JSONValue) -> Bool {
    object.kind == "Secret" || object["stringData"] != nil
  }

  func masked(_ text: String) -> String {
    let text = Self.withoutKeyBlocks(values.reduce(text) { $0.replacing($1, with: Self.mark) })
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    return Self.withoutData(lines).map(SecretLine.masked).joined(separator: "\n")
  }

  /// What stands under `data:` in the manifest of a Secret.
  private static func withoutData(_ lines: [String]) -> [String] {
    var lines = lines
    for index in lines.indices {
      let line = ManifestLine(lines[index])
      guard line.key == "data" || line.key == "stringData", isInSecret(index, lines) else { continue }
      if !line.value.isEmpty, line.value != "{" { lines[index] = SecretLine.withoutValue(lines[index]) }
      let block = lines[(index + 1)...].prefix { ManifestLine($0).indent > line.indent }
      for place in block.indices { lines[place] = SecretLine.withoutValue(lines[place]) }
    }
    return lines
  }

  /// Whether the object whose field stands in a line says of itself that it is a Secret, before or after that line.
  private static func isInSecret(_ index: Int, _ lines: [String]) -> Bool {
    let indent = ManifestLine(lines[index]).indent
    for place in lines.indices[..<index].reversed() {
      let line = ManifestLine(lines[place])
      if line.indent < indent || line.isBreak { break }
      if line.indent == indent, line.key == "kind" { return line.value == "Secret" }
      if line.indent == indent, line.beginsElement { break }
    }
    for place in lines.indices[(index + 1)...] {
      let line = ManifestLine(lines[place])
      if line.indent < indent || line.isBreak || line.indent == indent && line.beginsElement { break }
      if line.indent == indent, line.key == "kind" { return line.value == "Secret" }
    }
    // The first line of a pasted manifest stands behind a command.
    return lines[..<index].last?.contains("kind: Secret") == true
  }

  private static func withoutKeyBlocks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    // Of a key without its first line, all that stands before the last one may belong to it.
    if let end = rest.firstRange(of: "PRIVATE KEY-----"), !rest[..<end.lowerBound].contains("-----BEGIN ") {
      result = mark
      rest = rest[end.upperBound...]
    }
    while let begin = rest.firstRange(of: "-----BEGIN "),
      let dashes = rest[begin.upperBound...].firstRange(of: "-----")
    {
      let body = rest[dashes.upperBound...]
      guard rest[begin.upperBound..<dashes.lowerBound].hasSuffix("PRIVATE KEY") else {
        result += rest[..<dashes.upperBound]
        rest = body
        continue
      }
      let end = body.firstRange(of: "-----END ").flatMap { body[$0.upperBound...].firstRange(of: "-----")?.upperBound }
      result += rest[..<begin.lowerBound] + mark
      rest = end.map { rest[$0...] } ?? rest.suffix(0)
    }
    return result + rest
  }
}

/// A line of a manifest, in YAML or in JSON.
private struct ManifestLine {
  let indent: Int
  let key: String
  let value: String
  /// Whether an element of a list begins here.
  let beginsElement: Bool

  var isBreak: Bool { key == "---" }

  init(_ line: String) {
    let body = line.drop { $0 == " " }
    beginsElement = body.hasPrefix("- ")
    let field = beginsElement ? body.dropFirst(2) : body
    indent = line.count - field.count
    let halves = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    func plain(_ text: Substring?) -> String { String((text ?? "").filter { !" \"',".contains($0) }) }
    key = plain(halves.first)
    value = halves.count == 2 ? plain(halves[1]) : ""
  }
}

import KubernetesModel

/// The values that a scenario's solution writes: what stands behind `=` in its arguments, the scalars of its JSON, and the
/// names of objects that it makes.
///
/// What a player sees anyway is none: the guilty objects' names, and kinds.
package struct MendValues {
  /// Flags of which the value changes nothing.
  private static let neutral = [
    "--timeout", "--type", "--namespace", "--selector", "--for", "--field-selector", "--output", "--container",
    "--overwrite", "--ignore-not-found", "--dry-run", "--force", "--grace-period", "--wait", "--from", "--record",
    "--patch-file", "--filename",
  ]
  /// Keys of JSON patches that say where, not what.
  private static let places: Set<String> = ["op", "path", "from", "name", "kind", "apiVersion", "$patch"]
  /// Shorter ones stand in too many texts for other reasons.
  private static let shortest = 3

  package let all: [String]

  package init(_ scenario: Scenario) {
    let known = Set(scenario.cause.diagnoses.compactMap(\.object.name) + [scenario.namespace])
    var all: [String] = []
    for value in scenario.solution.flatMap({ $0.split(separator: "\n") }).flatMap(Self.values)
    where !all.contains(value) && !known.contains(value) {
      if value.count >= Self.shortest, !["true", "false", "null"].contains(value),
        ObjectReference.definition(value) == nil
      {
        all.append(value)
      }
    }
    self.all = all
  }

  private static func values(of line: Substring) -> [String] {
    let words = ShellWords.of(line)
    if let field = yamlField(words) { return [field] }
    return words.indices.flatMap { index -> [String] in
      let word = words[index]
      if let json = try? JSONParser.parse(word), !json.isScalar { return scalars(of: json) }
      if neutral.contains(where: { word == $0 || word.hasPrefix($0 + "=") }) { return [] }
      guard let sign = word.lastIndex(of: "=") else { return made(words, index) }
      let value = String(word[word.index(after: sign)...])
      if let json = try? JSONParser.parse(value), !json.isScalar { return scalars(of: json) }
      return value.split(separator: ",").map(String.init)
    }
  }

  /// The value of a line of a manifest, as in `targetPort: 8080`; nil for other lines.
  private static func yamlField(_ words: [String]) -> String? {
    let words = words.first == "-" ? words.dropFirst() : words[...]
    guard words.count == 2, let key = words.first, key.hasSuffix(":"), let value = words.last else { return nil }
    return places.union(["app", "namespace", "type"]).contains(String(key.dropLast())) ? "" : value
  }

  /// Options whose values name nothing that is made.
  private static let valued: Set = ["-n", "--namespace", "-f", "--filename", "-l", "--selector", "-o", "--output"]
  /// What `kubectl create` calls the sorts of a kind.
  private static let sorts: Set = [
    "generic", "tls", "docker-registry", "clusterip", "nodeport", "loadbalancer", "externalname",
  ]

  /// The name of an object that a `kubectl create` makes.
  private static func made(_ words: [String], _ index: Int) -> [String] {
    guard let create = words.firstIndex(of: "create"), index > create + 1, !words[index].hasPrefix("-"),
      !valued.contains(words[index - 1]), !sorts.contains(words[index]), !words[create...index].contains("kubectl")
    else { return [] }
    return [words[index]]
  }

  private static func scalars(of json: JSONValue) -> [String] {
    switch json {
    case .object(let object):
      return object.members.flatMap { places.contains($0.key) ? [] : scalars(of: $0.value) }
    case .array(let elements): return elements.flatMap(scalars)
    default: return [FieldPath.text(json)]
    }
  }
}

extension JSONValue {
  fileprivate var isScalar: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }
}

/// A command line cut into words, as far as that needs no shell: quotes hold words together.
package enum ShellWords {
  package static func of(_ line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace || "|;&".contains(character) {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

import APIServer
import KubernetesModel
import Nodes
package import Scenarios

/// What only the solution, the cause and the evidence of a scenario hold: names, values, commands, and runs of their words.
///
/// What of it is a secret in a situation, `SpoilerCheck` decides. It is the same for all runs of a variant, and can be kept.
package struct SecretPhrases: Sendable {
  /// How long something is a secret.
  enum Term: Sendable {
    /// Until it was shown in just these words.
    case always
    /// Until a fact was seen.
    case fact(String)
    /// Until all of these facts were seen; never for whoever pays for a hint to one of them.
    case line(shows: [String])
  }

  /// Words of a run that nobody writes by chance.
  private static let run = 6
  private static let runLength = 24

  /// Finds any of them.
  private(set) var trie = PhraseTrie([[UInt8]]())
  private var terms: [[UInt8]: [Term]] = [:]
  private var term = Term.always
  private let scenario: Scenario
  /// What the scenario's objects and nodes are called.
  let names: Set<String>

  package init(_ scenario: Scenario) {
    self.scenario = scenario
    names = Set(
      scenario.base.map(\.object.name) + scenario.nodes.map(\.name)
        + scenario.cause.diagnoses.compactMap(\.object.name))
    for fact in scenario.evidence {
      term = .fact(fact.id)
      add(fact)
      term = .always
      for hint in fact.hints { addProse(hint) }
    }
    addCause()
    addSolution()
    addInvestigation()
    for call in CommandScan.calls { terms[call] = [.always] }
    trie = PhraseTrie(terms.keys.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Whether a phrase is a secret in a situation, as far as nothing shows it.
  func isSecret(_ phrase: PhraseTrie.Phrase, in situation: AdviceSituation) -> Bool {
    (terms[phrase.literal] ?? []).contains { term in
      switch term {
      case .always: true
      case .fact(let id): !situation.seen.contains(id)
      case .line(let shows):
        shows.contains { !situation.seen.contains($0) } && !shows.contains { $0 == situation.ladderStep?.evidence }
      }
    }
  }

  // MARK: Evidence

  private mutating func add(_ fact: Evidence) {
    addProse(fact.sentence)
    for object in fact.about { add(object) }
    for probe in fact.shownBy { add(probe) }
  }

  private mutating func add(_ object: ObjectReference) {
    for name in [object.name, object.namespace].compactMap({ $0 }) + object.labels.values { addName(name) }
  }

  private mutating func add(_ probe: Probe) {
    switch probe {
    case .field(let object, let path, let test):
      add(object)
      add(test, of: path.lastName)
    case .cell(let object, _, let test), .event(let object, _, let test), .log(let object, let test):
      add(object)
      add(test, of: nil)
    case .output(let object, let test):
      if let object { add(object) }
      add(test, of: nil)
    case .connection(let connection):
      addName(connection.host)
      if let port = connection.port { addValue(String(port)) }
      if let status = connection.status { addValue(String(status)) }
    case .absence(let object): add(object)
    case .relation(let probes): for probe in probes { add(probe) }
    }
  }

  private mutating func add(_ test: ValueTest, of field: String?) {
    switch test {
    case .equals(let value): add(value, of: field)
    case .contains(let value): add(value, of: field)
    case .oneOf(let values): for value in values { add(value, of: field) }
    case .exists, .absent, .atLeast: break
    }
  }

  private mutating func add(_ value: String, of field: String?) {
    addValue(value)
    if let field { addPair(field, value) }
  }

  // MARK: The cause and the mend

  private mutating func addCause() {
    let cause = scenario.cause
    for text in [cause.sentence, cause.mend, scenario.debrief.report] { addProse(text) }
    for diagnosis in cause.diagnoses { add(diagnosis.object) }
    for id in Set(scenario.classes + cause.diagnoses.flatMap(\.classes)) {
      add(id)
      if let name = FailureClass.find(id)?.name { add(name) }
    }
  }

  private mutating func addSolution() {
    for value in MendValues(scenario).all { addValue(value) }
    let commands =
      scenario.solution.flatMap { $0.split(separator: "\n") } + CommandScan.commands(in: scenario.cause.mend)
    for line in commands where CommandScan.isChanging(line) {
      add(String(line))
      for word in ShellWords.of(line) {
        if word.hasPrefix("-"), word.contains("="), !word.hasPrefix("--type"), !word.hasPrefix("--timeout") {
          add(String(word.drop { $0 == "-" }))
        }
        if let json = try? JSONParser.parse(word) { addPairs(json) }
      }
    }
    for object in scenario.allowed { add(object) }
  }

  /// Keys of patches beside what they are set to: `targetPort 8443`.
  private mutating func addPairs(_ json: JSONValue) {
    if let array = json.arrayValue { for element in array { addPairs(element) } }
    guard let object = json.objectValue else { return }
    for member in object.members {
      switch member.value {
      case .array, .object: addPairs(member.value)
      default: addPair(member.key, FieldPath.text(member.value))
      }
    }
    if let path = object["path"]?.stringValue?.split(separator: "/").last, let value = object["value"] {
      if case .array = value { addValue(FieldPath.text(value)) } else { addPair(String(path), FieldPath.text(value)) }
    }
  }

  private static let unspoken: Set = ["op", "path", "name", "namespace", "kind", "apiversion", "ready"]

  private mutating func addPair(_ key: String, _ value: String) {
    guard !Self.unspoken.contains(key.lowercased()), !value.isEmpty, !value.contains(" ") else { return }
    // A value that tells something by itself is looked for without its key.
    guard !Vocabulary.isValue(value) else { return }
    add(key + " " + value)
  }

  /// Lines of the ideal investigation that name an object.
  private mutating func addInvestigation() {
    for step in scenario.investigation where !step.shows.isEmpty {
      let words = ShellWords.of(step.run[...]).flatMap { $0.split { "/=".contains($0) }.map(String.init) }
      let named = words.filter(names.contains)
      term = .line(shows: step.shows)
      if !named.isEmpty { add(step.run) }
      for name in named { addName(name) }
      term = .always
    }
  }

  // MARK: Texts

  /// The telling words of sentences, and runs of their words.
  private mutating func addProse(_ text: String) {
    // A number of a sentence is a secret only where it is a value elsewhere.
    for word in Vocabulary.parts(of: text)
    where !word.allSatisfy(\.isNumber) && Vocabulary.isTelling(word, among: names) {
      add(word)
    }
    let folded = FoldedText(text)
    let words = folded.chunks
    guard words.count > Self.run else {
      if words.count > 2, text.utf8.count >= Self.runLength { add(text) }
      return
    }
    for first in stride(from: 0, through: words.count - Self.run, by: 2) {
      let slice = folded.bytes[words[first].startIndex..<words[first + Self.run - 1].endIndex]
      if slice.count >= Self.runLength { keep(FoldedText.literal(slice)) }
    }
  }

  /// What a field holds or a program prints: all of it, and its telling words.
  private mutating func addValue(_ value: String) {
    if !value.contains(where: \.isWhitespace), Vocabulary.isValue(value) { add(value) }
    if value.contains(where: \.isWhitespace), value.utf8.count >= 6 { add(value) }
    for word in Vocabulary.parts(of: value) where Vocabulary.isTelling(word, among: names) { add(word) }
  }

  private mutating func addName(_ name: String) { if Vocabulary.isValue(name) { add(name) } }

  private mutating func add(_ text: String) {
    let literal = FoldedText.literal(FoldedText(text).bytes[...])
    if literal.count(where: FoldedText.isWordByte) >= 3 { keep(literal) }
  }

  private mutating func keep(_ literal: [UInt8]) { terms[literal, default: []].append(term) }
}

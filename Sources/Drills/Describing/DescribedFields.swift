import APIServer
import Cluster
import Kubectl
import KubernetesModel
import Scenarios
import Scoring
import Synchronization

/// Finds the lines in which kubectl describe says a field, whatever form it gives it: `timeoutSeconds: 1` is `timeout=1s`
/// there. Nobody lists those forms: the object is described again with another value, and the lines that change say it.
struct DescribedFields: FieldDescriber {
  /// Values of an object that may be the one that is meant.
  private static let candidateLimit = 16

  private let cluster: Cluster
  private let known = Known()

  /// - Parameter cluster: as it was when the player's command was done. Of one command many facts are asked for.
  init(cluster: Cluster) { self.cluster = cluster }

  func lines(
    of screen: Set<String>, saying path: FieldPath, of object: JSONValue, in resource: GroupResource, as value: String
  ) -> [String] {
    let leaves = Leaf.all(in: object, saying: value).filter { leaf in
      leaf.others.first.map { path.texts(in: leaf.replaced(in: object, by: $0)) != path.texts(in: object) } ?? false
    }
    guard !leaves.isEmpty, let described = known.described(object, in: resource, of: cluster) else { return [] }
    let printed = described.lines.filter { screen.contains($0.text) }
    guard !printed.isEmpty else { return [] }
    return leaves.prefix(Self.candidateLimit).flatMap { leaf in
      Self.lines(printed, of: described.lines, thatDifferIn: leaf.others) {
        described.lines(of: leaf.replaced(in: described.object, by: $0))
      }
    }
  }

  /// The lines that are different with each of the other values. A line that only says whether two things are equal has
  /// one form for all other values.
  /// - Parameter describe: gives the lines with another value, which takes a while.
  private static func lines(
    _ printed: [Line], of plain: [Line], thatDifferIn values: [JSONValue], _ describe: (JSONValue) -> [Line]
  ) -> [String] {
    var candidates = printed
    var seen = Set(plain)
    for value in values where !candidates.isEmpty {
      let other = describe(value)
      let labels = Set(other.filter { !seen.contains($0) }.map(\.label))
      candidates.removeAll { other.contains($0) || !labels.contains($0.label) }
      seen.formUnion(other)
    }
    return candidates.map(\.text)
  }

  /// The objects that were described, by uid and version.
  private final class Known: Sendable {
    private let objects = Mutex<[String: DescribedLines]>([:])

    func described(_ object: JSONValue, in resource: GroupResource, of cluster: Cluster) -> DescribedLines? {
      let version = object.at("metadata", "resourceVersion")?.stringValue ?? ""
      let key = (object.at("metadata", "uid")?.stringValue ?? "") + " " + version
      if let lines = objects.withLock({ $0[key] }) { return lines }
      let lines = DescribedLines(object, in: resource, of: cluster)
      objects.withLock { $0[key] = lines }
      return lines
    }
  }
}

private struct Line: Hashable {
  let text: String
  /// What stands before its first colon.
  let label: String
}

/// The lines in which describe prints an object.
private struct DescribedLines {
  let object: JSONValue
  /// Of the object as it is.
  private(set) var lines: [Line] = []
  private let description: DescribedObject

  init?(_ object: JSONValue, in resource: GroupResource, of cluster: Cluster) {
    var object = object
    // Elements of lists do not say what they are.
    if object.kind.isEmpty, let definition = cluster.server.catalog.definition(resource) {
      object["kind"] = .string(definition.kind)
      object["apiVersion"] = .string(definition.groupVersion.apiVersion)
    }
    guard let description = DescribedObject(object, group: resource.group, through: DescribingTransport(cluster))
    else { return nil }
    self.object = object
    self.description = description
    lines = lines(of: object)
  }

  /// - Parameter object: as it is, or with another value.
  func lines(of object: JSONValue) -> [Line] {
    description.text(of: object).utf8.split(separator: UInt8(ascii: "\n")).map { line in
      let label = line.firstIndex(of: UInt8(ascii: ":")).map { line[..<$0] } ?? line[line.endIndex...]
      return Line(text: Self.withoutBlanks(line), label: Self.withoutBlanks(label))
    }
  }

  private static func withoutBlanks(_ line: Substring.UTF8View) -> String {
    let blanks: Set = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    guard let start = line.firstIndex(where: { !blanks.contains($0) }),
      let end = line.lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return String(Substring(line[start...end]))
  }
}

/// One value in an object, and where it is.
private struct Leaf {
  let path: [PathStep]
  let value: JSONValue

  /// Where a tree holds a value, by its text.
  static func all(in tree: JSONValue, saying text: String) -> [Leaf] {
    var found: [Leaf] = []
    func visit(_ value: JSONValue, _ path: [PathStep]) {
      switch value {
      case .object(let object): for member in object.members { visit(member.value, path + [.key(member.key)]) }
      case .array(let elements):
        for (index, element) in elements.enumerated() { visit(element, path + [.index(index)]) }
      default: if FieldPath.text(value) == text { found.append(Leaf(path: path, value: value)) }
      }
    }
    visit(tree, [])
    return found
  }

  /// Values of the same kind that it might have instead.
  var others: [JSONValue] {
    switch value {
    case .integer(let number): [1, 2].map { .integer(number.addingReportingOverflow($0).partialValue) }
    case .bool(let flag): [.bool(!flag)]
    case .string(let text): [1, 2].map { .string(Self.shifted(text, by: $0)) }
    case .double, .null, .array, .object: []
    }
  }

  /// The text with other digits, so that a quantity stays one; with another letter at its end where it has none.
  private static func shifted(_ text: String, by step: Int) -> String {
    guard text.contains(where: \.isWholeNumber) else { return text + String(repeating: "x", count: step) }
    return String(text.map { $0.wholeNumberValue.map { Character(String(($0 + step) % 10)) } ?? $0 })
  }

  func replaced(in tree: JSONValue, by other: JSONValue) -> JSONValue { Self.replace(tree, path[...], other) }

  private static func replace(_ tree: JSONValue, _ path: ArraySlice<PathStep>, _ other: JSONValue) -> JSONValue {
    guard let step = path.first else { return other }
    switch (step, tree) {
    case (.key(let key), .object(var object)):
      object[key] = object[key].map { replace($0, path.dropFirst(), other) }
      return .object(object)
    case (.index(let index), .array(var elements)) where elements.indices.contains(index):
      elements[index] = replace(elements[index], path.dropFirst(), other)
      return .array(elements)
    default: return tree
    }
  }
}

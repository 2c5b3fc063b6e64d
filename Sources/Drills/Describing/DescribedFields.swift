import APIServer
import Cluster
import KubernetesModel
import Scenarios
import Scoring

/// Finds the lines in which kubectl describe says a field, whatever form it gives it: `timeoutSeconds: 1` is `timeout=1s`
/// there. Nobody lists those forms: the object is described again with another value, and the lines that change say it.
struct DescribedFields: FieldDescriber {
  /// Values of an object that may be the one that is meant.
  private static let candidateLimit = 16

  let cluster: Cluster

  func lines(saying path: FieldPath, of object: JSONValue, in resource: GroupResource, as value: String) -> [String] {
    let leaves = Leaf.all(in: object, saying: value).filter { leaf in
      leaf.others.first.map { path.texts(in: leaf.replaced(in: object, by: $0)) != path.texts(in: object) } ?? false
    }
    guard !leaves.isEmpty else { return [] }
    let plain = describe(object, resource)
    return leaves.prefix(Self.candidateLimit).flatMap { leaf in
      lines(plain, whereDifferent: leaf.others.map { describe(leaf.replaced(in: object, by: $0), resource) })
    }
  }

  /// The lines that are different with each of the other values. A line that only says whether two things are equal has
  /// one form for all other values.
  private func lines(_ plain: [Line], whereDifferent others: [[Line]]) -> [String] {
    plain.filter { line in
      others.indices.allSatisfy { index in
        let rest = others.enumerated().filter { $0.offset != index }.flatMap(\.element) + plain
        return !others[index].contains(line)
          && others[index].contains { $0.label == line.label && !rest.contains($0) }
      }
    }.map(\.text)
  }

  private struct Line: Hashable {
    let text: String
    /// What stands before its first colon.
    let label: String
  }

  private func describe(_ object: JSONValue, _ resource: GroupResource) -> [Line] {
    var arguments = ["describe", resource.qualified, object.name]
    if !object.namespace.isEmpty { arguments += ["-n", object.namespace] }
    let output = DescribingTransport(cluster, substitute: object).output(of: arguments)
    return output.split(separator: "\n").map { line in
      let label = line.contains(":") ? line.prefix { $0 != ":" } : ""
      return Line(text: line.trimmingBlanks(), label: label.trimmingBlanks())
    }
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

extension StringProtocol {
  fileprivate func trimmingBlanks() -> String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

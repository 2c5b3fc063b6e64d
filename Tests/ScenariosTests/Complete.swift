import Foundation
import KubernetesModel
import Scenarios

/// A scenario that has every key, as a tree that tests change.
enum Complete {
  static let text: String = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/complete.yaml")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  static var tree: JSONValue { (try? YAMLReader.value(text)) ?? .null }

  private static let manifest = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "shop.example/web:1"}]}
    """

  private static let manifests: [String: [SourceNode]] = {
    let deployment = (try? YAMLReader.value(manifest)) ?? .null
    let late: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "late"]]
    return [
      "manifests/all.yaml": [SourceNode(deployment, at: SourcePosition(file: "manifests/all.yaml"))],
      "faults/late.yaml": [SourceNode(late, at: SourcePosition(file: "faults/late.yaml"))],
    ]
  }()

  static func source(_ tree: JSONValue) throws(ScenarioProblem) -> ScenarioSource {
    let root = SourceNode(tree, at: SourcePosition(file: "scenario.yaml"))
    return try ScenarioSource(id: "complete", root: root, manifests: manifests)
  }

  /// Why the reader refuses it.
  static func error(in tree: JSONValue) -> String? {
    do throws(ScenarioProblem) {
      _ = try source(tree).scenario(seed: 0)
      return nil
    } catch {
      return error.message
    }
  }

  /// What the linter calls an error of what can be read.
  static func lint(_ tree: JSONValue) -> String? {
    let problems = (try? source(tree)).map { ScenarioLinter.problems(in: $0) } ?? []
    return problems.first { $0.severity == .error }?.message
  }
}

extension JSONValue {
  /// Every path to a value inside.
  var allPaths: [[PathStep]] {
    switch self {
    case .object(let object):
      return object.members.flatMap { member in
        [[.key(member.key)]] + member.value.allPaths.map { [.key(member.key)] + $0 }
      }
    case .array(let elements):
      return elements.enumerated().flatMap { index, element in
        [[.index(index)]] + element.allPaths.map { [.index(index)] + $0 }
      }
    default: return []
    }
  }

  func value(at path: ArraySlice<PathStep>) -> JSONValue? {
    guard let step = path.first else { return self }
    switch (step, self) {
    case (.key(let key), .object(let object)): return object[key]?.value(at: path.dropFirst())
    case (.index(let index), .array(let elements)): return elements[index].value(at: path.dropFirst())
    default: return nil
    }
  }

  /// The same with another value at a path; nil takes a key away.
  func replacing(_ path: ArraySlice<PathStep>, with value: JSONValue?) -> JSONValue {
    guard let step = path.first else { return value ?? .null }
    let isLast = path.count == 1
    switch (step, self) {
    case (.key(let key), .object(var object)):
      object[key] = isLast ? value : object[key]?.replacing(path.dropFirst(), with: value)
      return .object(object)
    case (.index(let index), .array(var elements)):
      if isLast, value == nil {
        elements.remove(at: index)
      } else {
        elements[index] = elements[index].replacing(path.dropFirst(), with: value)
      }
      return .array(elements)
    default: return self
    }
  }
}

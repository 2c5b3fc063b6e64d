import APIServer
import KubernetesModel

/// What the API server does not accept of a scenario's objects, each complaint at the field that it is about.
struct Refusal: Error {
  var problems: [ScenarioProblem]

  init(_ problems: [ScenarioProblem]) { self.problems = problems }

  init(_ message: String, at position: SourcePosition, suggestion: String? = nil) {
    problems = [ScenarioProblem(message, at: position, suggestion: suggestion)]
  }

  /// - Parameter source: what was sent; its place is that of complaints about no field.
  init(_ response: APIResponse, to source: SourceNode) {
    var status = JSONValue.null
    if case .value(let value) = response.body { status = value }
    let causes = status.at("details", "causes")?.arrayValue ?? []
    let placed = causes.compactMap { cause -> ScenarioProblem? in
      guard let field = cause["field"]?.stringValue, let message = cause["message"]?.stringValue else { return nil }
      return ScenarioProblem("the API server refuses \(field): \(message)", at: source.position(ofField: field))
    }
    let message = status["message"]?.stringValue ?? "HTTP status \(response.status)"
    problems =
      placed.isEmpty ? [ScenarioProblem("the API server refuses it: \(message)", at: source.position)] : placed
  }
}

extension SourceNode {
  /// Where a field stands that the API server names, as in `spec.containers[0].name`; where the nearest part around it
  /// does when it is not there.
  package func position(ofField field: String) -> SourcePosition {
    var node = self
    for step in Self.steps(of: field) {
      guard let next = node.node(at: [step]) else { break }
      node = next
    }
    return node.position
  }

  /// `spec.ports[0].name` and `metadata.labels[a.b/c]` as keys and indices.
  private static func steps(of field: String) -> [String] {
    var steps: [String] = []
    var step = ""
    var isInBrackets = false
    for character in field {
      switch character {
      case "[", "]":
        if !step.isEmpty { steps.append(step) }
        step = ""
        isInBrackets = character == "["
      case "." where !isInBrackets:
        if !step.isEmpty { steps.append(step) }
        step = ""
      default: step.append(character)
      }
    }
    return step.isEmpty ? steps : steps + [step]
  }
}

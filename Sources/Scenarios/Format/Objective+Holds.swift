package import APIServer
import KubernetesModel

extension Objective {
  /// Whether it is met now. Where labels select objects, all of them must meet it, and there must be one.
  package func holds(in api: APIServer) -> Bool {
    let objects = object.objects(in: api)
    if condition == .deleted { return objects.isEmpty }
    return !objects.isEmpty && objects.allSatisfy { holds(for: $0.value) }
  }

  private func holds(for object: JSONValue) -> Bool {
    switch condition {
    case .exists: return true
    case .deleted: return false
    case .condition(let type, let status):
      return (object.at("status", "conditions")?.arrayValue ?? []).contains {
        $0["type"]?.stringValue?.lowercased() == type.lowercased()
          && $0["status"]?.stringValue?.lowercased() == status.lowercased()
      }
    case .field(let path, let test):
      let texts = path.texts(in: object)
      return texts.isEmpty ? test.passes(nil) : texts.allSatisfy(test.passes)
    }
  }
}

import APIServer
package import Cluster
import KubernetesModel

extension Objective {
  /// Why it is not met now, with what was seen instead; nil when it is met.
  package func shortfall(in cluster: Cluster) -> String? {
    guard !holds(in: cluster) else { return nil }
    let objects = object.objects(in: cluster.server)
    if condition == .deleted { return "\"\(object.description)\" is still there" }
    guard !objects.isEmpty else { return "there is no \"\(object.description)\"" }
    let failing = objects.lazy.compactMap { found -> String? in
      let one = Objective(
        says: says,
        object: ObjectReference(found.resource, namespace: found.namespace, name: found.name), condition: condition)
      return one.holds(in: cluster) ? nil : one.observation(of: found, in: cluster)
    }
    return failing.first ?? "nothing that counts is there of \"\(object.description)\""
  }

  private func observation(of found: StoredObject, in cluster: Cluster) -> String {
    let name = object.description
    switch condition {
    case .exists, .deleted: return "there is no \"\(name)\""
    case .condition(let type, let status):
      let all = found.value.at("status", "conditions")?.arrayValue ?? []
      let last = all.first { $0["type"]?.stringValue?.lowercased() == type.lowercased() }
      guard let last else { return "\"\(name)\" has no condition \(type)" }
      let message = last["message"]?.stringValue.map { ": \"\($0)\"" } ?? ""
      return "\(type) of \"\(name)\" is \(last["status"]?.stringValue ?? "not known"), not \(status)\(message)"
    case .field(let path, let test):
      let texts = path.texts(in: found.value)
      let seen = texts.isEmpty ? "is empty" : "is \"\(texts.joined(separator: " "))\""
      return "\(path.text) of \"\(name)\" \(seen), not \(test.wish)"
    case .connects(let check):
      let outcome = cluster.tryConnection(check.question, from: found)
      return "a connection from \"\(name)\" to \"\(check.endpoint.description)\" \(check.observation(of: outcome))"
    }
  }
}

extension ValueTest {
  /// What it wants, in words.
  fileprivate var wish: String {
    switch self {
    case .equals(let value): "\"\(value)\""
    case .contains(let part): "something with \"\(part)\""
    case .oneOf(let values): "one of " + values.map { "\"\($0)\"" }.joined(separator: ", ")
    case .exists: "something"
    case .absent: "nothing"
    case .atLeast(let number): "\(number) or more"
    }
  }
}

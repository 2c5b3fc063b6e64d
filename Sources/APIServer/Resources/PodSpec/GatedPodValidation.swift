import KubernetesModel

/// What may change in a pod that waits at a scheduling gate: where it may go, as long as that becomes narrower.
enum GatedPodValidation {
  private static let affinityPath = ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]

  /// Sets back what may change in `spec`, or is reported here.
  static func check(_ spec: inout JSONValue, _ before: JSONValue, _ errors: inout FieldErrors) {
    let selector = spec["nodeSelector"] ?? .null
    let kept = before["nodeSelector"]?.objectValue?.members ?? []
    if kept.contains(where: { selector[$0.key] != $0.value }) {
      errors.invalid(
        "spec.nodeSelector", selector, "only additions to spec.nodeSelector are allowed (no mutations or deletions)")
    }
    spec["nodeSelector"] = before["nodeSelector"]
    guard spec.at("affinity", "nodeAffinity") != before.at("affinity", "nodeAffinity") else { return }
    checkTerms(spec, before, &errors)
    spec.set(before.at("affinity", "nodeAffinity"), at: "affinity", "nodeAffinity")
    if before["affinity"] == nil, spec["affinity"]?.isEmptyContainer == true { spec["affinity"] = nil }
  }

  private static func terms(_ spec: JSONValue) -> [JSONValue] {
    spec.at(affinityPath[...])?.list("nodeSelectorTerms") ?? []
  }

  private static func checkTerms(_ spec: JSONValue, _ before: JSONValue, _ errors: inout FieldErrors) {
    let (old, new) = (terms(before), terms(spec))
    guard !old.isEmpty else { return }
    let field = "spec." + affinityPath.joined(separator: ".") + ".nodeSelectorTerms"
    guard old.count == new.count else {
      return errors.add(
        .invalid, field,
        "Invalid value: [\(new.map(text).joined(separator: ","))]: "
          + "no additions/deletions to non-empty NodeSelectorTerms list are allowed")
    }
    for (index, (old, new)) in zip(old, new).enumerated() where !adds(new, to: old) {
      errors.add(
        .invalid, "\(field)[\(index)]",
        "Invalid value: \(text(new)): only additions are allowed (no mutations or deletions)")
    }
  }

  /// Whether a term holds all that the old one held, in its order. One that held nothing took no node, and stays so.
  private static func adds(_ new: JSONValue, to old: JSONValue) -> Bool {
    let lists = ["matchExpressions", "matchFields"]
    if lists.allSatisfy({ old.list($0).isEmpty }) { return lists.allSatisfy { new.list($0).isEmpty } }
    return lists.allSatisfy { new.list($0).starts(with: old.list($0)) }
  }

  /// A term as Kubernetes shows its own types.
  private static func text(_ term: JSONValue) -> String {
    let lists = ["matchExpressions", "matchFields"].map { name in
      let requirements = term.list(name).map { requirement in
        "{\"Key\":\(quoted(requirement["key"] ?? "")),\"Operator\":\(quoted(requirement["operator"] ?? "")),"
          + "\"Values\":\(quoted(requirement["values"] ?? .null))}"
      }
      let list = term[name]?.arrayValue == nil ? "null" : "[\(requirements.joined(separator: ","))]"
      return "\"\(name.prefix(1).uppercased() + name.dropFirst())\":" + list
    }
    return "{" + lists.joined(separator: ",") + "}"
  }
}

import APIServer
import KubernetesModel
import SimulationKernel

/// The ControllerRevisions in which a DaemonSet or a StatefulSet keeps its templates.
struct RevisionHistory {
  let owner: JSONValue
  let kind: OwnerKind
  /// The label that carries a revision's hash.
  let hashLabel: String

  struct Revision {
    let value: JSONValue
    let hash: String

    var name: String { value.name }
    var number: Int64 { value["revision"]?.intValue ?? 0 }

    var template: JSONValue {
      var template = value.at("data", "spec", "template") ?? .null
      template["$patch"] = nil
      return template
    }
  }

  private var template: JSONValue { owner.at("spec", "template") ?? .null }

  /// The owner's revisions, oldest first.
  func revisions(api: APIServer) -> [Revision] {
    api.list(.controllerRevisions, namespace: owner.namespace).filter { $0.value.controllerUID == owner.uid }
      .map { Revision(value: $0.value, hash: $0.value.labels[hashLabel] ?? "") }
      .sorted { ($0.number, $0.name) < ($1.number, $1.name) }
  }

  /// The revision of the owner's present template: made when it is new, put last when it is an old one again.
  func sync(api: inout APIServer, at now: Instant) throws(APIStatus) -> Revision {
    let all = revisions(api: api)
    let next = (all.last?.number ?? 0) &+ 1
    guard let known = all.last(where: { $0.template == template }) else { return try create(next, api: &api, at: now) }
    if known.number == all.last?.number { return known }
    var value = known.value
    value["revision"] = .integer(next)
    let stored = try api.update(value, in: .controllerRevisions, as: .controllerManager, at: now)
    return Revision(value: stored.value, hash: known.hash)
  }

  private func create(_ number: Int64, api: inout APIServer, at now: Instant) throws(APIStatus) -> Revision {
    let hash = TemplateHash.of(template, collisions: owner.at("status", "collisionCount")?.intValue)
    var data = template
    data["$patch"] = "replace"
    var value: JSONValue = [
      "apiVersion": "apps/v1", "kind": "ControllerRevision",
      "metadata": [
        "name": .string(owner.name + "-" + hash), "namespace": .string(owner.namespace),
        "labels": template.at("metadata", "labels") ?? [:],
      ],
      "data": ["spec": ["template": data]], "revision": .integer(number),
    ]
    value.set(owner.at("metadata", "annotations"), at: "metadata", "annotations")
    value.set(
      nil, at: "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration")
    value.set(.string(hash), at: "metadata", "labels", hashLabel)
    value.ownerReferences = [kind.reference(to: owner)]
    let stored = try api.create(value, in: .controllerRevisions, as: .controllerManager, at: now)
    return Revision(value: stored.value, hash: hash)
  }

  /// Deletes the oldest revisions that no pod has, as far as they are more than `revisionHistoryLimit`.
  func cleanUp(keeping inUse: Set<String>, api: inout APIServer, at now: Instant) throws(APIStatus) {
    let unused = revisions(api: api).filter { !inUse.contains($0.name) && !inUse.contains($0.hash) }
    let limit = owner.at("spec", "revisionHistoryLimit")?.intValue ?? 10
    guard unused.count > limit else { return }
    for revision in unused.prefix(unused.count - Int(max(0, limit))) {
      try api.delete(
        .controllerRevisions, namespace: owner.namespace, revision.name, as: .controllerManager, at: now)
    }
  }
}

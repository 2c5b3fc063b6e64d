import APIServer
import HashTreeCollections
import KubernetesModel

/// Which objects are owned by which, by UID.
struct OwnerGraph: Sendable {
  struct Reference: Hashable, Sendable {
    let resource: GroupResource
    let namespace: String
    let name: String
  }

  private var dependents: TreeDictionary<String, TreeDictionary<Reference, Bool>> = [:]

  mutating func observe(_ change: Change) {
    let object = change.object
    let reference = Reference(resource: object.resource, namespace: object.namespace, name: object.name)
    let before = change.previous?.value.at("metadata", "ownerReferences")
    let after = change.kind == .deleted ? nil : object.value.at("metadata", "ownerReferences")
    if before == after { return }
    for owner in change.previous?.value.ownerReferences ?? [] {
      dependents[owner.uid]?[reference] = nil
      if dependents[owner.uid]?.isEmpty == true { dependents[owner.uid] = nil }
    }
    guard after != nil else { return }
    for owner in object.value.ownerReferences { dependents[owner.uid, default: [:]][reference] = true }
  }

  /// The dependents of an owner, in the order of their names.
  func dependents(of uid: String) -> [Reference] {
    (dependents[uid] ?? [:]).keys.sorted { left, right in
      left.resource == right.resource
        ? (left.namespace, left.name) < (right.namespace, right.name) : left.resource < right.resource
    }
  }
}

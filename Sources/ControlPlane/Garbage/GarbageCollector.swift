import APIServer
import KubernetesModel
import SimulationKernel

/// Deletes objects whose owners are gone, and sees owners off that wait for their dependents or let go of them.
struct GarbageCollector: Controller {
  let name = "garbage-collector-controller"
  var retries = RetryDelays()
  private var graph = OwnerGraph()

  private static let orphan = "orphan"
  private static let foreground = "foregroundDeletion"

  /// A key's task says what to do and with which kind of object.
  private static func key(_ task: String, _ reference: OwnerGraph.Reference) -> WorkKey {
    WorkKey(
      task: task + " " + reference.resource.resource + " " + reference.resource.group, namespace: reference.namespace,
      name: reference.name)
  }

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == .events { return }
    graph.observe(change)
    let object = change.object
    let reference = OwnerGraph.Reference(
      resource: object.resource, namespace: object.namespace, name: object.name)
    if change.kind == .deleted {
      for dependent in graph.dependents(of: object.uid) { queue.addSoon(Self.key("attempt", dependent)) }
      for owner in object.value.ownerReferences where owner.blocksOwnerDeletion {
        if let resource = Self.resource(of: owner) {
          let namespace = object.namespace
          queue.addSoon(
            Self.key("owner", OwnerGraph.Reference(resource: resource, namespace: namespace, name: owner.name)))
        }
      }
      return
    }
    if change.kind == .added, !object.value.ownerReferences.isEmpty {
      // An owner that was gone before its dependent came is missed by nobody else.
      queue.add(Self.key("attempt", reference), after: .seconds(1))
    }
    if object.value.isBeingDeleted, !object.value.finalizers.isEmpty {
      queue.addSoon(Self.key("owner", reference))
    }
  }

  private static func resource(of owner: OwnerReference) -> GroupResource? {
    let kind = GroupVersionKind(GroupVersion(apiVersion: owner.apiVersion), owner.kind)
    return ResourceCatalog.builtIn.definition(of: kind)?.groupResource
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    let words = key.task.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3 else { return }
    let resource = GroupResource(group: words[2], words[1])
    let stored = api.get(resource, namespace: key.namespace, key.name) ?? api.get(resource, key.name)
    guard let stored else { return }
    if words[0] == "attempt" {
      try attemptToDelete(stored, api: &api, at: queue.now)
    } else {
      try processOwner(stored, api: &api, queue: &queue)
    }
  }

  /// Deletes a dependent when none of its owners is there any more; forgets those that are gone otherwise.
  private func attemptToDelete(_ stored: StoredObject, api: inout APIServer, at now: Instant) throws(APIStatus) {
    let owners = stored.value.ownerReferences
    guard !owners.isEmpty, !stored.value.isBeingDeleted else { return }
    var solid: [OwnerReference] = []
    var waiting: [OwnerReference] = []
    for owner in owners {
      guard let found = find(owner, for: stored, api: api) else { continue }
      let waits = found.isBeingDeleted && found.finalizers.contains(Self.foreground)
      if waits { waiting.append(owner) } else { solid.append(owner) }
    }
    if !solid.isEmpty {
      guard solid.count < owners.count else { return }
      var updated = stored.value
      updated.ownerReferences = solid
      try api.update(updated, in: stored.resource, as: .controllerManager, at: now)
    } else {
      let hasDependents = !graph.dependents(of: stored.uid).isEmpty
      let policy = !waiting.isEmpty && hasDependents ? "Foreground" : Self.policy(of: stored)
      try delete(stored, policy: policy, api: &api, at: now)
    }
  }

  private static func policy(of stored: StoredObject) -> String {
    let finalizers = stored.value.finalizers
    return finalizers.contains(orphan) ? "Orphan" : finalizers.contains(foreground) ? "Foreground" : "Background"
  }

  /// The owner that a reference means: of its UID, in the dependent's namespace or in none.
  private func find(_ owner: OwnerReference, for stored: StoredObject, api: APIServer) -> JSONValue? {
    let kind = GroupVersionKind(GroupVersion(apiVersion: owner.apiVersion), owner.kind)
    guard let definition = api.catalog.definition(of: kind) else { return nil }
    let namespace = definition.isNamespaced ? stored.namespace : ""
    let found = api.get(definition.storage, namespace: namespace, owner.name)
    return found?.uid == owner.uid ? found?.value : nil
  }

  private func delete(
    _ stored: StoredObject, policy: String, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    do throws(APIStatus) {
      try api.delete(
        stored.resource, namespace: stored.namespace, stored.name,
        options: ["propagationPolicy": .string(policy), "preconditions": ["uid": .string(stored.uid)]],
        as: .controllerManager, at: now)
    } catch {
      if error.code != 404 { throw error }
    }
  }

  /// An owner that is being deleted with a policy for its dependents.
  private func processOwner(_ stored: StoredObject, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    let finalizers = stored.value.finalizers
    guard stored.value.isBeingDeleted else { return }
    if finalizers.contains(Self.orphan) {
      try release(dependentsOf: stored, api: &api, at: queue.now)
      try removeFinalizer(Self.orphan, from: stored, api: &api, at: queue.now)
    } else if finalizers.contains(Self.foreground) {
      let blocking = graph.dependents(of: stored.uid).compactMap { dependent in
        api.get(dependent.resource, namespace: dependent.namespace, dependent.name)
      }.filter { $0.value.ownerReferences.contains { $0.uid == stored.uid && $0.blocksOwnerDeletion } }
      if blocking.isEmpty { return try removeFinalizer(Self.foreground, from: stored, api: &api, at: queue.now) }
      for dependent in blocking where !dependent.value.isBeingDeleted {
        try attemptToDelete(dependent, api: &api, at: queue.now)
      }
    }
  }

  private func release(
    dependentsOf stored: StoredObject, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    for dependent in graph.dependents(of: stored.uid) {
      guard let found = api.get(dependent.resource, namespace: dependent.namespace, dependent.name) else { continue }
      var updated = found.value
      updated.ownerReferences.removeAll { $0.uid == stored.uid }
      try api.update(updated, in: found.resource, as: .controllerManager, at: now)
    }
  }

  private func removeFinalizer(
    _ finalizer: String, from stored: StoredObject, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    guard var object = api.get(stored.resource, namespace: stored.namespace, stored.name)?.value else { return }
    let rest = object.finalizers.filter { $0 != finalizer }
    object.set(rest.isEmpty ? nil : .array(rest.map(JSONValue.string)), at: "metadata", "finalizers")
    try api.update(object, in: stored.resource, as: .controllerManager, at: now)
  }
}

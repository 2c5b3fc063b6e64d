import APIServer
import KubernetesModel
import SimulationKernel

/// Empties a namespace that is being deleted, and then lets it go.
struct NamespaceController: Controller {
  let name = "namespace-controller"
  var retries = RetryDelays()

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    guard change.kind != .deleted, change.resource == .namespaces, change.object.value.isBeingDeleted else { return }
    queue.addSoon(change.object)
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard let stored = api.get(.namespaces, key.name), stored.value.isBeingDeleted,
      !(stored.value.at("spec", "finalizers")?.arrayValue ?? []).isEmpty
    else { return }
    for resource in api.store.resources(in: key.name) {
      for object in api.list(resource, namespace: key.name) where !object.value.isBeingDeleted {
        try delete(object, api: &api, at: queue.now)
      }
    }
    let rest = Remainder(namespace: key.name, api: api)
    try report(rest, on: stored.value, api: &api, at: queue.now)
    if rest.isEmpty {
      try finalize(key.name, api: &api, at: queue.now)
    } else {
      queue.add(key, after: rest.hasPods ? .seconds(5) : .seconds(1))
    }
  }

  private func delete(_ object: StoredObject, api: inout APIServer, at now: Instant) throws(APIStatus) {
    do throws(APIStatus) {
      try api.delete(
        object.resource, namespace: object.namespace, object.name, options: ["propagationPolicy": "Background"],
        as: .controllerManager, at: now)
    } catch {
      if error.code != 404 { throw error }
    }
  }

  /// What is left after everything was told to go.
  private struct Remainder {
    var resources: [(GroupResource, Int)] = []
    var finalizers: [String: Int] = [:]

    init(namespace: String, api: APIServer) {
      for resource in api.store.resources(in: namespace) {
        let objects = api.list(resource, namespace: namespace)
        if objects.isEmpty { continue }
        resources.append((resource, objects.count))
        for finalizer in objects.flatMap(\.value.finalizers) { finalizers[finalizer, default: 0] += 1 }
      }
      resources.sort { $0.0.qualified < $1.0.qualified }
    }

    var isEmpty: Bool { resources.isEmpty }
    var hasPods: Bool { resources.contains { $0.0 == .pods } }

    var contentMessage: String {
      let texts = resources.map { "\($0.0.resource).\($0.0.group) has \($0.1) resource instances" }
      return "Some resources are remaining: " + texts.joined(separator: ", ")
    }

    var finalizerMessage: String {
      let texts = finalizers.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value) resource instances" }
      return "Some content in the namespace has finalizers remaining: " + texts.joined(separator: ", ")
    }
  }

  private func report(
    _ rest: Remainder, on namespace: JSONValue, api: inout APIServer, at now: Instant
  ) throws(APIStatus) {
    var conditions = Conditions(namespace.at("status", "conditions"))
    func set(_ type: String, _ isTrue: Bool, _ reason: String, _ message: String) {
      let condition = Condition(type: type, status: isTrue ? "True" : "False", reason: reason, message: message)
      conditions.set(condition, at: now.rfc3339)
    }
    set("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered")
    set(
      "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
      "All legacy kube types successfully parsed")
    set(
      "NamespaceDeletionContentFailure", false, "ContentDeleted",
      "All content successfully deleted, may be waiting on finalization")
    if rest.isEmpty {
      set("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed")
    } else {
      set("NamespaceContentRemaining", true, "SomeResourcesRemain", rest.contentMessage)
    }
    if rest.finalizers.isEmpty {
      set(
        "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers",
        "All content-preserving finalizers finished")
    } else {
      set("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", rest.finalizerMessage)
    }
    var updated = namespace
    updated.set(conditions.value, at: "status", "conditions")
    if updated != namespace { try api.updateStatus(updated, in: .namespaces, as: .controllerManager, at: now) }
  }

  private func finalize(_ name: String, api: inout APIServer, at now: Instant) throws(APIStatus) {
    guard var namespace = api.get(.namespaces, name)?.value else { return }
    let others = (namespace.at("spec", "finalizers")?.arrayValue ?? []).filter { $0.stringValue != "kubernetes" }
    namespace.set(.array(others), at: "spec", "finalizers")
    try api.update(namespace, in: .namespaces, subresource: "finalize", as: .controllerManager, at: now)
  }
}

package import KubernetesModel
package import SimulationKernel

/// What components in the same process call: the same door as `handle`, without paths and encodings.
extension APIServer {
  package func get(_ resource: GroupResource, namespace: String = "", _ name: String) -> StoredObject? {
    store.object(resource, namespace: namespace, name: name)
  }

  /// The objects of a resource, in all namespaces unless one is named, ordered by namespace and name.
  package func list(_ resource: GroupResource, namespace: String? = nil) -> [StoredObject] {
    store.objects(resource, namespace: namespace)
  }

  /// All changes since the last call, oldest first: for the one who owns the server, and tells the components.
  package mutating func takeChanges() -> [Change] { store.takeChanges() }

  /// Creates an object, or posts to a subresource of one: `binding`, `eviction`.
  @discardableResult
  package mutating func create(
    _ object: JSONValue, in resource: GroupResource, subresource: String = "", as user: UserInfo, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    try perform(ResourceRequest(.create, resource, subresource: subresource, object: object, user: user), at: now)
  }

  /// Replaces an object; refused with a conflict unless its `resourceVersion` is absent or current.
  @discardableResult
  package mutating func update(
    _ object: JSONValue, in resource: GroupResource, subresource: String = "", as user: UserInfo, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    try perform(ResourceRequest(.update, resource, subresource: subresource, object: object, user: user), at: now)
  }

  @discardableResult
  package mutating func updateStatus(
    _ object: JSONValue, in resource: GroupResource, as user: UserInfo, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    try update(object, in: resource, subresource: "status", as: user, at: now)
  }

  /// `options` is a `DeleteOptions` object: gracePeriodSeconds, propagationPolicy, preconditions.
  package mutating func delete(
    _ resource: GroupResource, namespace: String = "", _ name: String, options: JSONValue = .object(JSONObject()),
    as user: UserInfo, at now: Instant
  ) throws(APIStatus) {
    var request = ResourceRequest(.delete, resource, object: options, user: user)
    request.namespace = namespace
    request.name = name
    _ = try perform(request, at: now)
  }
}

extension APIServer {
  /// Changes an object by a patch, in one step and without a version to go stale.
  package mutating func patch(
    _ resource: GroupResource, namespace: String = "", _ name: String, _ patch: ObjectPatch, subresource: String = "",
    as user: UserInfo, fieldManager: String = "", at now: Instant
  ) throws(APIStatus) -> StoredObject {
    var request = ResourceRequest(.patch, resource, subresource: subresource, user: user, fieldManager: fieldManager)
    request.namespace = namespace
    request.name = name
    request.patch = patch
    return try perform(request, at: now)
  }

  /// Assigns a pod to a node.
  package mutating func bind(
    pod name: String, namespace: String, to node: String, as user: UserInfo, at now: Instant
  ) throws(APIStatus) {
    let binding: JSONValue = [
      "metadata": ["name": .string(name), "namespace": .string(namespace)],
      "target": ["kind": "Node", "name": .string(node)],
    ]
    _ = try perform(
      ResourceRequest(.create, GroupResource("pods"), subresource: "binding", object: binding, user: user), at: now)
  }
}

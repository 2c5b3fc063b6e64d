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

/// A request for one object, after its path was read.
package struct ResourceRequest: Sendable {
  package enum Verb: String, Sendable {
    case create, update, delete
  }

  package var verb: Verb
  package var resource: GroupResource
  package var subresource: String
  package var namespace: String
  package var name: String
  package var object: JSONValue
  package var user: UserInfo
  /// The manager under which fields are owned; the user agent's first part where a client names none.
  package var fieldManager: String

  package init(
    _ verb: Verb, _ resource: GroupResource, subresource: String = "", object: JSONValue, user: UserInfo,
    fieldManager: String = ""
  ) {
    self.verb = verb
    self.resource = resource
    self.subresource = subresource
    namespace = object.namespace
    name = object.name
    self.object = object
    self.user = user
    self.fieldManager = fieldManager
  }
}

import KubernetesModel
package import SimulationKernel

/// The single door to the cluster's state.
package struct APIServer: Sendable {
  package internal(set) var store = Store()
  var mint: Mint

  package init(seed: UInt64) {
    mint = Mint(seed: seed)
  }

  /// Answers one request.
  package mutating func handle(_ request: APIRequest, at now: Instant) -> APIResponse {
    APIResponse(
      APIStatus(
        code: 404, reason: "NotFound", message: "the server could not find the requested resource"))
  }

  /// Does what a request for one object asks, and returns the object after it.
  mutating func perform(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    let current = store.object(request.resource, namespace: request.namespace, name: request.name)
    switch (request.verb, current) {
    case (.create, nil):
      var object = request.object
      object.set(.string(mint.uid()), at: "metadata", "uid")
      object.set(.string(now.rfc3339), at: "metadata", "creationTimestamp")
      return store.put(object, in: request.resource)
    case (.create, _): throw .alreadyExists(request.resource, request.name)
    case (.update, let current?):
      let version = request.object.resourceVersion
      guard version.isEmpty || version == String(current.resourceVersion) else {
        throw .conflict(request.resource, request.name, APIStatus.modified)
      }
      return store.put(request.object, in: request.resource)
    case (.delete, let current?):
      store.remove(current)
      return current
    case (_, nil): throw .notFound(request.resource, request.name)
    }
  }
}

import KubernetesModel
import SimulationKernel

extension APIServer {
  func getObject(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    guard let object = stored(target) else { throw .notFound(target.resource, target.name) }
    if request.takesStored, target.isServedAsStored, representation == .object {
      return APIResponse(status: 200, body: .stored(StoredBody(object)))
    }
    let value = try view(object.value, target.subresource, definition: target.definition)
    return APIResponse(
      status: 200, body: .value(show(value, target, representation, request: request, at: now)))
  }

  /// The object that a path names.
  func stored(_ target: RequestTarget) -> StoredObject? {
    store.object(target.definition.storage, namespace: target.namespace, name: target.name)
  }
}

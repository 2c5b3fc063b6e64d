import KubernetesModel
import SimulationKernel

extension APIServer {
  mutating func patchObject(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let options = try WriteOptions(request)
    var update = ResourceRequest(.patch, target.definition.storage, user: request.user)
    update.subresource = target.subresource
    update.namespace = target.namespace
    update.name = target.name
    update.options = options
    update.patch = try patchDocument(request)
    return try answerUpdate(update, [], request, target, representation, at: now)
  }

  private func patchDocument(_ request: APIRequest) throws(APIStatus) -> ObjectPatch {
    let type = request.contentType.split(separator: ";").first.map { $0.trimmed } ?? ""
    guard let kind = ObjectPatch.Kind(rawValue: type) else {
      throw APIStatus(
        code: 415, reason: "UnsupportedMediaType",
        message: "the body of the request was in an unknown format - accepted media types include: "
          + "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, "
          + "application/apply-patch+yaml, application/apply-patch+cbor", hasDetails: false)
    }
    switch request.body {
    case .none: return ObjectPatch(kind, .null)
    case .value(let value): return ObjectPatch(kind, value)
    case .bytes(let bytes):
      do {
        return ObjectPatch(kind, try JSONParser.parse(bytes))
      } catch {
        throw .badRequest(error.message)
      }
    }
  }

  /// Applies a patch to the stored object and stores the result.
  mutating func patch(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    guard let definition = catalog.definition(request.resource), let patch = request.patch else {
      throw .unknownResource
    }
    guard let current = store.object(definition.storage, namespace: request.namespace, name: request.name) else {
      throw .notFound(definition.groupResource, request.name)
    }
    let before = try view(current.value, request.subresource, definition: definition)
    let after = try patched(before, by: patch, definition)
    return try replace(current, with: after, request, definition, at: now)
  }

  private func patched(
    _ value: JSONValue, by patch: ObjectPatch, _ definition: ResourceDefinition
  ) throws(APIStatus) -> JSONValue {
    throw .unsupportedMediaType
  }
}

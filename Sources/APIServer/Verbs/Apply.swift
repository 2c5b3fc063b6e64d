import KubernetesModel
import SimulationKernel

/// Server-side apply: a patch that tells every field which its manager cares about.
extension APIServer {
  mutating func apply(
    _ configuration: JSONValue, _ request: ResourceRequest, _ definition: ResourceDefinition, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    let served = servedDefinition(request, definition)
    try checkApplied(configuration, served)
    let configuration = served.stored(configuration)
    let current = store.object(definition.storage, namespace: request.namespace, name: request.name)
    if current == nil, !request.subresource.isEmpty { throw .notFound(definition.groupResource, request.name) }
    let result: JSONValue
    do throws(ApplyError) {
      result = try definition.ownership(request.subresource).apply(
        configuration, to: current?.value, by: fieldManager(of: request, definition, .apply),
        force: request.options.force, time: now.rfc3339)
    } catch {
      throw APIStatus(error, configuration, served.groupVersionKind)
    }
    let object = try decoded(result, ObjectPatch(.apply, configuration), definition.groupVersionKind, request.options)
    if let current { return try replace(current, with: object, request, definition, at: now) }
    return try createApplied(object, request, at: now)
  }

  /// What an applied configuration must say of itself.
  private func checkApplied(_ document: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    if document.apiVersion.isEmpty || document.kind.isEmpty {
      throw .badRequest("error decoding YAML: Object 'Kind' is missing")
    }
    if document.at("metadata", "managedFields")?.isEmptyContainer == false {
      throw .badRequest("metadata.managedFields must be nil")
    }
  }

  private mutating func createApplied(
    _ object: JSONValue, _ request: ResourceRequest, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    var object = object
    object.set(.string(request.name), at: "metadata", "name")
    var create = ResourceRequest(.create, request.resource, object: object, user: request.user)
    create.namespace = request.namespace
    create.options = request.options
    create.patch = request.patch
    return try self.create(create, at: now)
  }
}

extension APIStatus {
  /// A configuration that was refused before it was merged.
  init(_ error: ApplyError, _ document: JSONValue, _ kind: GroupVersionKind) {
    switch error {
    case .conflicts(let message, let causes):
      self = APIStatus(
        code: 409, reason: "Conflict", message: message,
        causes: causes.map { Cause(reason: "FieldManagerConflict", message: $0.message, field: $0.field) })
    case .invalid(let problem):
      self = APIStatus(
        code: 500, reason: "",
        message: "failed to create typed patch object (\(document.namespace)/\(document.name); \(kind.group)/"
          + "\(kind.version), Kind=\(kind.kind)): \(problem)",
        hasDetails: false)
    }
  }
}

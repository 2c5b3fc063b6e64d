import KubernetesModel
import SimulationKernel

extension APIServer {
  mutating func updateObject(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let options = try WriteOptions(request)
    let body = try decodedBody(request, target, options)
    var update = ResourceRequest(
      .update, target.definition.storage, object: target.definition.stored(body.value), user: request.user)
    update.subresource = target.subresource
    update.namespace = target.namespace
    update.name = target.name
    update.options = options
    update.apiVersion = target.definition.groupVersion.apiVersion
    return try answerUpdate(update, body.warnings, request, target, representation, at: now)
  }

  /// Performs an update or a patch and answers with the object, or with its subresource's view.
  mutating func answerUpdate(
    _ update: ResourceRequest, _ warnings: [String], _ request: APIRequest, _ target: RequestTarget,
    _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let old = stored(target)?.value
    var written = try perform(update, at: now).value
    // What a dry run would write keeps the version of what is stored.
    if update.options.dryRun {
      written.set(old.map { .string($0.resourceVersion) }, at: "metadata", "resourceVersion")
    }
    let value = try view(written, target.subresource, definition: target.definition)
    return APIResponse(
      status: old == nil ? 201 : 200,
      warnings: warnings + (target.subresource.isEmpty ? target.definition.warnings(written, old: old) : [])
        + podSecurityWarnings(written, old: old, target.definition),
      body: .value(show(value, target, representation, request: request, at: now)))
  }

  /// Replaces an object, or the part of it that a subresource stands for.
  mutating func update(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    guard let definition = catalog.definition(request.resource) else { throw .unknownResource }
    let name = request.name.isEmpty ? request.object.name : request.name
    let namespace = request.namespace.isEmpty ? request.object.namespace : request.namespace
    guard let current = store.object(definition.storage, namespace: namespace, name: name) else {
      throw .notFound(definition.groupResource, name)
    }
    return try replace(current, with: request.object, request, definition, at: now)
  }

  /// Stores `object` in place of `current`, after the checks of the generic registry.
  mutating func replace(
    _ current: StoredObject, with object: JSONValue, _ request: ResourceRequest, _ definition: ResourceDefinition,
    at now: Instant
  ) throws(APIStatus) -> StoredObject {
    try checkPlace(of: object, current)
    try checkPreconditions(object, current, definition)
    let strategy = definition.strategy
    var new = try merged(object, into: current.value, request.subresource, definition)
    if ["", "ephemeralcontainers"].contains(request.subresource) { strategy.setDefaults(&new) }
    keepSystemFields(&new, of: current.value, definition)
    if request.patch?.kind != .apply || request.subresource == "scale" {
      new = tracked(new, live: current.value, request, definition, at: now)
    }
    if request.subresource.isEmpty { try admitUpdate(&new, old: current.value, definition, request, at: now) }
    try callMutatingWebhooks(AdmissionAttributes(.update, definition, request, object: new, old: current.value))
    if request.subresource != "status" {
      var context = WriteContext(store: store, isDryRun: request.options.dryRun, user: request.user, mint: mint)
      try strategy.prepareForUpdate(&new, old: current.value, &context)
      mint = context.mint
    }
    FieldOwnership.keepTimes(&new, of: current.value)
    // A write that changes nothing was valid before, but policies may have come since.
    if new == current.value {
      try admitDynamically(AdmissionAttributes(.update, definition, request, object: new, old: current.value))
      return try finished(current, definition)
    }
    if request.subresource != "status", strategy.hasGeneration, strategy.changesGeneration(new, old: current.value) {
      new.set(.integer(current.value.generation &+ 1), at: "metadata", "generation")
    }
    try validateUpdate(new, old: current.value, request.subresource, definition)
    if request.subresource.isEmpty { try checkUpdate(new, old: current.value, definition) }
    try admitDynamically(AdmissionAttributes(.update, definition, request, object: new, old: current.value))
    if request.subresource.isEmpty, [.services, .persistentVolumeClaims].contains(definition.storage) {
      try admitQuota(new, old: current.value, definition)
    }
    guard !new.isLonger(than: Self.objectSizeLimit) else { throw .objectTooLarge }
    let stored = try finished(store.put(new, in: definition.storage), definition)
    serveCustomResources(after: definition, at: now)
    return stored
  }

  private func validateUpdate(
    _ new: JSONValue, old: JSONValue, _ subresource: String, _ definition: ResourceDefinition
  ) throws(APIStatus) {
    let strategy = definition.strategy
    var errors = FieldErrors()
    if subresource == "status" {
      strategy.validateStatusUpdate(new, old: old, &errors)
    } else {
      validateMetadataUpdate(new, old: old, &errors)
      strategy.validate(new, &errors)
      switch subresource {
      case "ephemeralcontainers": PodUpdateValidation.checkEphemeralContainers(new, old: old, &errors)
      case "resize": PodUpdateValidation.checkResize(new, old: old, &errors)
      default: strategy.validateUpdate(new, old: old, &errors)
      }
    }
    guard errors.isEmpty else { throw .invalid(definition.groupVersionKind, old.name, errors) }
  }

  /// An object stays where it is: nothing can be renamed or moved.
  private func checkPlace(of object: JSONValue, _ current: StoredObject) throws(APIStatus) {
    guard !object.name.isEmpty else {
      throw .badRequest(
        "the name of the object (\(current.name) based on URL) was undeterminable: name must be provided")
    }
    guard object.name == current.name else {
      throw .badRequest(
        "the name of the object (\(object.name)) does not match the name on the URL (\(current.name))")
    }
    guard current.namespace.isEmpty || object.namespace.isEmpty || object.namespace == current.namespace else {
      throw .badRequest(
        "the namespace of the object (\(object.namespace)) does not match the namespace on the request "
          + "(\(current.namespace))")
    }
  }

  /// Optimistic concurrency: a version or a uid that the client names must be the stored one.
  private func checkPreconditions(
    _ object: JSONValue, _ current: StoredObject, _ definition: ResourceDefinition
  ) throws(APIStatus) {
    let version = object.resourceVersion
    guard version.isEmpty || version == current.value.resourceVersion else {
      throw .conflict(definition.groupResource, current.name, APIStatus.modified)
    }
    guard object.uid.isEmpty || object.uid == current.uid else {
      throw .conflict(
        definition.groupResource, current.name,
        "Precondition failed: UID in precondition: \(object.uid), UID in object meta: \(current.uid)")
    }
  }

  private func keepSystemFields(_ new: inout JSONValue, of old: JSONValue, _ definition: ResourceDefinition) {
    new["kind"] = .string(definition.kind)
    new["apiVersion"] = .string(definition.groupVersion.apiVersion)
    let before = old.metadata
    new.update("metadata") { metadata in
      for key in [
        "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "resourceVersion", "generateName",
      ] {
        metadata[key] = before[key]
      }
      // Kinds that do not count generations keep what a client sets.
      if definition.strategy.hasGeneration { metadata["generation"] = before["generation"] }
      for key in ["labels", "annotations", "finalizers", "ownerReferences"]
      where metadata[key]?.isEmptyContainer == true {
        metadata[key] = nil
      }
    }
  }

  /// Removes an object whose deletion waited for the finalizer that is now gone.
  mutating func finished(_ object: StoredObject, _ definition: ResourceDefinition) throws(APIStatus) -> StoredObject {
    let value = object.value
    guard value.isBeingDeleted, value.finalizers.isEmpty else { return object }
    let grace = value.at("metadata", "deletionGracePeriodSeconds")?.intValue ?? 0
    let isHeld = definition.kind == "Namespace" && value.at("spec", "finalizers")?.arrayValue?.isEmpty == false
    if grace == 0, !isHeld { store.remove(object) }
    return object
  }
}

extension JSONValue {
  /// An array or object without elements, or null: what Go leaves out when it encodes.
  var isEmptyContainer: Bool {
    switch self {
    case .null: true
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    default: false
    }
  }
}

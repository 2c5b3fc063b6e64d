import KubernetesModel
import SimulationKernel

extension APIServer {
  mutating func createObject(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    if let response = try answerReview(request, target, at: now) { return response }
    let options = try WriteOptions(request)
    let body = try decodedBody(request, target, options)
    if !target.subresource.isEmpty {
      return try createSubresource(body.value, target, options, user: request.user, warnings: body.warnings, at: now)
    }
    var create = ResourceRequest(
      .create, target.definition.storage, object: target.definition.stored(body.value), user: request.user)
    create.namespace = target.namespace
    create.options = options
    create.apiVersion = target.definition.groupVersion.apiVersion
    let object = try perform(create, at: now)
    let value = options.dryRun ? unsaved(object.value) : object.value
    return APIResponse(
      status: 201,
      warnings: body.warnings + target.definition.warnings(value, old: nil)
        + podSecurityWarnings(value, old: nil, target.definition),
      body: .value(show(value, target, representation, request: request, at: now)))
  }

  /// An object that a dry run made has no version.
  private func unsaved(_ value: JSONValue) -> JSONValue {
    var value = value
    value.set(nil, at: "metadata", "resourceVersion")
    return value
  }

  /// Objects of one resource: far more than a drill needs, and few enough that nobody can fill the memory that all runs
  /// share. A real cluster has an end, too: the size of etcd's database.
  static let objectLimit = 1500

  /// Bytes of one object. etcd: `--max-request-bytes` is 1.5 MiB.
  static let objectSizeLimit = 3 << 19

  /// Stores a new object, as the generic registry does: admission, system fields, validation, storage.
  mutating func create(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    guard let definition = catalog.definition(request.resource) else { throw .unknownResource }
    if !request.subresource.isEmpty { return try post(request, definition, at: now) }
    guard store.count(definition.storage) < Self.objectLimit else { throw .databaseFull }
    let strategy = definition.strategy
    var object = request.object
    object["kind"] = .string(definition.kind)
    object["apiVersion"] = .string(definition.groupVersion.apiVersion)
    let namespace = definition.isNamespaced ? (request.namespace.isEmpty ? object.namespace : request.namespace) : ""
    object.set(namespace.isEmpty ? nil : .string(namespace), at: "metadata", "namespace")
    strategy.setDefaults(&object)
    if request.patch == nil { object = tracked(object, live: nil, request, definition, at: now) }
    try admitCreate(&object, definition, request, at: now)
    try callMutatingWebhooks(AdmissionAttributes(.create, definition, request, object: object, old: .null))

    for key in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion"] {
      object.set(nil, at: "metadata", key)
    }
    if object.name.isEmpty, let prefix = object.at("metadata", "generateName")?.stringValue, !prefix.isEmpty {
      object.set(.string(generatedName(prefix, definition, namespace)), at: "metadata", "name")
    }
    object.set(.string(mint.uid()), at: "metadata", "uid")
    object.set(.string(now.rfc3339), at: "metadata", "creationTimestamp")
    if strategy.hasGeneration { object.set(1, at: "metadata", "generation") }
    try prepare(&object, strategy, request)
    var errors = FieldErrors()
    validateMetadata(object, strategy.nameRule, isNamespaced: definition.isNamespaced, &errors)
    strategy.validate(object, &errors)
    strategy.validateCreate(object, &errors)
    guard errors.isEmpty else { throw .invalid(definition.groupVersionKind, object.name, errors) }
    try checkCreate(object, definition)
    try admitDynamically(AdmissionAttributes(.create, definition, request, object: object, old: .null))
    if store.object(definition.storage, namespace: namespace, name: object.name) != nil {
      throw .alreadyExists(definition.groupResource, object.name)
    }
    try admitQuota(object, definition)
    guard !object.isLonger(than: Self.objectSizeLimit) else { throw .objectTooLarge }
    let stored = store.put(object, in: definition.storage)
    serveCustomResources(after: definition, at: now)
    return stored
  }

  /// The context holds a copy of the store; it must be gone before the store is changed, so that nothing is copied.
  private mutating func prepare(
    _ object: inout JSONValue, _ strategy: any ResourceStrategy, _ request: ResourceRequest
  ) throws(APIStatus) {
    var context = WriteContext(store: store, isDryRun: request.options.dryRun, user: request.user, mint: mint)
    try strategy.prepareForCreate(&object, &context)
    mint = context.mint
  }

  /// A prefix with five random characters; the prefix is cut so that the name stays a label.
  private mutating func generatedName(_ prefix: String, _ definition: ResourceDefinition, _ namespace: String) -> String
  {
    let base = String(prefix.prefix(58))
    var name = base + mint.nameSuffix()
    while store.object(definition.storage, namespace: namespace, name: name) != nil { name = base + mint.nameSuffix() }
    return name
  }
}

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
    if update.patch?.kind == .apply, options.fieldManager.isEmpty {
      var errors = FieldErrors()
      errors.required("fieldManager", "is required for apply patch")
      throw .invalid(GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "PatchOptions"), "", errors)
    }
    update.apiVersion = target.definition.groupVersion.apiVersion
    return try answerUpdate(update, [], request, target, representation, at: now)
  }

  private func patchDocument(_ request: APIRequest) throws(APIStatus) -> ObjectPatch {
    let type = request.contentType.split(separator: ";").first.map { $0.trimmed } ?? ""
    guard let kind = ObjectPatch.Kind(rawValue: type) else { throw .unsupportedPatchType }
    switch request.body {
    case .none: return ObjectPatch(kind, .null)
    case .value(let value): return ObjectPatch(kind, value)
    case .bytes(let bytes):
      if kind == .apply { return ObjectPatch(kind, try yamlValue(bytes)) }
      do {
        return ObjectPatch(kind, try JSONParser.parse(bytes))
      } catch {
        throw .badRequest(error.message)
      }
    }
  }

  private func yamlValue(_ bytes: [UInt8]) throws(APIStatus) -> JSONValue {
    do {
      return try YAMLReader.document(bytes).value
    } catch {
      throw .badRequest("error decoding YAML: \(error)")
    }
  }

  /// Applies a patch to the stored object and stores the result.
  mutating func patch(_ request: ResourceRequest, at now: Instant) throws(APIStatus) -> StoredObject {
    guard let definition = catalog.definition(request.resource), let patch = request.patch else {
      throw .unknownResource
    }
    if patch.kind == .apply { try checkApplied(patch.document, definition) }
    guard let current = store.object(definition.storage, namespace: request.namespace, name: request.name) else {
      guard patch.kind == .apply, request.subresource.isEmpty else {
        throw .notFound(definition.groupResource, request.name)
      }
      return try createApplied(patch.document, request, definition, at: now)
    }
    let served =
      request.apiVersion.flatMap { catalog.definition(GroupVersion(apiVersion: $0), definition.plural) } ?? definition
    let before = served.served(try view(current.value, request.subresource, definition: definition))
    let kind = request.subresource == "scale" ? Scale.kind : served.groupVersionKind
    let after = try decoded(try patched(before, by: patch, kind), patch, kind, request.options)
    return try replace(current, with: served.stored(after), request, definition, at: now)
  }

  private func patched(
    _ value: JSONValue, by patch: ObjectPatch, _ kind: GroupVersionKind
  ) throws(APIStatus) -> JSONValue {
    do throws(PatchError) {
      switch patch.kind {
      case .json: return try JSONPatch(patch.document).apply(to: value)
      case .merge: return try MergePatch.apply(patch.document, to: value)
      case .strategicMerge:
        if let merger = StrategicMergePatch(kind: kind) { return try merger.apply(patch.document, to: value) }
      case .apply:
        // Lists of an applied configuration merge by the same keys.
        guard let merger = StrategicMergePatch(kind: kind) else {
          return try MergePatch.apply(patch.document, to: value)
        }
        return try merger.apply(patch.document, to: value)
      }
    } catch {
      throw APIStatus(error)
    }
    throw .unsupportedPatchType
  }
}

extension APIServer {
  /// What an applied configuration must say of itself.
  private func checkApplied(_ document: JSONValue, _ definition: ResourceDefinition) throws(APIStatus) {
    let kind = definition.groupVersionKind
    if let name = document.at("metadata", "name"), name.stringValue == nil {
      throw APIStatus(
        code: 500, reason: "",
        message: "failed to create typed patch object (\(document.namespace)/\(document.name); \(kind.group)/"
          + "\(kind.version), Kind=\(kind.kind)): .metadata.name: expected string, got "
          + "&value.valueUnstructured{Value:\(GoValue.text(name))}",
        hasDetails: false)
    }
    if document.apiVersion.isEmpty || document.kind.isEmpty {
      throw .badRequest("error decoding YAML: Object 'Kind' is missing")
    }
  }

  private mutating func createApplied(
    _ document: JSONValue, _ request: ResourceRequest, _ definition: ResourceDefinition, at now: Instant
  ) throws(APIStatus) -> StoredObject {
    var object = try decoded(document, ObjectPatch(.apply, document), definition.groupVersionKind, request.options)
    object.set(.string(request.name), at: "metadata", "name")
    var create = ResourceRequest(.create, request.resource, object: object, user: request.user)
    create.namespace = request.namespace
    create.options = request.options
    return try self.create(create, at: now)
  }

  /// The patched tree as an object of its kind.
  private func decoded(
    _ value: JSONValue, _ patch: ObjectPatch, _ kind: GroupVersionKind, _ options: WriteOptions
  ) throws(APIStatus) -> JSONValue {
    guard let type = TypeTable.kubernetes.type(of: kind) else { return value }
    let decoded: (value: JSONValue, unknownFields: [String])
    do {
      decoded = try TypedDecoder.decode(value, as: type.name)
    } catch {
      var errors = FieldErrors()
      if patch.kind == .strategicMerge {
        errors.invalid("patch", GoValue.text(patch.document), GoValue.conversionProblem(error.description))
      } else {
        errors.invalid("patch", JSONWriter.string(value), error.description)
      }
      throw .invalid(GroupVersionKind(group: "", version: "", kind: ""), "", errors)
    }
    guard options.fieldValidation == .strict, !decoded.unknownFields.isEmpty else { return decoded.value }
    let problems = StrictProblems.list(unknownFields: decoded.unknownFields, body: [])
    throw .badRequest(StrictProblems.message(problems))
  }
}

extension APIStatus {
  static let unsupportedPatchType = APIStatus(
    code: 415, reason: "UnsupportedMediaType",
    message: "the body of the request was in an unknown format - accepted media types include: "
      + "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, "
      + "application/apply-patch+yaml, application/apply-patch+cbor", hasDetails: false)

  /// A patch that cannot be applied.
  init(_ error: PatchError) {
    switch error.kind {
    case .malformed: self = .badRequest(error.description)
    case .unprocessable:
      self = APIStatus(
        code: 422, reason: "Invalid", message: "the server rejected our request due to an error in our request")
    case .tooLarge:
      self = APIStatus(
        code: 413, reason: "RequestEntityTooLarge", message: error.description, hasDetails: false)
    case .unexpected: self = APIStatus(code: 500, reason: "", message: error.description, hasDetails: false)
    }
  }
}

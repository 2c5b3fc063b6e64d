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
    update.patch = try patchDocument(request, target.definition)
    if update.patch?.kind == .apply, options.fieldManager.isEmpty {
      var errors = FieldErrors()
      errors.required("fieldManager", "is required for apply patch")
      throw .invalid(GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "PatchOptions"), "", errors)
    }
    update.apiVersion = target.definition.groupVersion.apiVersion
    return try answerUpdate(update, [], request, target, representation, at: now)
  }

  private func patchDocument(
    _ request: APIRequest, _ definition: ResourceDefinition
  ) throws(APIStatus) -> ObjectPatch {
    let type = request.contentType.split(separator: ";").first.map { $0.trimmed } ?? ""
    guard let kind = ObjectPatch.Kind(rawValue: type), definition.patchKinds.contains(kind) else {
      throw .unsupportedPatch(definition)
    }
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
    if patch.kind == .apply, request.subresource != "scale" {
      return try apply(patch.document, request, definition, at: now)
    }
    guard let current = store.object(definition.storage, namespace: request.namespace, name: request.name) else {
      throw .notFound(definition.groupResource, request.name)
    }
    let served = servedDefinition(request, definition)
    let isScale = request.subresource == "scale"
    let before = isScale ? Scale.view(of: current.value, definition.scale) : served.served(current.value)
    let kind = isScale ? Scale.kind : served.groupVersionKind
    let after = try decoded(try patched(before, by: patch, kind, definition), patch, kind, request.options)
    if isScale, after.at("spec", "replicas") == nil, definition.scale.isMissing(in: current.value) {
      throw .badRequest(definition.scale.problem("cannot be empty"))
    }
    return try replace(current, with: served.stored(after), request, definition, at: now)
  }

  /// The resource in the version in which the client writes.
  func servedDefinition(_ request: ResourceRequest, _ definition: ResourceDefinition) -> ResourceDefinition {
    request.apiVersion.flatMap { catalog.definition(GroupVersion(apiVersion: $0), definition.plural) } ?? definition
  }

  private func patched(
    _ value: JSONValue, by patch: ObjectPatch, _ kind: GroupVersionKind, _ definition: ResourceDefinition
  ) throws(APIStatus) -> JSONValue {
    do throws(PatchError) {
      switch patch.kind {
      case .json: return try JSONPatch(patch.document).apply(to: value)
      case .merge, .apply: return try MergePatch.apply(patch.document, to: value)
      case .strategicMerge:
        if let merger = StrategicMergePatch(kind: kind) { return try merger.apply(patch.document, to: value) }
      }
    } catch {
      throw APIStatus(error)
    }
    throw .unsupportedPatch(definition)
  }
}

extension APIServer {
  /// The patched tree as an object of its kind.
  func decoded(
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

extension ResourceDefinition {
  /// The formats in which its objects may be patched; custom kinds have no merge keys.
  var patchKinds: [ObjectPatch.Kind] {
    ObjectPatch.Kind.allCases.filter { $0 != .strategicMerge || custom == nil }
  }
}

extension APIStatus {
  /// Kubernetes' own kinds name a format in which nobody here writes.
  static func unsupportedPatch(_ definition: ResourceDefinition) -> APIStatus {
    let accepted =
      definition.patchKinds.map(\.rawValue) + (definition.custom == nil ? ["application/apply-patch+cbor"] : [])
    return APIStatus(
      code: 415, reason: "UnsupportedMediaType",
      message: "the body of the request was in an unknown format - accepted media types include: "
        + accepted.joined(separator: ", "), hasDetails: false)
  }

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

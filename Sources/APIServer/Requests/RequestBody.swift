import KubernetesModel

extension APIServer {
  /// A body that was read, and what the client is to be warned of.
  struct DecodedBody {
    var value: JSONValue
    var warnings: [String] = []
  }

  /// The object in a request's body, checked against what the path names.
  func decodedBody(
    _ request: APIRequest, _ target: RequestTarget, _ options: WriteOptions
  ) throws(APIStatus) -> DecodedBody {
    let kind = target.bodyKind
    guard let tree = try bodyTree(request, kind, accepting: target.acceptedMediaTypes) else {
      throw .badRequest("no body was sent")
    }
    try checkKind(tree.value, kind)
    var body = try typed(tree, kind, target.custom, request, options)
    try checkPlace(&body.value, target)
    return body
  }

  /// Reads a tree as an object of its kind; what the kind does not know is an error, a warning or nothing.
  private func typed(
    _ tree: (value: JSONValue, repeatsKeys: Bool), _ kind: GroupVersionKind, _ custom: CustomKind?,
    _ request: APIRequest, _ options: WriteOptions
  ) throws(APIStatus) -> DecodedBody {
    if let custom { return try customBody(tree.value, kind, custom, options) }
    guard let type = TypeTable.kubernetes.type(of: kind) else { return DecodedBody(value: tree.value) }
    let failure = "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): "
    let decoded: (value: JSONValue, unknownFields: [String])
    do {
      decoded = try TypedDecoder.decode(tree.value, as: type.name)
    } catch {
      throw .badRequest(failure + error.description)
    }
    let hasProblems = tree.repeatsKeys || !decoded.unknownFields.isEmpty
    guard hasProblems, options.fieldValidation != .ignore else { return DecodedBody(value: decoded.value) }
    var text: [UInt8] = []
    if case .bytes(let bytes) = request.body { text = bytes }
    let problems = StrictProblems.list(unknownFields: decoded.unknownFields, body: text)
    if options.fieldValidation == .strict, !problems.isEmpty {
      throw .badRequest(failure + StrictProblems.message(problems))
    }
    return DecodedBody(value: decoded.value, warnings: problems)
  }

  private func customBody(
    _ value: JSONValue, _ kind: GroupVersionKind, _ custom: CustomKind, _ options: WriteOptions
  ) throws(APIStatus) -> DecodedBody {
    let pruned = StructuralSchema(custom.schema).pruned(value, isRoot: true)
    guard options.fieldValidation != .ignore else { return DecodedBody(value: pruned.value) }
    let problems = StrictProblems.list(unknownFields: pruned.unknown, body: [])
    if options.fieldValidation == .strict, !problems.isEmpty {
      throw .badRequest(
        "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): "
          + StrictProblems.message(problems))
    }
    return DecodedBody(value: pruned.value, warnings: problems)
  }

  private func checkKind(_ value: JSONValue, _ expected: GroupVersionKind) throws(APIStatus) {
    let sent = GroupVersionKind(GroupVersion(apiVersion: value.apiVersion), value.kind)
    guard sent != expected, !(value.apiVersion.isEmpty && value.kind.isEmpty) else { return }
    if sent.kind == expected.kind, sent.apiVersion != expected.apiVersion {
      throw .badRequest(
        "the API version in the data (\(sent.apiVersion)) does not match the expected API version (\(expected.apiVersion))"
      )
    }
    let package = expected.group.isEmpty ? "core" : String(expected.group.prefix { $0 != "." })
    throw .badRequest(
      "\(sent.kind) in version \"\(sent.version)\" cannot be handled as a \(expected.kind): converting "
        + "(\(sent.version).\(sent.kind)) to (\(package).\(expected.kind)): unknown conversion")
  }

  /// The namespace and the name in a body must be those of the path.
  private func checkPlace(_ value: inout JSONValue, _ target: RequestTarget) throws(APIStatus) {
    if target.definition.isNamespaced {
      if value.namespace.isEmpty {
        value.set(.string(target.namespace), at: "metadata", "namespace")
      } else if value.namespace != target.namespace {
        throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
      }
    }
    guard target.verb != .create || !target.subresource.isEmpty else { return }
    if value.name.isEmpty {
      value.set(.string(target.name), at: "metadata", "name")
    } else if value.name != target.name {
      throw .badRequest(
        "the name of the object (\(value.name)) does not match the name on the URL (\(target.name))")
    }
  }
}

extension RequestTarget {
  /// What a CustomResourceDefinition says of the bodies sent here; nil for Kubernetes' own kinds, as `Scale`.
  var custom: CustomKind? { bodyKind == definition.groupVersionKind ? definition.custom : nil }

  /// The formats in which bodies may be written; protobuf knows Kubernetes' own kinds only.
  var acceptedMediaTypes: [MediaType] { custom == nil ? MediaType.allCases : [.json, .yaml] }

  /// The kind that a body sent here must have.
  var bodyKind: GroupVersionKind {
    guard let kind = definition.subresources.first(where: { $0.name == subresource })?.kind else {
      return definition.groupVersionKind
    }
    guard let dot = kind.lastIndex(of: ".") else { return GroupVersionKind(definition.groupVersion, kind) }
    return GroupVersionKind(GroupVersion(apiVersion: String(kind[..<dot])), String(kind[kind.index(after: dot)...]))
  }
}

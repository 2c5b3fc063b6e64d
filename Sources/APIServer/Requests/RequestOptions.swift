import KubernetesModel

extension WriteOptions {
  /// Reads a write's query parameters.
  init(_ request: APIRequest) throws(APIStatus) {
    self.init()
    let dryRuns = request.query.filter { $0.name == "dryRun" }.map(\.value)
    for value in dryRuns where value != "All" {
      var errors = FieldErrors()
      errors.notSupported("dryRun", .array([.string(value)]), ["All"])
      throw .invalid(Self.kind(of: request.method), "", errors)
    }
    dryRun = !dryRuns.isEmpty
    force = isTrue(request.parameter("force"))
    if let text = request.parameter("fieldValidation"), !text.isEmpty {
      guard let validation = FieldValidation(rawValue: text) else {
        var errors = FieldErrors()
        errors.notSupported("fieldValidation", .string(text), ["", "Ignore", "Strict", "Warn"])
        throw .invalid(Self.kind(of: request.method), "", errors)
      }
      fieldValidation = validation
    } else {
      fieldValidation = .warn
    }
    fieldManager = request.parameter("fieldManager") ?? ""
    if fieldManager.isEmpty, request.contentType != ObjectPatch.Kind.apply.rawValue {
      // As a real server names them: the user agent up to its version.
      fieldManager = request.userAgent.split(separator: "/").first.map(String.init) ?? "unknown"
    }
  }

  private static func kind(of method: APIRequest.Method) -> GroupVersionKind {
    let kind =
      switch method {
      case .post: "CreateOptions"
      case .put: "UpdateOptions"
      case .patch: "PatchOptions"
      default: "DeleteOptions"
      }
    return GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: kind)
  }
}

import KubernetesModel

/// What kubectl itself checks of a file's objects before it sends them; the server checks the fields.
struct ManifestValidation {
  private let validation: FieldValidation

  init(_ validation: FieldValidation) { self.validation = validation }

  /// A finder that checks the objects that it reads.
  func finder(_ context: CommandContext) -> ResourceFinder {
    if validation == .ignore { return ResourceFinder(context) }
    return ResourceFinder(context) { (object) throws(KubectlError) in
      var problems: [String] = []
      if object.apiVersion.isEmpty { problems.append("apiVersion not set") }
      if object.kind.isEmpty { problems.append("kind not set") }
      if problems.isEmpty { return }
      let text = problems.count == 1 ? problems[0] : "[" + problems.joined(separator: ", ") + "]"
      throw .message(
        "error validating data: \(text); if you choose to ignore these errors, turn validation off with --validate=false"
      )
    }
  }
}

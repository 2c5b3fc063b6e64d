import KubernetesModel

/// What kubectl itself checks of a file's objects before it sends them. A server that takes the parameter
/// `fieldValidation` checks the fields itself; kubectl asks its OpenAPI document whether it does.
struct ManifestValidation {
  private let validation: FieldValidation

  init(_ validation: FieldValidation) { self.validation = validation }

  /// A finder that checks the objects that it reads.
  func finder(_ context: CommandContext) -> ResourceFinder {
    if validation == .ignore { return ResourceFinder(context) }
    return ResourceFinder(context) { (object) throws(KubectlError) in try check(object, context) }
  }

  func check(_ object: JSONValue, _ context: CommandContext) throws(KubectlError) {
    if validation == .ignore { return }
    guard let why = Self.problem(in: object, context) else { return }
    throw .message(
      "error validating data: \(why); if you choose to ignore these errors, turn validation off with --validate=false")
  }

  /// What is wrong with an object; nil where the server is to judge.
  static func problem(in object: JSONValue, _ context: CommandContext) -> String? {
    guard object.objectValue != nil else { return "invalid object to validate" }
    var problems: [String] = []
    for object in [object] + (object.kind == "List" ? object.list("items") : []) {
      if object.apiVersion.isEmpty { problems.append("apiVersion not set") }
      if object.kind.isEmpty { problems.append("kind not set") }
    }
    problems = ResourceArguments.unique(problems)
    guard problems.isEmpty else {
      return problems.count == 1 ? problems[0] : "[" + problems.joined(separator: ", ") + "]"
    }
    do throws(KubectlError) {
      _ = try context.client.openAPIDocument(for: GroupVersion(apiVersion: object.apiVersion))
      return nil
    } catch {
      return "failed to download openapi: \(error.message)"
    }
  }
}

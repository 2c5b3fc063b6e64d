import APIServer
import KubernetesModel

/// A `create NOUN` command: makes one object out of its flags and sends it as a typed client does.
protocol CreateGenerator: KubectlCommand {
  /// Where objects of the kind are created.
  var resource: GeneratedResource { get }
  var requiredFlags: [String] { get }
  var ownFlags: [FlagDefinition] { get }
  /// What goes before a refusal of the server (`failed to create deployment: `); nil where it is shown as it is.
  var failure: String? { get }

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue
}

/// A built-in resource that a generator makes: kubectl knows these without asking.
struct GeneratedResource: Sendable {
  let groupVersion: GroupVersion
  let plural: String
  var isNamespaced = true

  init(_ apiVersion: String, _ plural: String, isNamespaced: Bool = true) {
    groupVersion = GroupVersion(apiVersion: apiVersion)
    self.plural = plural
    self.isNamespaced = isNamespaced
  }

  func path(namespace: String) -> String {
    let prefix = groupVersion.group.isEmpty ? "/api/" : "/apis/"
    return prefix + groupVersion.apiVersion + (isNamespaced ? "/namespaces/" + namespace : "") + "/" + plural
  }
}

extension CreateGenerator {
  var requiredFlags: [String] { [] }
  var ownFlags: [FlagDefinition] { [] }
  var failure: String? { nil }

  var flags: [FlagDefinition] {
    ownFlags + OutcomePrinter.flags + [
      ChangeFlags.dryRun, ChangeFlags.saveConfig, ChangeFlags.validate, ChangeFlags.fieldManager("kubectl-create"),
    ]
  }

  func run(_ context: CommandContext) throws(KubectlError) {
    try context.requireFlags(requiredFlags)
    let name = try context.oneName()
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: true)
    let validation = try FieldValidation(context)
    var object = try object(context, name: name)
    if resource.isNamespaced, context.isNamespaceExplicit {
      object.set(.string(context.namespace), at: "metadata", "namespace")
    }
    if context.flags.bool("save-config") { LastApplied.save(in: &object) }
    guard dryRun != .client else { return try printer.print(object, "created") }
    let query = dryRun.query + [("fieldManager", context.flags.string("field-manager")), validation.query]
    do throws(KubectlError) {
      object = try context.client.object(
        .post, resource.path(namespace: context.namespace), query: query, accept: APIClient.typedAccept,
        body: .value(Draft.withoutNulls(object)))
    } catch {
      throw failure.map { .message($0 + error.message) } ?? error
    }
    try printer.print(object, "created")
  }
}

extension CommandContext {
  /// The one NAME that a generator takes.
  func oneName() throws(KubectlError) -> String {
    guard let name = names.first, names.count == 1 else {
      throw .usage("exactly one NAME is required, got \(names.count)")
    }
    return name
  }
}

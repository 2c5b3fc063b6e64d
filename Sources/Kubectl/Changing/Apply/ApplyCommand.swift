import APIServer
import KubernetesModel

/// `kubectl apply`
struct ApplyCommand: KubectlCommand {
  let name = "apply"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + ChangeFlags.deletion + [
      ChangeFlags.all, ChangeCause.flag, ChangeFlags.dryRun, ChangeFlags.fieldManager("kubectl-client-side-apply"),
      ResourceFlags.selector, ChangeFlags.validate,
      .bool("force-conflicts"),
      .bool("openapi-patch", default: true),
      .bool("overwrite", default: true),
      .bool("prune"),
      .array("prune-allowlist"),
      .bool("server-side"), .string("subresource"),
      .bool("wait"),
    ]
  let subcommands: [any KubectlCommand] = [EditLastApplied(), SetLastApplied(), ViewLastApplied()]

  func run(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty {
      throw .usage("Unexpected args: [\(context.arguments.joined(separator: " "))]")
    }
    try context.requireFiles()
    let dryRun = try DryRun(context)
    try check(context, dryRun)
    let pruner = context.flags.bool("prune") ? try Pruner(context, dryRun: dryRun) : nil
    var run = try ApplyRun(context, dryRun: dryRun, pruner: pruner)
    try run.run()
  }

  private func check(_ context: CommandContext, _ dryRun: DryRun) throws(KubectlError) {
    let flags = context.flags
    let isServerSide = flags.bool("server-side")
    if flags.bool("force-conflicts"), !isServerSide {
      throw .message("--force-conflicts only works with --server-side")
    }
    if dryRun == .client, isServerSide {
      throw .message(
        "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)")
    }
    if flags.bool("force"), isServerSide { throw .message("--force cannot be used with --server-side") }
    if dryRun == .server, flags.bool("force") { throw .message("--dry-run=server cannot be used with --force") }
    let selector = flags.string("selector")
    if flags.bool("all"), !selector.isEmpty { throw .message("cannot set --all and --selector at the same time") }
    if flags.bool("prune"), !flags.bool("all"), selector.isEmpty {
      throw .message(
        "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector"
      )
    }
  }
}

/// One run of `kubectl apply`, over all objects of its files.
struct ApplyRun {
  private let context: CommandContext
  private let dryRun: DryRun
  private let printer: OutcomePrinter
  private let validation: FieldValidation
  private let pruner: Pruner?
  private var applied: [(item: ResourceItem, object: JSONValue)] = []

  init(_ context: CommandContext, dryRun: DryRun, pruner: Pruner?) throws(KubectlError) {
    self.context = context
    self.dryRun = dryRun
    self.pruner = pruner
    printer = try OutcomePrinter(context, dryRun: dryRun)
    validation = try FieldValidation(context)
  }

  mutating func run() throws(KubectlError) {
    var items: [ResourceItem] = []
    var problems: [KubectlError] = []
    try ManifestValidation(validation).finder(context).forEachGiven(ResourceQuery(context, arguments: [])) {
      (result) throws(KubectlError) in
      switch result {
      case .success(let item): items.append(item)
      case .failure(let problem): problems.append(problem)
      }
    }
    // What cannot be read is said before what cannot be applied.
    var errors = KubectlError.joined(problems).map { [$0] } ?? []
    for item in items { do throws(KubectlError) { try apply(item) } catch { errors.append(error) } }
    if applied.isEmpty, errors.isEmpty { throw .message("no objects passed to apply") }
    if printer.showsObjects { try show() }
    if let error = KubectlError.joined(errors) { throw error }
    try pruner?.prune(allBut: applied.map(\.object))
  }

  /// Prints the objects: alone, or as a list when there are several.
  private func show() throws(KubectlError) {
    if ["", "name"].contains(context.flags.string("output")) || applied.count == 1 {
      for entry in applied { try printer.print(entry.object, "") }
      return
    }
    // The list is of Go's own types, what it holds is not.
    try OutcomePrinter(context, dryRun: dryRun, isTyped: true).print(
      ["apiVersion": "v1", "kind": "List", "metadata": [:], "items": .array(applied.map(\.object))], "")
  }

  private mutating func apply(_ item: ResourceItem) throws(KubectlError) {
    if item.name.isEmpty, let prefix = item.object?.at("metadata", "generateName")?.stringValue {
      throw .message("from \(prefix): cannot use generate name with apply")
    }
    if context.flags.bool("server-side") { return try applyOnServer(item) }
    let modified = LastApplied.annotated(ChangeCause.recorded(in: item.object ?? .null, context))
    let current: JSONValue
    do throws(KubectlError) {
      current = try context.client.current(item)
    } catch {
      guard error.status?.reason == "NotFound" else {
        let place = Self.description(of: item)
        throw error.prefixed(
          "error when retrieving current configuration of:\n\(place)\nfrom server for: \(item.source.goQuoted)")
      }
      return try create(item, modified)
    }
    try change(item, from: current, to: modified)
  }

  private mutating func create(_ item: ResourceItem, _ object: JSONValue) throws(KubectlError) {
    var result = object
    if dryRun != .client {
      do throws(KubectlError) {
        result = try context.client.object(
          .post, item.collectionPath, query: parameters, body: .value(object), asked: item.mapping.qualified)
      } catch {
        throw error.happened("creating", item)
      }
    }
    try record(item, result, "created")
  }

  private mutating func change(
    _ item: ResourceItem, from current: JSONValue, to modified: JSONValue
  ) throws(KubectlError) {
    guard dryRun != .client else { return try record(item, current, "configured") }
    if LastApplied.configuration(of: current) == nil {
      context.warn(
        "resource \(item.mapping.plural)/\(item.name) is missing the \(LastApplied.annotation) annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically."
      )
    }
    let result = try ApplyPatcher(
      context: context, item: item, modified: modified, parameters: parameters
    ).patch(current)
    warnOfDeletion(of: item, result.object)
    if result.patch.objectValue?.isEmpty == true { return try record(item, current, "unchanged") }
    try record(item, result.object, "configured")
  }

  private func warnOfDeletion(of item: ResourceItem, _ object: JSONValue) {
    guard object.isBeingDeleted else { return }
    context.warn("Detected changes to resource \(item.name) which is currently being deleted.")
  }

  private var parameters: [(name: String, value: String)] {
    dryRun.query + [("fieldManager", context.flags.string("field-manager")), validation.query]
  }

  private mutating func record(_ item: ResourceItem, _ object: JSONValue, _ outcome: String) throws(KubectlError) {
    applied.append((item, object))
    if !printer.showsObjects { try printer.print(item, object, outcome) }
  }

  // MARK: On the server

  private mutating func applyOnServer(_ item: ResourceItem) throws(KubectlError) {
    let manager = context.flags.isSet("field-manager") ? context.flags.string("field-manager") : "kubectl"
    let query =
      dryRun.query + [
        ("fieldManager", manager), validation.query,
        ("force", context.flags.bool("force-conflicts") ? "true" : "false"),
      ]
    let result: JSONValue
    do throws(KubectlError) {
      result = try item.patch(
        .value(item.object ?? .null), .apply, subresource: context.flags.string("subresource"), query: query,
        client: context.client)
    } catch {
      guard let status = error.status, status.reason == "Conflict" else { throw error }
      throw .message(status.message + "\n" + Self.conflictAdvice)
    }
    warnOfDeletion(of: item, result)
    try record(item, result, "serverside-applied")
  }

  private static let conflictAdvice = """
    Please review the fields above--they currently have other managers. Here
    are the ways you can resolve this warning:
    * If you intend to manage all of these fields, please re-run the apply
      command with the `--force-conflicts` flag.
    * If you do not intend to manage all of the fields, please edit your
      manifest to remove references to the fields that should keep their
      current managers.
    * You may co-own fields by updating your manifest to match the existing
      value; in this case, you'll become the manager if the other manager(s)
      stop managing the field (remove it from their configuration).
    See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
    """

  /// The object as kubectl names it in errors.
  static func description(of item: ResourceItem) -> String {
    let mapping = item.mapping
    let kind = "\(mapping.groupVersion.group)/\(mapping.groupVersion.version), Kind=\(mapping.kind)"
    return
      "Resource: \(mapping.description.goQuoted), GroupVersionKind: \(kind.goQuoted)\nName: \(item.name.goQuoted), Namespace: \(item.namespace.goQuoted)"
  }
}

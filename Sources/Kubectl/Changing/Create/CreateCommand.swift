import APIServer
import KubernetesModel

/// `kubectl create`: objects from files, and a generator for each kind that is made often.
struct CreateCommand: KubectlCommand {
  let name = "create"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.dryRun, ChangeCause.flag, ChangeFlags.fieldManager("kubectl-create"), ChangeFlags.saveConfig,
      ResourceFlags.selector,
      ChangeFlags.validate, .bool("edit"), .string("raw"), .bool("windows-line-endings"),
    ]
  let subcommands: [any KubectlCommand] = [
    CreateClusterRole(), CreateClusterRoleBinding(), CreateConfigMap(), CreateCronJob(), CreateDeployment(),
    CreateIngress(), CreateJob(), CreateNamespace(), CreateDisruptionBudget(), CreatePriorityClass(), CreateQuota(),
    CreateRole(), CreateRoleBinding(), CreateSecret(), CreateService(), CreateServiceAccount(), CreateToken(),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty {
      throw .usage("Unexpected args: [\(context.arguments.joined(separator: " "))]")
    }
    try context.requireFiles()
    let raw = context.flags.string("raw")
    if !raw.isEmpty {
      if context.flags.bool("edit") { throw .usage("--raw and --edit are mutually exclusive") }
      return try RawRequest.send(.post, to: raw, context)
    }
    if context.flags.bool("edit") { return try EditSession(context, mode: .creation).run() }
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    let validation = try FieldValidation(context)
    let query = ResourceQuery(context, arguments: [])
    var created = 0
    var errors: [KubectlError] = []
    try ManifestValidation(validation).finder(context).forEachGiven(query) { (result) throws(KubectlError) in
      do throws(KubectlError) {
        let item = try result.get()
        try create(item, dryRun, validation, printer, context)
        created += 1
      } catch {
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
    if created == 0 { throw .message("no objects passed to create") }
  }

  private func create(
    _ item: ResourceItem, _ dryRun: DryRun, _ validation: FieldValidation, _ printer: OutcomePrinter,
    _ context: CommandContext
  ) throws(KubectlError) {
    var object = item.object ?? .null
    if context.flags.bool("save-config") { object = LastApplied.annotated(object) }
    object = ChangeCause.recorded(in: object, context)
    if dryRun != .client {
      do throws(KubectlError) {
        object = try context.client.object(
          .post, item.collectionPath,
          query: dryRun.query + [("fieldManager", context.flags.string("field-manager")), validation.query],
          body: .value(object), asked: item.mapping.qualified)
      } catch {
        throw error.happened("creating", item)
      }
    }
    try printer.print(object, "created")
  }
}

extension CommandContext {
  /// Refuses a command line that names no files, or both kinds.
  func requireFiles() throws(KubectlError) {
    let hasFiles = !flags.list("filename").isEmpty
    let hasKustomization = !flags.string("kustomize").isEmpty
    if hasFiles, hasKustomization { throw .message("only one of -f or -k can be specified") }
    if !hasFiles, !hasKustomization { throw .message("must specify one of -f and -k") }
  }
}

extension KubectlError {
  /// Says with which file the error came: `error when creating "web.yaml": ...`.
  func happened(_ verb: String, _ item: ResourceItem) -> KubectlError {
    item.source.isEmpty ? self : prefixed("error when \(verb) \(item.source.goQuoted)")
  }
}

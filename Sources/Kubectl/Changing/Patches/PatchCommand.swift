import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl patch`
struct PatchCommand: KubectlCommand {
  let name = "patch"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.dryRun, ChangeCause.flag, ChangeFlags.fieldManager("kubectl-patch"), ChangeFlags.local,
      .string("patch", short: "p"), .string("patch-file"),
      .string("subresource"),
      .string("type", default: "strategic"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let dryRun = try DryRun(context)
    let type = context.flags.string("type").lowercased()
    let text = try text(context)
    if context.flags.bool("local") {
      if !context.arguments.isEmpty { throw .message("cannot specify --local and server resources") }
      if context.flags.list("filename").isEmpty { throw .message(ResourceFinder.nothingNamed) }
    }
    guard let contentType = ["json": PatchType.json, "merge": .merge, "strategic": .strategic][type] else {
      throw .message("--type must be one of [json merge strategic], not \(context.flags.string("type").goQuoted)")
    }
    // YAML is turned into JSON; what cannot be read goes to the server as it is, which knows what to say.
    let body: APIRequest.Body
    let value: JSONValue?
    do throws(YAMLError) {
      let read = try YAMLReader.value(text)
      value = read
      body = .value(read)
    } catch {
      guard text.trimmingBlanks.first == "{" else {
        throw .message("unable to parse \(text.goQuoted): \(error.description)")
      }
      value = nil
      body = .bytes(Array(text.utf8))
    }
    let patched = try OutcomePrinter(context)
    let query = ResourceQuery(context)
    if context.flags.bool("local") {
      for item in try context.fetch(query).items {
        let result = try LocalPatch.apply(value ?? .null, type, to: item.object ?? .null)
        try patched.print(item, result, Self.outcome(result != item.object))
      }
      return
    }
    try context.visit(query) { (item) throws(KubectlError) in
      let before = item.object ?? .null
      var result = before
      if dryRun == .client {
        result = try LocalPatch.apply(value ?? .null, type, to: before)
      } else {
        do throws(KubectlError) {
          result = try item.patch(
            body, contentType, subresource: query.subresource,
            query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))], client: context.client)
        } catch {
          throw Self.explained(error, item, contentType)
        }
        if let cause = ChangeCause.patch(context) {
          result = try item.patch(.value(cause), .merge, query: dryRun.query, client: context.client)
        }
      }
      try patched.print(result, Self.outcome(result != before))
    }
  }

  private static func outcome(_ isChanged: Bool) -> String { isChanged ? "patched" : "patched (no change)" }

  private func text(_ context: CommandContext) throws(KubectlError) -> String {
    let patch = context.flags.string("patch")
    let file = context.flags.string("patch-file")
    if !patch.isEmpty, !file.isEmpty { throw .message("cannot specify --patch and --patch-file together") }
    if file.isEmpty {
      if patch.isEmpty { throw .message("must specify --patch or --patch-file containing the contents of the patch") }
      return patch
    }
    do throws(FileProblem) {
      return String(decoding: try context.environment.files.read(file), as: UTF8.self)
    } catch {
      throw .message("unable to read patch file: open \(file): \(error.reason)")
    }
  }

  /// Custom kinds know no strategic patches: says which kind refused.
  private static func explained(_ error: KubectlError, _ item: ResourceItem, _ type: PatchType) -> KubectlError {
    guard let status = error.status, status.reason == "UnsupportedMediaType" else { return error }
    let mapping = item.mapping
    return .message(
      "\(type.rawValue) is not supported by \(mapping.groupVersion.apiVersion), Kind=\(mapping.kind): \(status.message)"
    )
  }
}

/// `kubectl replace`
struct ReplaceCommand: KubectlCommand {
  let name = "replace"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + ChangeFlags.deletion + [
      ChangeFlags.dryRun, ChangeFlags.fieldManager("kubectl-replace"), ChangeFlags.saveConfig, ChangeFlags.validate,
      .string("raw"), .string("subresource"),
      .bool("wait"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    let validation = try FieldValidation(context)
    let propagation = try DeletionOptions.propagation(context)
    let isForced = flags.bool("force")
    if flags.integer("grace-period") >= 0, !isForced { throw .message("--grace-period must have --force specified") }
    if flags.duration("timeout") != .zero, !isForced { throw .message("--timeout must have --force specified") }
    try context.requireFiles()
    if !flags.string("raw").isEmpty { return try RawRequest.send(.put, to: flags.string("raw"), context) }
    if isForced, dryRun != .none { throw .message("--dry-run can not be used when --force is set") }
    var results: [Result<ResourceItem, KubectlError>] = []
    try ManifestValidation(validation).finder(context).forEachGiven(ResourceQuery(context, arguments: [])) {
      (result) throws(KubectlError) in results.append(result)
    }
    if isForced { try deleteFirst(results, propagation, context) }
    var errors: [KubectlError] = []
    for result in results {
      do throws(KubectlError) {
        let item = try result.get()
        let replaced = try replace(item, dryRun, validation, isForced: isForced, context)
        try printer.print(item, replaced, "replaced")
      } catch {
        errors.append(error)
      }
    }
    if results.isEmpty, isForced {
      context.print("No resources found")
      throw .message("no objects passed to replace")
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  private func replace(
    _ item: ResourceItem, _ dryRun: DryRun, _ validation: FieldValidation, isForced: Bool, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    var object = item.object ?? .null
    if context.flags.bool("save-config") { object = LastApplied.annotated(object) }
    if dryRun == .client { return object }
    let query = dryRun.query + [("fieldManager", context.flags.string("field-manager")), validation.query]
    do throws(KubectlError) {
      if isForced {
        return try context.client.object(
          .post, item.collectionPath, query: query, body: .value(object), asked: item.mapping.qualified)
      }
      let subresource = context.flags.string("subresource")
      // Without a version of its own the object replaces whatever is there.
      if object.resourceVersion.isEmpty {
        let path = try item.path(subresource: subresource)
        if let current = try? context.client.object(.get, path, asked: item.asked) {
          object.set(.string(current.resourceVersion), at: "metadata", "resourceVersion")
        }
      }
      return try context.client.object(
        .put, item.path(subresource: subresource), query: query, body: .value(object), asked: item.asked)
    } catch {
      throw error.happened("replacing", item)
    }
  }

  /// Deletes what is there and waits until it is gone.
  private func deleteFirst(
    _ results: [Result<ResourceItem, KubectlError>], _ propagation: String, _ context: CommandContext
  ) throws(KubectlError) {
    let seconds = context.flags.integer("grace-period")
    let options = DeletionOptions(
      propagation: propagation, gracePeriod: seconds >= 0 ? seconds : nil)
    let timeout = context.flags.duration("timeout")
    let deadline = context.now + (timeout == .zero ? .seconds(300) : timeout)
    var deleted: [ResourceItem] = []
    for case .success(let item) in results {
      do throws(KubectlError) {
        _ = try context.client.send(.delete, item.path(), body: .value(options.body), asked: item.asked)
        context.print("\(item.mapping.qualifiedSingular) \"\(item.name)\" deleted")
        deleted.append(item)
      } catch {
        guard error.status?.reason == "NotFound" else { throw error.happened("deleting", item) }
      }
    }
    for item in deleted {
      try DeletionWait(client: context.client, deadline: deadline).wait(for: item, uid: nil)
    }
  }
}

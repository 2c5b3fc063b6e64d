import APIServer
import KubernetesModel

/// What became of objects that were edited, when they were sent.
struct EditOutcome {
  private let context: CommandContext
  /// What the user can mend.
  private(set) var complaints: [EditComplaint] = []
  private(set) var isRefused = false
  private(set) var isGone = false

  init(_ context: CommandContext) { self.context = context }

  /// Notes why an object could not be saved, and says so.
  mutating func add(_ error: KubectlError, _ item: ResourceItem) {
    let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
    switch error.status?.reason {
    case "Invalid":
      complaints.append(
        EditComplaint(
          head: "\(subject) was not valid", reasons: error.status?.causes.map { "\($0.field): \($0.message)" } ?? []))
      context.printError("error: \(subject) is invalid")
    case "NotFound":
      isGone = true
      context.printError("error: \(subject) could not be found on the server")
    default:
      isRefused = true
      context.printError("error: \(subject) could not be patched: \(error.message)")
    }
  }
}

extension EditSession {
  /// Sends what was changed. Throws what ends the session; what the server says of single objects is in the outcome.
  func save(
    _ updated: [ResourceItem], insteadOf originals: [ResourceItem]
  ) throws(KubectlError) -> EditOutcome {
    var outcome = EditOutcome(context)
    var changed: [ResourceItem] = []
    for item in updated { changed.append(try completed(item, originals)) }
    for item in changed {
      if case .creation = mode {
        try create(item)
        continue
      }
      let object = item.object ?? .null
      guard let original = originals.first(where: { $0.object?.uid == object.uid })?.object else {
        let text = GoText.syntax(object, map: "map[string]interface {}")
        throw .message("no original object found for &unstructured.Unstructured{Object:\(text)}")
      }
      if object == original {
        try printer.print(item, object, "skipped")
      } else if case .lastApplied = mode {
        try note(item, object)
      } else {
        try patch(item, from: original, to: object, &outcome)
      }
    }
    return outcome
  }

  /// The object with what the user did not get to see, and with what flags ask for.
  private func completed(_ item: ResourceItem, _ originals: [ResourceItem]) throws(KubectlError) -> ResourceItem {
    var item = try item.placed(in: context.namespace, isRequired: true)
    var object = item.object ?? .null
    let original = originals.first { $0.object?.uid == object.uid }?.object
    if object.at("metadata", "managedFields") != nil || original?.at("metadata", "managedFields") != nil {
      object.set(original?.at("metadata", "managedFields"), at: "metadata", "managedFields")
    }
    if context.flags.bool("save-config") { object = LastApplied.annotated(object) }
    item.object = ChangeCause.recorded(in: object, context)
    return item
  }

  private func patch(
    _ item: ResourceItem, from original: JSONValue, to object: JSONValue, _ outcome: inout EditOutcome
  ) throws(KubectlError) {
    if object.apiVersion != original.apiVersion || object.kind != original.kind || object.name != original.name {
      throw .message("At least one of apiVersion, kind and name was changed")
    }
    let patch = LocalPatch.difference(from: original, to: object)
    if context.flags.bool("output-patch") { context.print("Patch: \(JSONWriter.string(patch))") }
    let result: JSONValue
    do throws(KubectlError) {
      result = try item.patch(
        .value(patch), LocalPatch.strategic(for: object) == nil ? .merge : .strategic,
        subresource: context.flags.string("subresource"), query: parameters, client: context.client)
    } catch {
      return outcome.add(error, item)
    }
    try printer.print(item, result, "edited")
  }

  /// Writes a configuration to its object's annotation.
  private func note(_ item: ResourceItem, _ configuration: JSONValue) throws(KubectlError) {
    let text = JSONWriter.string(configuration) + "\n"
    _ = try item.patch(
      .value(["metadata": ["annotations": [LastApplied.annotation: .string(text)]]]), .merge, query: parameters,
      client: context.client)
    try printer.print(item, configuration, "edited")
  }

  private func create(_ item: ResourceItem) throws(KubectlError) {
    let created = try context.client.object(
      .post, item.collectionPath, query: parameters, body: .value(item.object ?? .null), asked: item.mapping.qualified)
    try printer.print(created, "created")
  }

  private var parameters: [(name: String, value: String)] {
    [("fieldManager", context.flags.string("field-manager")), validation.query]
  }
}

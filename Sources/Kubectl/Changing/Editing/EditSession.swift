import APIServer
import KubernetesModel
import SimulationKernel

/// Lets the user edit objects until they can be saved, or the user gives up.
struct EditSession {
  enum Mode {
    case live
    case lastApplied
    /// Objects of files, before they are created.
    case creation
  }

  private let context: CommandContext
  private let mode: Mode
  private let printer: OutcomePrinter
  private let validation: FieldValidation

  init(_ context: CommandContext, mode: Mode) throws(KubectlError) {
    self.context = context
    self.mode = mode
    printer = try OutcomePrinter(context, allowed: OutputFormat.ofEdit)
    validation = try FieldValidation(context)
  }

  func run() throws(KubectlError) {
    if case .creation = mode { return try editBeforeCreation() }
    let query = ResourceQuery(context)
    let finder = ResourceFinder(context)
    var takesTypeAlone = query
    takesTypeAlone.allowsTypeAlone = true
    let found = ResourceFetcher(context.client, query).items(try finder.resolve(takesTypeAlone))
    if let error = KubectlError.joined(found.errors) { throw error }
    if found.items.isEmpty { throw .message("edit cancelled, no objects found") }
    let originals = try found.items.map { (item) throws(KubectlError) in try shown(item) }
    let original = originals.count == 1 ? originals[0] : Self.list(originals)
    try edit(found.items, originals, YAMLWriter.string(original))
  }

  /// Shows each object of the files in turn and creates what the user makes of it.
  private func editBeforeCreation() throws(KubectlError) {
    var errors: [KubectlError] = []
    let query = ResourceQuery(context, arguments: [])
    try ManifestValidation(validation).finder(context).forEachGiven(query) { (result) throws(KubectlError) in
      do throws(KubectlError) {
        let item = try result.get()
        let object = item.object ?? .null
        try edit([item], [object], YAMLWriter.string(object))
      } catch {
        errors.append(error)
      }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  /// The object as the user sees it.
  private func shown(_ item: ResourceItem) throws(KubectlError) -> JSONValue {
    let object = item.object ?? .null
    guard case .lastApplied = mode else {
      return ManagedFields.removed(from: object, unless: context.flags.bool("show-managed-fields"))
    }
    guard let text = LastApplied.configuration(of: object), let configuration = try? JSONParser.parse(text) else {
      throw .message(
        "no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`"
      )
    }
    return configuration
  }

  private static func list(_ items: [JSONValue]) -> JSONValue {
    ["apiVersion": "v1", "items": .array(items), "kind": "List", "metadata": [:]]
  }

  private func edit(
    _ items: [ResourceItem], _ originals: [JSONValue], _ original: String
  ) throws(KubectlError) {
    guard let editor = context.environment.editor else {
      throw .message("unable to launch the editor \(context.environment.editorName.goQuoted)")
    }
    var text = original
    var complaints: [String] = []
    while true {
      let name = "kubectl-edit-\(context.now.microseconds % 10_000_000_000).yaml"
      guard let bytes = editor(name, Array((header(complaints) + text).utf8)) else {
        throw .message("there was a problem with the editor \(context.environment.editorName.goQuoted)")
      }
      let edited = Self.withoutComments(String(decoding: bytes, as: UTF8.self))
      if edited == text, !complaints.isEmpty {
        store(edited, name)
        throw .message("Edit cancelled, no valid changes were saved.")
      }
      if edited == original { return cancel("no changes made.") }
      if edited.trimmingBlanks.isEmpty { return cancel("saved file was empty.") }
      text = edited
      complaints = []
      do throws(KubectlError) {
        try save(Self.objects(in: edited), items, originals, name, edited, &complaints)
      } catch {
        if case .exit = error {} else { store(edited, name) }
        throw error
      }
      if complaints.isEmpty { return }
    }
  }

  private func cancel(_ why: String) { context.printError("Edit cancelled, \(why)") }

  private func store(_ text: String, _ name: String) {
    if let path = keep(text, name) {
      context.printError("A copy of your changes has been stored to \(path.goQuoted)")
    }
  }

  /// Leaves the user's work in a file; returns where.
  private func keep(_ text: String, _ name: String) -> String? {
    let path = "/tmp/" + name
    return (try? context.environment.files.write(Array(text.utf8), to: path)) == nil ? nil : path
  }

  private func header(_ complaints: [String]) -> String {
    var text: String
    if case .lastApplied = mode {
      text = """
        # Please edit the 'last-applied-configuration' annotations below.
        # Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
        #

        """
    } else {
      text = """
        # Please edit the object below. Lines beginning with a '#' will be ignored,
        # and an empty file will abort the edit. If an error occurs while saving this file will be
        # reopened with the relevant failures.
        #

        """
    }
    for complaint in complaints {
      text += complaint.split(separator: "\n").map { "# \($0)\n" }.joined() + "#\n"
    }
    return text
  }

  private static func withoutComments(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeAll { $0.trimmingBlanks.hasPrefix("#") }
    return lines.joined(separator: "\n")
  }

  /// The edited objects; a text that is no YAML counts as one that cannot be read.
  private static func objects(in text: String) -> Result<[JSONValue], YAMLError> {
    do throws(YAMLError) {
      let value = try YAMLReader.value(text)
      return .success(value.kind == "List" ? value["items"]?.arrayValue ?? [] : [value])
    } catch {
      return .failure(error)
    }
  }

  /// Saves what was changed. What the server refuses becomes a complaint for the next round.
  private func save(
    _ edited: Result<[JSONValue], YAMLError>, _ items: [ResourceItem], _ originals: [JSONValue], _ name: String,
    _ text: String, _ complaints: inout [String]
  ) throws(KubectlError) {
    let objects: [JSONValue]
    switch edited {
    case .success(let read): objects = read
    case .failure(let error):
      complaints.append(
        "The edited file had a syntax error: error parsing edited-file: error converting YAML to JSON: \(error.description)"
      )
      return
    }
    for (item, original) in zip(items, originals) {
      let isNew = if case .creation = mode { true } else { false }
      guard
        let object = objects.first(where: { $0.kind == original.kind && (isNew || $0.name == original.name) })
      else {
        throw .message("At least one of apiVersion, kind and name was changed")
      }
      if object == original {
        try printer.print(item, object, "skipped")
        continue
      }
      do throws(KubectlError) {
        try send(item, from: original, to: object)
      } catch {
        if isNew { throw error }
        try complain(error, item, text, name, &complaints)
      }
    }
  }

  private func send(
    _ item: ResourceItem, from original: JSONValue, to object: JSONValue
  ) throws(KubectlError) {
    if case .creation = mode { return try create(item, object) }
    try ManifestValidation(validation).check(object, context)
    var patch: JSONValue
    var type = PatchType.merge
    if case .lastApplied = mode {
      patch = ["metadata": ["annotations": [LastApplied.annotation: .string(JSONWriter.string(object) + "\n")]]]
    } else {
      patch = LocalPatch.difference(from: original, to: ChangeCause.recorded(in: object, context))
      if LocalPatch.strategic(for: object) != nil { type = .strategic }
      if context.flags.bool("save-config") {
        patch.set(.string(LastApplied.text(of: object)), at: "metadata", "annotations", LastApplied.annotation)
      }
    }
    if context.flags.bool("output-patch") { context.print("Patch: \(JSONWriter.string(patch))") }
    let result = try item.patch(
      .value(patch), type, subresource: context.flags.string("subresource"),
      query: [("fieldManager", context.flags.string("field-manager")), validation.query], client: context.client)
    try printer.print(item, result, "edited")
  }

  private func create(_ item: ResourceItem, _ object: JSONValue) throws(KubectlError) {
    let object = context.flags.bool("save-config") ? LastApplied.annotated(object) : object
    let created = try context.client.object(
      .post, item.collectionPath, query: [("fieldManager", context.flags.string("field-manager")), validation.query],
      body: .value(object), asked: item.mapping.qualified)
    try printer.print(created, "created")
  }

  private func complain(
    _ error: KubectlError, _ item: ResourceItem, _ text: String, _ name: String, _ complaints: inout [String]
  ) throws(KubectlError) {
    let subject = "\(item.mapping.qualified) \(item.name.goQuoted)"
    guard let status = error.status else { throw error }
    switch status.reason {
    case "Invalid", "BadRequest":
      context.printError("error: \(subject) is invalid")
      var lines = ["\(subject) was not valid:"]
      lines += status.causes.map { "* \($0.field): \($0.message)" }
      if status.causes.isEmpty { lines.append("* \(status.message)") }
      complaints.append(lines.joined(separator: "\n"))
    case "NotFound":
      context.printError("error: \(subject) could not be found on the server")
      if let path = keep(text, name) {
        context.printError("The edits you made on deleted resources have been saved to \(path.goQuoted)")
      }
      throw .exit(1)
    default:
      context.printError("error: \(subject) could not be patched: \(status.message)")
      if let path = keep(text, name) {
        context.printError("You can run `kubectl replace -f \(path)` to try this update again.")
      }
      throw .exit(1)
    }
  }
}

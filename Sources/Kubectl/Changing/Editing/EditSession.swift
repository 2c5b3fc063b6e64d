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

  let context: CommandContext
  let mode: Mode
  let printer: OutcomePrinter
  let validation: FieldValidation
  private let file: EditFile

  init(_ context: CommandContext, mode: Mode) throws(KubectlError) {
    self.context = context
    self.mode = mode
    printer = try OutcomePrinter(context, allowed: OutputFormat.ofEdit)
    validation = try FieldValidation(context)
    let isLastApplied = if case .lastApplied = mode { true } else { false }
    file = EditFile(isJSON: context.flags.string("output") == "json", isLastApplied: isLastApplied)
  }

  func run() throws(KubectlError) {
    switch mode {
    case .live: try edit(try selected())
    case .lastApplied: try edit(try configurations(of: try selected()))
    case .creation: try editBeforeCreation()
    }
  }

  private func selected() throws(KubectlError) -> [ResourceItem] {
    var query = ResourceQuery(context)
    query.allowsTypeAlone = true
    let found = ResourceFetcher(context.client, query).items(try ResourceFinder(context).resolve(query))
    if let error = KubectlError.joined(found.errors) { throw error }
    if found.items.isEmpty { throw .message("edit cancelled, no objects found") }
    return found.items
  }

  /// What the annotations of objects say of how these were applied.
  private func configurations(of items: [ResourceItem]) throws(KubectlError) -> [ResourceItem] {
    var configurations: [ResourceItem] = []
    for item in items {
      guard let text = LastApplied.configuration(of: item.object ?? .null) else { continue }
      configurations += try objects(in: text).get().prefix(1)
    }
    if configurations.isEmpty {
      throw .message(
        "no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`"
      )
    }
    return configurations
  }

  /// Shows each object of the files in turn and creates what the user makes of it.
  private func editBeforeCreation() throws(KubectlError) {
    var errors: [KubectlError] = []
    let query = ResourceQuery(context, arguments: [])
    try ManifestValidation(validation).finder(context).forEachGiven(query) { (result) throws(KubectlError) in
      do throws(KubectlError) { try edit([try result.get()]) } catch { errors.append(error) }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  // MARK: The editor

  /// What came of opening the file once.
  private struct Pass {
    let name: String
    let text: String
  }

  private func edit(_ items: [ResourceItem]) throws(KubectlError) {
    let original = file.text(of: items.map { ManagedFields.removed(from: $0.object ?? .null, unless: false) })
    var complaints: [EditComplaint] = []
    var last: Pass?
    while true {
      let pass = try open(file.header(complaints) + (last.map { EditFile.withoutComments($0.text) } ?? original))
      if let last, EditFile.Content(last.text) == EditFile.Content(pass.text) {
        try stop(.message("Edit cancelled, no valid changes were saved."), pass)
      }
      last = pass
      if let problem = problem(in: pass.text), let first = items.first {
        let cause = APIStatus.Cause(
          reason: "FieldValueInvalid",
          message: "Invalid value: \"The edited file failed validation\": \(problem)", field: "<nil>")
        var outcome = EditOutcome(context)
        outcome.add(.server(APIStatus(code: 422, reason: "Invalid", message: "", causes: [cause])), first)
        complaints = outcome.complaints
        continue
      }
      if EditFile.Content(original) == EditFile.Content(pass.text) { return cancel("no changes made.") }
      if !EditFile.hasLines(pass.text) { return cancel("saved file was empty.") }
      let updated: [ResourceItem]
      switch objects(in: pass.text) {
      case .success(let read): updated = read
      case .failure(let error):
        complaints = [EditComplaint(head: "The edited file had a syntax error: \(error.message)")]
        continue
      }
      let outcome: EditOutcome
      do throws(KubectlError) { outcome = try save(updated, insteadOf: items) } catch { return try stop(error, pass) }
      try conclude(outcome, pass)
      if outcome.complaints.isEmpty { return }
      complaints = outcome.complaints
    }
  }

  private func open(_ text: String) throws(KubectlError) -> Pass {
    let editorName = context.environment.editorName.goQuoted
    guard let editor = context.environment.editor else { throw .message("unable to launch the editor \(editorName)") }
    let name = "kubectl-edit-\(context.now.microseconds % 10_000_000_000).\(file.ending)"
    guard let bytes = editor(name, Array(text.utf8)) else {
      throw .message("there was a problem with the editor \(editorName)")
    }
    return Pass(name: name, text: String(decoding: bytes, as: UTF8.self))
  }

  /// What keeps the text from being sent, before it is taken apart.
  private func problem(in text: String) -> String? {
    if validation == .ignore { return nil }
    let value: JSONValue
    switch EditFile.Content(text) {
    case .value(let read): value = read
    case .lines(let lines):
      do throws(YAMLError) { value = try YAMLReader.value(lines) } catch { return error.description }
    }
    return ManifestValidation.problem(in: value, context)
  }

  /// The objects of a text, with where each is served.
  private func objects(in text: String) -> Result<[ResourceItem], KubectlError> {
    var items: [ResourceItem] = []
    var errors: [KubectlError] = []
    ResourceFinder(context).forEachObject(in: Array(text.utf8), of: "edited-file") { result in
      switch result {
      case .success(let item): items.append(item)
      case .failure(let error): errors.append(error)
      }
    }
    return KubectlError.joined(errors).map { .failure($0) } ?? .success(items)
  }

  private func cancel(_ why: String) { context.printError("Edit cancelled, \(why)") }

  /// Ends with an error; the user's work stays in a file.
  private func stop(_ error: KubectlError, _ pass: Pass) throws(KubectlError) {
    if let path = keep(pass) { context.printError("A copy of your changes has been stored to \(path.goQuoted)") }
    throw error
  }

  /// Ends where the server did not take everything, and nothing that the user could write would change that.
  private func conclude(_ outcome: EditOutcome, _ pass: Pass) throws(KubectlError) {
    guard outcome.isRefused || outcome.isGone else { return }
    let path = keep(pass) ?? ""
    context.printError(
      outcome.isRefused
        ? "You can run `kubectl replace -f \(path)` to try this update again."
        : "The edits you made on deleted resources have been saved to \(path.goQuoted)")
    throw .exit(1)
  }

  /// Leaves the user's work in a file; returns where.
  private func keep(_ pass: Pass) -> String? {
    let path = "/tmp/" + pass.name
    return (try? context.environment.files.write(Array(pass.text.utf8), to: path)) == nil ? nil : path
  }
}

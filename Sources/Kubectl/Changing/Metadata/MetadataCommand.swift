import APIServer
import KubernetesModel

/// `kubectl label` and `kubectl annotate`
struct MetadataCommand: KubectlCommand {
  let field: MetadataField

  var name: String { field == .label ? "label" : "annotate" }
  var flags: [FlagDefinition] {
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.all, ChangeCause.flag, ResourceFlags.allNamespaces, ChangeFlags.dryRun,
      ChangeFlags.fieldManager("kubectl-" + name),
      ResourceFlags.fieldSelector, ChangeFlags.local, ChangeFlags.resourceVersion, ResourceFlags.selector,
      .bool("list"),
      .bool("overwrite"),
    ]
  }

  func run(_ context: CommandContext) throws(KubectlError) {
    let change = try MetadataChange(context.arguments, field)
    let dryRun = try DryRun(context)
    if field == .annotation { _ = try OutcomePrinter(context) }
    try check(change, context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    let query = ResourceQuery(context, arguments: change.resources).namesBeforeAll
    if context.flags.bool("local") {
      let found = try context.fetch(query)
      let visit = MetadataVisit(change, dryRun, printer, isSingle: found.items.count == 1, context)
      for item in found.items { try visit.apply(to: item) }
      if let error = KubectlError.joined(found.errors) { throw error }
      return
    }
    let selection = try ResourceFinder(context).resolve(query)
    if !context.flags.string("resource-version").isEmpty, !selection.isSingleItem {
      throw .message("--resource-version may only be used with a single resource")
    }
    let visit = MetadataVisit(change, dryRun, printer, isSingle: selection.isSingleItem, context)
    try context.visit(selection, query, visit.apply)
  }

  private func check(_ change: MetadataChange, _ context: CommandContext) throws(KubectlError) {
    if context.flags.bool("all"), !context.flags.string("selector").isEmpty {
      throw .message("cannot set --all and --selector at the same time")
    }
    if context.flags.bool("all"), !context.flags.string("field-selector").isEmpty {
      throw .message("cannot set --all and --field-selector at the same time")
    }
    if context.flags.bool("local") {
      let example = field == .label ? "-f pod.yaml or --filename=pod.json" : "-f rsrc.yaml or --filename=rsrc.json"
      if !change.resources.isEmpty {
        throw .message("can only use local files by \(example) when --local=true is set")
      }
      if context.flags.list("filename").isEmpty {
        throw .message("one or more files must be specified as \(example)")
      }
    }
    if change.resources.isEmpty, context.flags.list("filename").isEmpty, context.flags.string("kustomize").isEmpty {
      throw .message("one or more resources must be specified as <resource> <name> or <resource>/<name>")
    }
    if change.isEmpty, !context.flags.bool("list") {
      throw .message("at least one \(field.rawValue) update is required")
    }
    switch field {
    case .label:
      try checkLabels(change)
      if !change.contradictions.isEmpty {
        throw .message("can not both modify and remove a label in the same command")
      }
    case .annotation:
      if !change.contradictions.isEmpty {
        throw .message(
          "can not both modify and remove the following annotation(s) in the same command: "
            + change.contradictions.joined(separator: ", "))
      }
    }
  }

  private func checkLabels(_ change: MetadataChange) throws(KubectlError) {
    for pair in change.added {
      if pair.value.contains("=") { throw .message("invalid label spec: \(pair.key)=\(pair.value)") }
      let problems = LabelRules.value(pair.value)
      if !problems.isEmpty {
        throw .message(
          "invalid label value: \("\(pair.key)=\(pair.value)".goQuoted): " + problems.joined(separator: ";"))
      }
    }
  }
}

/// A change of labels or annotations, made to one object after the other.
private struct MetadataVisit {
  private let change: MetadataChange
  private let dryRun: DryRun
  private let printer: OutcomePrinter
  private let isSingle: Bool
  private let context: CommandContext
  private let isOverwriting: Bool
  private let version: String

  init(
    _ change: MetadataChange, _ dryRun: DryRun, _ printer: OutcomePrinter, isSingle: Bool, _ context: CommandContext
  ) {
    self.change = change
    self.dryRun = dryRun
    self.printer = printer
    self.isSingle = isSingle
    self.context = context
    isOverwriting = context.flags.bool("overwrite")
    version = context.flags.string("resource-version")
  }

  func apply(to item: ResourceItem) throws(KubectlError) {
    guard let object = item.object else { return }
    let current = change.field.values(of: object)
    if change.isEmpty { return list(item, current) }
    if !isOverwriting { try checkLosses(current) }
    let isSent = dryRun != .client && !context.flags.bool("local")
    if change.field == .label, isSent, !context.flags.bool("list") {
      for key in change.removed where current[key] == nil { context.print("label \(key.goQuoted) not found.") }
    }
    var changed = change.applied(to: object, resourceVersion: version)
    var result = changed
    if isSent {
      changed = ChangeCause.recorded(in: changed, context)
      let patch = change.patch(of: current, resourceVersion: version)
      result = try item.patch(
        .value(ChangeCause.recorded(in: patch, context)), .merge,
        query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))], client: context.client)
    }
    // It shows labels as it meant to change them, and annotations as the server answered.
    if change.field == .label { result = changed }
    if context.flags.bool("list") { return list(item, change.field.values(of: result)) }
    try printer.print(item, result, outcome(from: object, to: changed))
  }

  private func checkLosses(_ current: [String: String]) throws(KubectlError) {
    let lost = change.overwritten(in: current)
    switch change.field {
    case .label:
      if let error = KubectlError.joined(lost.map { .message($0 + ", and --overwrite is false") }) { throw error }
    case .annotation:
      if !lost.isEmpty {
        throw .message(
          "--overwrite is false but found the following declared annotation(s): " + lost.joined(separator: "; "))
      }
    }
  }

  /// kubectl tells a label's removal by the object having become shorter.
  private func outcome(from old: JSONValue, to new: JSONValue) -> String {
    if change.field == .annotation { return "annotated" }
    if old == new { return "not labeled" }
    let isShorter = JSONWriter.bytes(new).count < JSONWriter.bytes(old).count
    return isShorter && !isOverwriting ? "unlabeled" : "labeled"
  }

  /// What `--list` asks for.
  private func list(_ item: ResourceItem, _ values: [String: String]) {
    if !isSingle {
      let kind = "\(item.mapping.kind).\(item.mapping.groupVersion.group)"
      context.print("Listing \(change.field.rawValue)s for \(kind)/\(item.name):")
    }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      context.print("\(isSingle ? "" : " ")\(key)=\(value)")
    }
  }
}

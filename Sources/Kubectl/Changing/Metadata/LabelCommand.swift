import APIServer
import KubernetesModel

/// `kubectl label`
struct LabelCommand: KubectlCommand {
  let name = "label"
  let summary = "Update the labels on a resource"
  let usage =
    "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]"
  let examples = """
    # Set the label 'tier', or remove it
    kubectl label pods web-0 tier=front
    kubectl label pods web-0 tier-
    """
  let flags = MetadataChange.flags(fieldManager: "kubectl-label")

  func run(_ context: CommandContext) throws(KubectlError) {
    let change = try MetadataChange(context.arguments, noun: "label")
    try check(change, context)
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    let query = ResourceQuery(context, arguments: change.resources)
    if context.flags.bool("local") {
      let found = try context.fetch(query)
      for item in found.items { try label(item, change, dryRun, printer, isSingle: found.items.count == 1, context) }
      if let error = KubectlError.joined(found.errors) { throw error }
      return
    }
    let selection = try ResourceFinder(context).resolve(query)
    if !context.flags.string("resource-version").isEmpty, !selection.isSingleItem {
      throw .message("--resource-version may only be used with a single resource")
    }
    try context.visit(selection, query) { (item) throws(KubectlError) in
      try label(item, change, dryRun, printer, isSingle: selection.isSingleItem, context)
    }
  }

  private func check(_ change: MetadataChange, _ context: CommandContext) throws(KubectlError) {
    if context.flags.bool("all"), !context.flags.string("selector").isEmpty {
      throw .message("cannot set --all and --selector at the same time")
    }
    if context.flags.bool("all"), !context.flags.string("field-selector").isEmpty {
      throw .message("cannot set --all and --field-selector at the same time")
    }
    if context.flags.bool("local"), context.flags.list("filename").isEmpty {
      throw .message("can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set")
    }
    if change.isEmpty, !context.flags.bool("list") { throw .message("at least one label update is required") }
    for pair in change.added {
      if pair.value.contains("=") { throw .message("invalid label spec: \(pair.key)=\(pair.value)") }
      let problems = NameRules.labelValue(pair.value)
      if !problems.isEmpty {
        throw .message(
          "invalid label value: \("\(pair.key)=\(pair.value)".goQuoted): " + problems.joined(separator: ";"))
      }
    }
    if !change.contradictions.isEmpty {
      throw .message("can not both modify and remove a label in the same command")
    }
  }

  private func label(
    _ item: ResourceItem, _ change: MetadataChange, _ dryRun: DryRun, _ printer: OutcomePrinter, isSingle: Bool,
    _ context: CommandContext
  ) throws(KubectlError) {
    guard let object = item.object else { return }
    let listing = MetadataListing(noun: "label", isSingle: isSingle, context: context)
    if change.isEmpty { return listing.print(item, object.labels) }
    let isOverwriting = context.flags.bool("overwrite")
    if !isOverwriting {
      let lost = change.overwritten(in: object.labels).map {
        KubectlError.message($0 + ", and --overwrite is false")
      }
      if let error = KubectlError.joined(lost) { throw error }
    }
    for key in change.removed where object.labels[key] == nil { context.print("label \(key.goQuoted) not found.") }
    let version = context.flags.string("resource-version")
    let changed = change.applied(to: object, resourceVersion: version)
    let outcome = Self.outcome(from: object, to: changed, isOverwriting: isOverwriting)
    var result = changed
    if dryRun != .client, !context.flags.bool("local") {
      result = try item.patch(
        .value(change.patch(of: object.labels, resourceVersion: version)), .merge,
        query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))], client: context.client)
    }
    if context.flags.bool("list") { return listing.print(item, result.labels) }
    try printer.print(item, result, outcome)
  }

  /// kubectl tells a removal by the object having become shorter.
  private static func outcome(from old: JSONValue, to new: JSONValue, isOverwriting: Bool) -> String {
    if old == new { return "not labeled" }
    let isShorter = JSONWriter.bytes(new).count < JSONWriter.bytes(old).count
    return isShorter && !isOverwriting ? "unlabeled" : "labeled"
  }
}

import APIServer
import KubernetesModel

/// `kubectl annotate`
struct AnnotateCommand: KubectlCommand {
  let name = "annotate"
  let summary = "Update the annotations on a resource"
  let usage =
    "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]"
  let examples = """
    # Set the annotation 'note', or remove it
    kubectl annotate pods web-0 note='for the team'
    kubectl annotate pods web-0 note-
    """
  let flags = MetadataChange.flags(fieldManager: "kubectl-annotate")

  func run(_ context: CommandContext) throws(KubectlError) {
    let change = try MetadataChange(context.arguments, noun: "annotation")
    try check(change, context)
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    let query = ResourceQuery(context, arguments: change.resources)
    if context.flags.bool("local") {
      let found = try context.fetch(query)
      for item in found.items {
        try annotate(item, change, dryRun, printer, isSingle: found.items.count == 1, context)
      }
      if let error = KubectlError.joined(found.errors) { throw error }
      return
    }
    let selection = try ResourceFinder(context).resolve(query)
    if !context.flags.string("resource-version").isEmpty, !selection.isSingleItem {
      throw .message("--resource-version may only be used with a single resource")
    }
    try context.visit(selection, query) { (item) throws(KubectlError) in
      try annotate(item, change, dryRun, printer, isSingle: selection.isSingleItem, context)
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
    if change.isEmpty, !context.flags.bool("list") { throw .message("at least one annotation update is required") }
    let contradictions = change.contradictions
    if !contradictions.isEmpty {
      throw .message(
        "can not both modify and remove the following annotation(s) in the same command: "
          + contradictions.joined(separator: ", "))
    }
  }

  private func annotate(
    _ item: ResourceItem, _ change: MetadataChange, _ dryRun: DryRun, _ printer: OutcomePrinter, isSingle: Bool,
    _ context: CommandContext
  ) throws(KubectlError) {
    guard let object = item.object else { return }
    let listing = MetadataListing(noun: "annotation", isSingle: isSingle, context: context)
    if change.isEmpty { return listing.print(item, object.annotations) }
    if !context.flags.bool("overwrite") {
      let lost = change.overwritten(in: object.annotations)
      if !lost.isEmpty {
        throw .message(
          "--overwrite is false but found the following declared annotation(s): " + lost.joined(separator: "; "))
      }
    }
    let version = context.flags.string("resource-version")
    var result = change.applied(to: object, resourceVersion: version)
    if dryRun != .client, !context.flags.bool("local") {
      result = try item.patch(
        .value(change.patch(of: object.annotations, resourceVersion: version)), .merge,
        query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))], client: context.client)
    }
    if context.flags.bool("list") { return listing.print(item, result.annotations) }
    try printer.print(item, result, "annotated")
  }
}

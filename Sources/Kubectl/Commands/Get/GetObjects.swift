import APIServer
import KubernetesModel

/// `kubectl get -o json|yaml|name|jsonpath|custom-columns|...`
struct GetObjects {
  let context: CommandContext
  let format: OutputFormat
  let query: ResourceQuery

  init(_ context: CommandContext, _ format: OutputFormat) {
    self.context = context
    self.format = format
    query = GetCommand.query(context)
  }

  func run() throws(KubectlError) {
    let selection = try ResourceFinder(context).resolve(query)
    try selection.checkSubresource(query)
    let ignoresNotFound = context.flags.bool("ignore-not-found")
    let fetcher = ResourceFetcher(context.client, query)
    var items: [JSONValue] = []
    var errors: [KubectlError] = []
    for target in selection.targets {
      do throws(KubectlError) {
        items += try fetcher.items(target).compactMap(\.object)
      } catch {
        if ignoresNotFound, error.status?.reason == "NotFound" { continue }
        errors.append(error)
      }
    }
    errors += selection.singleProblems
    if selection.isSingleItem, let error = KubectlError.joined(errors) { throw error }
    if items.isEmpty, ignoresNotFound {
      if let error = KubectlError.joined(errors) { throw error }
      return
    }
    var printer = try format.printer(context, allowed: OutputFormat.ofGet)
    if !selection.isSingleItem, let sorter = FieldSorter(context, of: .objects) {
      items = try sorter.sorted(items) { $0 }
    }
    try printer.print(object(items, selection), in: context)
    if let error = KubectlError.joined(errors) { throw error }
    try context.client.checkWarnings()
  }

  /// One object as it is, anything else as a list.
  private func object(_ items: [JSONValue], _ selection: ResourceSelection) -> JSONValue {
    if selection.isSingleItem, items.count == 1, let only = items.first,
      !only.kind.hasSuffix("List") || only["items"] == nil
    {
      return only
    }
    return ["apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""], "items": .array(items)]
  }
}

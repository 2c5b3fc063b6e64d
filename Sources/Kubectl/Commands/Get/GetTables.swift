import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl get` with a table for every type.
struct GetTables {
  static let accept = [
    "application/json;as=Table;v=v1;g=meta.k8s.io", "application/json;as=Table;v=v1beta1;g=meta.k8s.io",
    "application/json",
  ].joined(separator: ",")

  private struct Part {
    let mapping: DiscoveredResource
    let answer: JSONValue
    var table: ServerTable
  }

  let context: CommandContext
  let query: ResourceQuery

  init(_ context: CommandContext) {
    self.context = context
    query = GetCommand.query(context)
  }

  func run() throws(KubectlError) {
    let selection = try ResourceFinder(context).resolve(query)
    try selection.checkSubresource(query)
    var errors: [KubectlError] = []
    var parts: [Part] = []
    let ignoresNotFound = context.flags.bool("ignore-not-found")
    for target in selection.targets {
      do throws(KubectlError) {
        try fetch(target) { parts.append(Part(mapping: target.mapping, answer: $0, table: table(of: $0))) }
      } catch {
        if !(ignoresNotFound && error.status?.reason == "NotFound") { errors.append(error) }
      }
    }
    try sort(&parts)
    let isEmpty = print(parts)
    if isEmpty, !ignoresNotFound, errors.isEmpty, selection.problems.isEmpty { sayNothingFound(parts) }
    errors += selection.singleProblems
    // The errors of fetching are a list within the command's own.
    if !errors.isEmpty { throw .several([.several(errors)]) }
    try context.client.checkWarnings()
  }

  private func fetch(_ target: ResourceTarget, _ use: (JSONValue) -> Void) throws(KubectlError) {
    var fetcher = ResourceFetcher(context.client, query)
    if context.flags.bool("server-print") {
      fetcher.accept = Self.accept
      if !context.flags.string("sort-by").isEmpty { fetcher.parameters = [("includeObject", "Object")] }
    }
    switch target {
    case .given(let item), .named(let item): use(try fetcher.get(item))
    case .list(let mapping, let namespace):
      try fetcher.lists(mapping, namespace: namespace) { (list) throws(KubectlError) in use(list) }
    }
  }

  /// The server's table, or one with names and ages where it made none.
  private func table(of answer: JSONValue) -> ServerTable {
    if let table = ServerTable(answer) { return table }
    let now = context.now
    return ServerTable(objects: answer["items"]?.arrayValue ?? [answer]) {
      AgeText.since($0.at("metadata", "creationTimestamp"), now)
    }
  }

  /// Sorts the answers, where there are several, and the rows within each.
  private func sort(_ parts: inout [Part]) throws(KubectlError) {
    if parts.count > 1, let sorter = FieldSorter(context, of: .objects) {
      parts = try sorter.sorted(parts, by: \.answer)
    }
    for index in parts.indices { try parts[index].table.sort(context) }
  }

  /// Prints the parts; types that have no rows leave no trace. Returns whether nothing was printed.
  private func print(_ parts: [Part]) -> Bool {
    let kinds = Set(parts.map(\.mapping.groupVersionKind))
    var writer = TabWriter.table
    var printer: TablePrinter?
    var last: DiscoveredResource?
    var isEmpty = true
    var needsSeparator = false
    func flush() {
      let text = writer.flush()
      if text.isEmpty { return }
      context.print((needsSeparator ? "\n" : "") + text, terminator: "")
      needsSeparator = false
      isEmpty = false
    }
    for part in parts {
      if last != part.mapping {
        flush()
        writer.forgetWidths()
        if last != nil, !isEmpty, !context.flags.bool("no-headers") { needsSeparator = true }
        printer = TablePrinter(options(part.mapping, withKind: kinds.count > 1))
        last = part.mapping
      }
      printer?.print(part.table, to: &writer)
    }
    flush()
    return isEmpty
  }

  private func options(_ mapping: DiscoveredResource, withKind: Bool) -> TablePrinter.Options {
    Self.options(context, mapping, withKind: withKind, withNamespace: query.allNamespaces && mapping.isNamespaced)
  }

  static func options(
    _ context: CommandContext, _ mapping: DiscoveredResource, withKind: Bool, withNamespace: Bool
  ) -> TablePrinter.Options {
    TablePrinter.Options(
      isWide: context.flags.string("output") == "wide", hasHeaders: !context.flags.bool("no-headers"),
      showsNamespace: withNamespace, showsLabels: context.flags.bool("show-labels"),
      labelColumns: context.flags.list("label-columns"),
      kindPrefix: withKind || context.flags.bool("show-kind") ? mapping.qualifiedSingular : "")
  }

  private func sayNothingFound(_ parts: [Part]) {
    let allNamespaced = !query.allNamespaces && parts.allSatisfy(\.mapping.isNamespaced)
    context.printError(
      allNamespaced ? "No resources found in \(context.namespace) namespace." : "No resources found")
  }
}

extension ServerTable {
  /// Sorts the rows as the command line asks. A table that cannot be sorted loses them; kubectl does not say why.
  mutating func sort(_ context: CommandContext) throws(KubectlError) {
    guard rows.count > 1, let sorter = FieldSorter(context, of: .rows) else { return }
    do throws(KubectlError) { rows = try sorter.sorted(rows, by: \.object) } catch {
      if case .exit = error { throw error }
      rows = []
    }
  }
}

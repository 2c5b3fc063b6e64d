import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl get --watch` and `--watch-only`.
struct GetWatch {
  let context: CommandContext
  private let query: ResourceQuery
  private let format: OutputFormat?
  private let printsEvents: Bool

  init(_ context: CommandContext) {
    self.context = context
    var query = GetCommand.query(context)
    query.allowsOnlyOneType = true
    self.query = query
    format = OutputFormat(context.flags).flatMap { $0.name == "wide" ? nil : $0 }
    printsEvents = context.flags.bool("output-watch-events")
  }

  func run() throws(KubectlError) {
    let selection = try ResourceFinder(context).resolve(query)
    guard let target = selection.targets.first, selection.targets.count == 1 else {
      let found = ResourceFetcher(context.client, query).items(selection)
      if let error = found.errors.first { throw error }
      // They are shown once, and not watched.
      if !context.flags.bool("watch-only") { try showOnce() }
      throw .message("you may only watch a single resource or type of resource at a time")
    }
    if let problem = selection.singleProblems.first { throw problem }
    var output = try WatchOutput(
      context, target.mapping, format: format, showsNamespace: query.allNamespaces && target.mapping.isNamespaced,
      printsEvents: printsEvents)
    var fetcher = ResourceFetcher(context.client, query)
    if format == nil, context.flags.bool("server-print") { fetcher.accept = GetTables.accept }
    let printsFirst = !context.flags.bool("watch-only")
    var version = "0"
    var parameters: [(name: String, value: String)] = []
    var path: String
    var asked: String
    switch target {
    case .list(let mapping, let namespace):
      try fetcher.lists(mapping, namespace: namespace) { (list) throws(KubectlError) in
        version = list.at("metadata", "resourceVersion")?.stringValue ?? ""
        if printsFirst { try output.print(list, event: "ADDED") }
      }
      path = mapping.path(namespace: namespace)
      asked = mapping.qualified
      if let labels = query.labelSelector { parameters.append(("labelSelector", labels)) }
      if let fields = query.fieldSelector { parameters.append(("fieldSelector", fields)) }
    case .named(let item), .given(let item):
      let object = try fetcher.get(item)
      if printsFirst { try output.print(object, event: "ADDED") }
      // The watch starts with the object as it is, which was printed already or is not wanted.
      output.skipsNext = true
      path = item.collectionPath
      asked = item.asked
      parameters.append(("fieldSelector", "metadata.name=" + item.name))
    }
    parameters += [("resourceVersion", version), ("watch", "true")]
    let response = try context.client.send(.get, path, query: parameters, accept: fetcher.accept, asked: asked)
    try context.follow(response) { (type, object) throws(KubectlError) in
      if type == "BOOKMARK" { return }
      if type == "ERROR", let status = APIStatus(object: object) { throw .server(status) }
      try output.print(object, event: type)
    }
  }
}

extension GetWatch {
  private func showOnce() throws(KubectlError) {
    if let format, format.name != "wide" { return try GetObjects(context, format).run() }
    try GetTables(context).run()
  }
}

/// Prints what a watch brings, in the form that the command line asks for.
struct WatchOutput {
  private let context: CommandContext
  private var tables: TablePrinter
  private var writer = TabWriter.table
  private var objects: (any ObjectPrinter)?
  private let mapping: DiscoveredResource
  private let format: OutputFormat?
  private let printsEvents: Bool
  /// Whether the next thing is not to be printed.
  var skipsNext = false

  init(
    _ context: CommandContext, _ mapping: DiscoveredResource, format: OutputFormat?, showsNamespace: Bool,
    printsEvents: Bool
  ) throws(KubectlError) {
    self.context = context
    self.mapping = mapping
    self.format = format
    self.printsEvents = printsEvents
    tables = TablePrinter(
      GetTables.options(context, mapping, withKind: false, withNamespace: showsNamespace))
    objects = try format?.printer(context, allowed: OutputFormat.ofGet)
  }

  /// Prints an object, or all objects of a list, one by one.
  mutating func print(_ answer: JSONValue, event: String) throws(KubectlError) {
    if skipsNext {
      skipsNext = false
      return
    }
    if var objects {
      // A printer knows what it has printed.
      defer { self.objects = objects }
      for object in answer["items"]?.arrayValue?.map({ mapping.completed($0) }) ?? [answer] {
        let showsEvent = printsEvents && format?.name != "name"
        let printed: JSONValue = showsEvent ? ["type": .string(event), "object": object] : object
        if showsEvent, format?.name == "json" {
          // Go writes events on a line each.
          let object = ManagedFields.removed(from: object, unless: context.flags.bool("show-managed-fields"))
          context.print("{\"type\":\(event.goQuoted),\"object\":\(JSONWriter.string(object))}")
          continue
        }
        try objects.print(printed, in: context)
      }
      return
    }
    let now = context.now
    var table =
      ServerTable(answer)
      ?? ServerTable(objects: answer["items"]?.arrayValue ?? [answer]) {
        AgeText.since($0.at("metadata", "creationTimestamp"), now)
      }
    try table.sort(context)
    tables.print(table, event: printsEvents ? event : nil, to: &writer)
    let text = writer.flush()
    if !text.isEmpty { context.print(text, terminator: "") }
  }
}

import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl events`
struct EventsCommand: KubectlCommand {
  let name = "events"
  let flags: [FlagDefinition] =
    [
      ResourceFlags.allNamespaces, ResourceFlags.chunkSize,
      .string("for"),
      .bool("no-headers"), .list("types"),
      .bool("watch", short: "w"),
    ] + OutputFormat.flags

  func run(_ context: CommandContext) throws(KubectlError) {
    let types = context.flags.list("types").filter { !$0.isEmpty }.map { $0.lowercased() }
    let selector = try selector(context)
    var printer = try OutputFormat(context.flags)?.printer(context, isTyped: true)
    guard types.allSatisfy(["normal", "warning"].contains) else {
      throw .message("valid --types are Normal or Warning")
    }
    let isWanted: (JSONValue) -> Bool = { types.isEmpty || types.contains($0.text("type").lowercased()) }
    let all = context.flags.bool("all-namespaces")
    let path = all ? "/api/v1/events" : "/api/v1/namespaces/\(context.namespace)/events"
    var table = EventTable(
      now: context.now, hasHeaders: !context.flags.bool("no-headers"), showsNamespace: all)
    if context.flags.bool("watch") {
      return try watch(context, path, selector) { (event) throws(KubectlError) in
        if !isWanted(event) { return }
        context.print(try printer?.print(event) ?? table.text([event]), terminator: "")
      }
    }
    let source = RelatedSource(
      client: context.client, showsEvents: true, chunkSize: context.flags.integer("chunk-size"))
    let found = try source.list(path, asked: "events", fields: selector).filter(isWanted)
    if found.isEmpty {
      context.printError(all ? "No events found." : "No events found in \(context.namespace) namespace.")
      return
    }
    // kubectl's name printer fails on this list, and nobody says so.
    if context.flags.string("output") == "name" { return }
    let events = EventOrder.sorted(found).map(Self.complete)
    let list: JSONValue = [
      "apiVersion": "v1", "kind": "EventList", "metadata": [:], "items": .array(events),
    ]
    context.print(try printer?.print(list) ?? table.text(events), terminator: "")
  }

  private static func complete(_ event: JSONValue) -> JSONValue {
    var event = event
    event["apiVersion"] = "v1"
    event["kind"] = "Event"
    return event
  }

  /// The field selector that `--for` means.
  private func selector(_ context: CommandContext) throws(KubectlError) -> String {
    let named = context.flags.string("for")
    if named.isEmpty { return "" }
    let parts = named.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { throw .message("--for must be in resource/name form") }
    if parts.count > 2 { throw .message("arguments in resource/name form may not have more than one slash") }
    if parts[0].isEmpty { throw .message("a resource must be present, got: /, Resource=") }
    guard let mapping = try RESTMapper(client: context.client).find(parts[0]) else {
      throw .plain("the server doesn't have a resource type \(parts[0].goQuoted)")
    }
    return
      "involvedObject.kind=\(mapping.kind),involvedObject.apiVersion=\(mapping.groupVersion.apiVersion),involvedObject.name=\(parts[1])"
  }

  private func watch(
    _ context: CommandContext, _ path: String, _ selector: String, _ use: (JSONValue) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    var query: [(name: String, value: String)] = [("watch", "true")]
    if context.flags.integer("chunk-size") > 0 { query.append(("limit", context.flags.string("chunk-size"))) }
    if !selector.isEmpty { query.append(("fieldSelector", selector)) }
    let response = try context.client.send(.get, path, query: query, accept: APIClient.typedAccept, asked: "events")
    try context.follow(response) { (type, object) throws(KubectlError) in
      if !["DELETED", "BOOKMARK"].contains(type) { try use(Self.complete(object)) }
    }
  }
}

/// The table of `kubectl events`.
struct EventTable {
  private let now: Instant
  private let showsNamespace: Bool
  private var needsHeaders: Bool
  private var writer = TabWriter.table

  init(now: Instant, hasHeaders: Bool, showsNamespace: Bool) {
    self.now = now
    needsHeaders = hasHeaders
    self.showsNamespace = showsNamespace
  }

  mutating func text(_ events: [JSONValue]) -> String {
    if needsHeaders {
      writer.write((showsNamespace ? "NAMESPACE\t" : "") + "LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n")
      needsHeaders = false
    }
    for event in events {
      let object = "\(event.text("involvedObject", "kind"))/\(event.text("involvedObject", "name"))"
      let cells = [
        EventAge.text(event, now), event.text("type"), event.text("reason"), object,
        event.text("message").trimmingBlanks,
      ]
      writer.write(
        ((showsNamespace ? [event.namespace] : []) + cells).map(\.escapedForTerminal).joined(separator: "\t") + "\n")
    }
    return writer.flush()
  }
}

import APIServer
import KubernetesModel

/// `kubectl get`
struct GetCommand: KubectlCommand {
  let name = "get"

  let flags: [FlagDefinition] =
    [
      ResourceFlags.allNamespaces, ResourceFlags.chunkSize, ResourceFlags.fieldSelector, ResourceFlags.selector,
      .bool("allow-missing-template-keys", default: true),
      .bool("ignore-not-found"),
      .list("label-columns", short: "L"),
      .bool("no-headers"),
      .string("output", short: "o"),
      .bool("output-watch-events"),
      .string("raw"),
      .bool("server-print", default: true),
      .bool("show-kind"),
      .bool("show-labels"),
      .bool("show-managed-fields"),
      .string("sort-by"),
      .string("subresource"),
      .string("template"),
      .bool("watch", short: "w"),
      .bool("watch-only"),
    ] + ResourceFlags.files

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    if !flags.string("raw").isEmpty { return try raw(context) }
    let watches = flags.bool("watch") || flags.bool("watch-only")
    if watches {
      if !flags.string("sort-by").isEmpty {
        context.printError("warning: --watch requested, --sort-by will be ignored for watch events received")
      }
    } else if context.arguments.isEmpty, flags.list("filename").isEmpty, flags.string("kustomize").isEmpty {
      context.printError(
        "You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported resources.\n"
      )
      throw .usage(
        "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed description of that resource (e.g. kubectl explain pods)."
      )
    }
    let output = flags.string("output")
    if flags.bool("show-labels"), !output.isEmpty, output != "wide" {
      throw .message("--show-labels option cannot be used with \(output) printer")
    }
    if flags.bool("output-watch-events"), !watches {
      throw .message("--output-watch-events option can only be used with --watch or --watch-only")
    }
    if watches { return try GetWatch(context).run() }
    if let format = OutputFormat(flags), format.name != "wide" {
      return try GetObjects(context, format).run()
    }
    try GetTables(context).run()
  }

  private func raw(_ context: CommandContext) throws(KubectlError) {
    let raw = context.flags.string("raw")
    if !context.arguments.isEmpty { throw .message("arguments may not be passed when --raw is specified") }
    let filters = ["watch", "watch-only", "selector"].contains(where: context.flags.isSet)
    if filters {
      throw .message(
        "--raw may not be specified with other flags that filter the server request or alter the output")
    }
    if !context.flags.string("output").isEmpty { throw .message("--raw and --output are mutually exclusive") }
    guard raw.hasPrefix("/") || raw.hasPrefix("http://") || raw.hasPrefix("https://") else {
      throw .message("--raw must be a valid URL path: parse \(raw.goQuoted): invalid URI for request")
    }
    let address = RequestAddress(raw)
    let response = try context.client.send(.get, address.path, query: address.query)
    context.write(response.bytes)
    try RawStream(context).copy(response)
  }

  /// The query that the command line's flags make.
  static func query(_ context: CommandContext) -> ResourceQuery {
    var query = ResourceQuery(context)
    query.allowsTypeAlone = true
    if !context.flags.string("sort-by").isEmpty { query.chunkSize = 0 }
    return query
  }
}

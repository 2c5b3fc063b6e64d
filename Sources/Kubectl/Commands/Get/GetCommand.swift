import APIServer
import KubernetesModel

/// `kubectl get`
struct GetCommand: KubectlCommand {
  let name = "get"
  let summary = "Display one or many resources"
  let details = """
    Display one or many resources.

     A table shows what matters most of each object; label and field selectors filter the list. Without --namespace or --all-namespaces only the objects of the current namespace are shown.

    Use "kubectl api-resources" for a complete list of supported resources.
    """
  let examples = """
    # Every pod, as a table
    kubectl get pods

    # Every pod, with its node and address
    kubectl get pods -o wide

    # One deployment in JSON
    kubectl get deployments.v1.apps web -o json

    # What a file describes, as the server has it
    kubectl get -f pod.yaml -o yaml

    # One field of one pod
    kubectl get pod/web -o jsonpath={.status.phase}

    # Columns of your own
    kubectl get pods -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[0].image

    # Several types at once
    kubectl get deployments,services

    # The pods of all namespaces
    kubectl get pods --all-namespaces
    """
  let usage =
    "[(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]"

  let flags: [FlagDefinition] =
    [
      ResourceFlags.allNamespaces, ResourceFlags.chunkSize, ResourceFlags.fieldSelector, ResourceFlags.selector,
      .bool("allow-missing-template-keys", default: true, "Ignore fields that a template names and an object lacks."),
      .bool("ignore-not-found", "Succeed also when the object does not exist."),
      .list("label-columns", short: "L", "Labels to show as columns, comma-separated."),
      .bool("no-headers", "Print no headers."),
      .string(
        "output", short: "o",
        "Output format. One of: (json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide)."
      ),
      .bool("output-watch-events", "Print the events of a watch; existing objects come as ADDED."),
      .string("raw", "Path to request from the server as it is."),
      .bool("server-print", default: true, "Let the server make the table."),
      .bool("show-kind", "Show the type before each name."),
      .bool("show-labels", "Show all labels as the last column."),
      .bool("show-managed-fields", "Keep the managedFields in JSON and YAML output."),
      .string("sort-by", "Field to sort lists by, as a JSONPath expression ('{.metadata.name}')."),
      .string("subresource", "Subresource to get instead of the object."),
      .string("template", "Template, or path of a template file, for -o=go-template and -o=go-template-file."),
      .bool("watch", short: "w", "After listing, watch for changes."),
      .bool("watch-only", "Watch for changes without listing first."),
    ] + ResourceFlags.files("identifying the resource to get from a server")

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    if !flags.string("raw").isEmpty { return try raw(context) }
    let watches = flags.bool("watch") || flags.bool("watch-only")
    if watches {
      if !flags.string("sort-by").isEmpty {
        context.printError("warning: --watch requested, --sort-by will be ignored")
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

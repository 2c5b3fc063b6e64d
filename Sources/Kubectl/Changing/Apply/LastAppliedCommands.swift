import APIServer
import KubernetesModel

/// `kubectl apply view-last-applied`
struct ViewLastApplied: KubectlCommand {
  let name = "view-last-applied"
  let flags =
    ResourceFlags.files + [
      ChangeFlags.all, ResourceFlags.selector, .string("output", short: "o", default: "yaml"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let output = context.flags.string("output")
    let found = try context.fetch(ResourceQuery(context))
    if let error = KubectlError.joined(found.errors) { throw error }
    for item in found.items {
      guard let text = LastApplied.configuration(of: item.object ?? .null) else { continue }
      let configuration: JSONValue
      do { configuration = try JSONParser.parse(text) } catch {
        throw .message("error converting JSON to YAML: \(error)")
      }
      switch output {
      case "json": context.print(JSONWriter.string(configuration, indent: 2))
      case "yaml": context.print(YAMLWriter.string(configuration), terminator: "")
      default:
        throw .usage("Unexpected -o output mode: \(output), the flag 'output' must be one of yaml|json")
      }
    }
  }
}

/// `kubectl apply set-last-applied`
struct SetLastApplied: KubectlCommand {
  let name = "set-last-applied"
  let flags =
    OutcomePrinter.flags + [
      ChangeFlags.dryRun, .bool("create-annotation"),
      .list("filename", short: "f"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun)
    if context.flags.list("filename").isEmpty { throw .message(ResourceFinder.nothingNamed) }
    var items: [ResourceItem] = []
    try ResourceFinder(context).forEachGiven(ResourceQuery(context, arguments: [])) { (result) throws(KubectlError) in
      items.append(try result.get())
    }
    for item in items {
      let current = try context.client.current(item)
      guard LastApplied.configuration(of: current) != nil || context.flags.bool("create-annotation") else {
        throw .message(
          "no last-applied-configuration annotation found on resource: \(item.name), to create the annotation, run the command with --create-annotation"
        )
      }
      let text = JSONWriter.string(item.object ?? .null) + "\n"
      guard LastApplied.configuration(of: current) != text else {
        context.print("set-last-applied \(item.name): no changes required.")
        continue
      }
      var result = current
      if dryRun != .client {
        result = try item.patch(
          .value(["metadata": ["annotations": [LastApplied.annotation: .string(text)]]]), .merge, query: dryRun.query,
          client: context.client)
      }
      try printer.print(item, result, "configured")
    }
  }
}

/// `kubectl apply edit-last-applied`
struct EditLastApplied: KubectlCommand {
  let name = "edit-last-applied"
  let flags =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.fieldManager("kubectl-client-side-apply"), ChangeFlags.validate,
      .bool("windows-line-endings"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try EditSession(context, mode: .lastApplied).run()
  }
}

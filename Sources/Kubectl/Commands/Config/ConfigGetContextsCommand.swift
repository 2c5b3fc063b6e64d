import KubernetesModel

/// `kubectl config get-contexts`
struct ConfigGetContextsCommand: KubeconfigCommand {
  let name = "get-contexts"
  let flags: [FlagDefinition] = [
    .bool("no-headers"), .string("output", short: "o"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let output = context.flags.string("output")
    guard ["", "name"].contains(output) else {
      throw .message(
        "--output \(output) is not available in kubectl config get-contexts; resetting to default output format")
    }
    let config = try files(context).load()
    let all = config.names(.contexts)
    let shown = context.arguments.isEmpty ? all : context.arguments.filter(all.contains).sorted()
    if output == "name" {
      for name in shown { context.print(name) }
    } else {
      context.print(table(of: shown, config, context), terminator: "")
    }
    let missing = context.arguments.filter { !all.contains($0) }
    if let error = KubectlError.joined(missing.map { .message("context \($0) not found") }) { throw error }
  }

  private func table(of names: [String], _ config: Kubeconfig, _ context: CommandContext) -> String {
    let given = context.flags.string("context")
    let current = given.isEmpty ? config.currentContext : given
    var writer = TabWriter.table
    if !context.flags.bool("no-headers") { writer.write("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n") }
    for name in names {
      let fields = config[.contexts, name]?.fields ?? [:]
      let cells = [
        name == current ? "*" : "", name, fields.text("cluster"), fields.text("user"), fields.text("namespace"),
      ]
      writer.write(cells.joined(separator: "\t") + "\n")
    }
    return writer.flush()
  }
}

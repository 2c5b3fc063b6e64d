import KubernetesModel

/// `kubectl config`, as far as there is one cluster with one user.
struct ConfigCommand: CommandGroup {
  let name = "config"
  let subcommands: [any KubectlCommand] =
    [
      ConfigCurrentContextCommand(), ConfigNamesCommand(name: "get-clusters") { $0.cluster },
      ConfigGetContextsCommand(),
      ConfigNamesCommand(name: "get-users") { $0.user },
      ConfigSetContextCommand(), ConfigUseContextCommand(), ConfigViewCommand(),
    ] + ConfigWriteCommand.all
}

/// `kubectl config current-context`
struct ConfigCurrentContextCommand: KubectlCommand {
  let name = "current-context"

  func run(_ context: CommandContext) throws(KubectlError) { context.print(context.environment.cluster.context) }
}

/// `kubectl config get-clusters` and `kubectl config get-users`
struct ConfigNamesCommand: KubectlCommand {
  let name: String
  let entry: @Sendable (ClusterAccess) -> String

  func run(_ context: CommandContext) throws(KubectlError) {
    context.print("NAME\n\(entry(context.environment.cluster))")
  }
}

/// `kubectl config get-contexts`
struct ConfigGetContextsCommand: KubectlCommand {
  let name = "get-contexts"
  let flags: [FlagDefinition] = [
    .bool("no-headers"), .string("output", short: "o"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let access = context.environment.cluster
    let output = context.flags.string("output")
    guard ["", "name"].contains(output) else {
      throw .message(
        "--output \(output) is not available in kubectl config get-contexts; resetting to default output format")
    }
    let missing = context.arguments.filter { $0 != access.context }
    let showsContext = context.arguments.isEmpty || context.arguments.contains(access.context)
    if showsContext || output.isEmpty {
      if output == "name" {
        context.print(access.context)
      } else {
        let namespace = context.environment.namespace == "default" ? "" : context.environment.namespace
        var writer = TabWriter.table
        if !context.flags.bool("no-headers") { writer.write("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n") }
        if showsContext { writer.write("*\t\(access.context)\t\(access.cluster)\t\(access.user)\t\(namespace)\n") }
        context.print(writer.flush(), terminator: "")
      }
    }
    let errors = missing.map { KubectlError.message("context \($0) not found") }
    if let error = KubectlError.joined(errors) { throw error }
  }
}

/// `kubectl config set-context`
struct ConfigSetContextCommand: KubectlCommand {
  let name = "set-context"
  let flags: [FlagDefinition] = [
    .string("cluster"), .bool("current"),
    .string("namespace"), .string("user"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let access = context.environment.cluster
    if context.arguments.count > 1 {
      context.print(HelpText.of(self, path: context.path), terminator: "")
      throw .message("Unexpected args: [\(context.arguments.joined(separator: " "))]")
    }
    let isCurrent = context.flags.bool("current")
    if isCurrent, !context.arguments.isEmpty { throw .message("you cannot specify both a context name and --current") }
    if !isCurrent, context.arguments.isEmpty {
      throw .message("you must specify a non-empty context name or --current")
    }
    let name = context.arguments.first ?? access.context
    guard name == access.context, context.flags.string("cluster").isEmpty, context.flags.string("user").isEmpty else {
      throw .message("this kubeconfig has one context, \(access.context.goQuoted), with one cluster and one user")
    }
    if context.flags.isSet("namespace") {
      guard let keep = access.setNamespace else { throw .message("this kubeconfig cannot be changed") }
      let namespace = context.flags.string("namespace")
      keep(namespace.isEmpty ? "default" : namespace)
    }
    context.print("Context \(name.goQuoted) modified.")
  }
}

/// `kubectl config use-context`
struct ConfigUseContextCommand: KubectlCommand {
  let name = "use-context"
  let aliases = ["use"]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let name = context.arguments.first else {
      context.print(HelpText.of(self, path: context.path), terminator: "")
      throw .message("Unexpected args: [\(context.arguments.joined(separator: " "))]")
    }
    guard name == context.environment.cluster.context else {
      throw .message("no context exists with the name: \(name.goQuoted)")
    }
    context.print("Switched to context \(name.goQuoted).")
  }
}

/// `kubectl config view`
struct ConfigViewCommand: KubectlCommand {
  let name = "view"
  let flags: [FlagDefinition] =
    OutputFormat.flags.filter { $0.name != "output" } + [
      .bool("flatten"),
      .bool("merge", default: true),
      .bool("minify"),
      .string("output", short: "o", default: "yaml"),
      .bool("raw"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty {
      throw .usage("unexpected arguments: [\(context.arguments.joined(separator: " "))]")
    }
    let access = context.environment.cluster
    var entry: JSONValue = ["cluster": .string(access.cluster), "user": .string(access.user)]
    if context.environment.namespace != "default" { entry["namespace"] = .string(context.environment.namespace) }
    let config: JSONValue = [
      "apiVersion": "v1", "kind": "Config", "preferences": [:], "current-context": .string(access.context),
      "clusters": [
        [
          "name": .string(access.cluster),
          "cluster": ["certificate-authority-data": "DATA+OMITTED", "server": .string(access.server)],
        ]
      ],
      "contexts": [["name": .string(access.context), "context": entry]],
      "users": [
        [
          "name": .string(access.user),
          "user": ["client-certificate-data": "DATA+OMITTED", "client-key-data": "DATA+OMITTED"],
        ]
      ],
    ]
    var printer = try OutputFormat(context.flags)?.printer(context)
    context.print(try printer?.print(config) ?? "", terminator: "")
  }
}

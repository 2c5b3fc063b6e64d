import KubernetesModel

/// `kubectl config`, as far as there is one cluster with one user.
struct ConfigCommand: CommandGroup {
  let name = "config"
  let summary = "Modify kubeconfig files"
  let details =
    "Modify kubeconfig files using subcommands like \"kubectl config set-context --current --namespace=shop\"."
  let usage = "SUBCOMMAND [options]"
  let subcommands: [any KubectlCommand] = [
    ConfigCurrentContextCommand(), ConfigGetClustersCommand(), ConfigGetContextsCommand(), ConfigGetUsersCommand(),
    ConfigSetContextCommand(), ConfigUseContextCommand(), ConfigViewCommand(),
  ]
}

/// `kubectl config current-context`
struct ConfigCurrentContextCommand: KubectlCommand {
  let name = "current-context"
  let summary = "Display the current-context"
  let examples = """
    # The current context
    kubectl config current-context
    """

  func run(_ context: CommandContext) throws(KubectlError) { context.print(context.environment.cluster.context) }
}

/// `kubectl config get-clusters`
struct ConfigGetClustersCommand: KubectlCommand {
  let name = "get-clusters"
  let summary = "Display clusters defined in the kubeconfig"
  let examples = """
    # The clusters of the kubeconfig
    kubectl config get-clusters
    """

  func run(_ context: CommandContext) throws(KubectlError) {
    context.print("NAME\n\(context.environment.cluster.cluster)")
  }
}

/// `kubectl config get-users`
struct ConfigGetUsersCommand: KubectlCommand {
  let name = "get-users"
  let summary = "Display users defined in the kubeconfig"
  let examples = """
    # The users of the kubeconfig
    kubectl config get-users
    """

  func run(_ context: CommandContext) throws(KubectlError) {
    context.print("NAME\n\(context.environment.cluster.user)")
  }
}

/// `kubectl config get-contexts`
struct ConfigGetContextsCommand: KubectlCommand {
  let name = "get-contexts"
  let summary = "Describe one or many contexts"
  let details = "Display one or many contexts from the kubeconfig file."
  let examples = """
    # Every context
    kubectl config get-contexts
    """
  let usage = "[(-o|--output=)name)] [options]"
  let flags: [FlagDefinition] = [
    .bool("no-headers", "Print no headers."), .string("output", short: "o", "Output format. One of: (name)."),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let access = context.environment.cluster
    let output = context.flags.string("output")
    guard ["", "name"].contains(output) else {
      throw .message("output must be one of '' or 'name': \(output)")
    }
    let missing = context.arguments.filter { $0 != access.context }
    if context.arguments.isEmpty || context.arguments.contains(access.context) {
      if output == "name" {
        context.print(access.context)
      } else {
        let namespace = context.environment.namespace == "default" ? "" : context.environment.namespace
        var writer = TabWriter.table
        if !context.flags.bool("no-headers") { writer.write("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n") }
        writer.write("*\t\(access.context)\t\(access.cluster)\t\(access.user)\t\(namespace)\n")
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
  let summary = "Set a context entry in kubeconfig"
  let details = """
    Set a context entry in kubeconfig.

     The entry can be named, or be the current one.
    """
  let examples = """
    # Work in another namespace from now on
    kubectl config set-context --current --namespace=shop
    """
  let usage = "[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]"
  let flags: [FlagDefinition] = [
    .string("cluster", "Cluster of the context."), .bool("current", "Change the current context."),
    .string("namespace", "Namespace of the context."), .string("user", "User of the context."),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let access = context.environment.cluster
    if context.arguments.count > 1 { throw .message("unexpected args: [\(context.arguments.joined(separator: " "))]") }
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
  let summary = "Set the current-context in a kubeconfig file"
  let examples = """
    # Use a context
    kubectl config use-context kubernetes-admin@kubernetes
    """
  let usage = "CONTEXT_NAME [options]"

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let name = context.arguments.first else {
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
  let summary = "Display merged kubeconfig settings or a specified kubeconfig file"
  let examples = """
    # The kubeconfig, without secrets
    kubectl config view

    # One field
    kubectl config view -o jsonpath='{.current-context}'
    """
  let flags: [FlagDefinition] =
    OutputFormat.flags.filter { $0.name != "output" } + [
      .bool("flatten", "Put the content of files into the output."),
      .bool("merge", default: true, "Merge the hierarchy of kubeconfig files."),
      .bool("minify", "Leave out what the current context does not use."),
      .string(
        "output", short: "o", default: "yaml", "Output format. One of: (\(OutputFormat.usual.joined(separator: ", ")))."
      ),
      .bool("raw", "Show certificates and secrets."),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
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

import KubernetesModel

/// `kubectl config set-context`
struct ConfigSetContextCommand: KubeconfigCommand {
  let name = "set-context"
  let flags: [FlagDefinition] = [
    .string("cluster"), .bool("current"),
    .string("namespace"), .string("user"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    if context.arguments.count > 1 { throw unexpectedArguments(context) }
    let isCurrent = context.flags.bool("current")
    if isCurrent, !context.arguments.isEmpty { throw .message("you cannot specify both a context name and --current") }
    let named = context.arguments.first ?? ""
    if !isCurrent, named.isEmpty { throw .message("you must specify a non-empty context name or --current") }
    var done = ""
    try change(context) { (config) throws(KubectlError) in
      let name = isCurrent ? config.currentContext : named
      if name.isEmpty { throw .message("no current context is set") }
      done = "Context \(name.goQuoted) \(config[.contexts, name] == nil ? "created" : "modified")."
      config.update(.contexts, name) { fields in
        for flag in ["cluster", "namespace", "user"] where context.flags.isSet(flag) {
          fields[flag] = .string(context.flags.string(flag))
        }
      }
    }
    context.print(done)
  }
}

/// `kubectl config use-context`
struct ConfigUseContextCommand: KubeconfigCommand {
  let name = "use-context"
  let aliases = ["use"]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let name = context.arguments.first else { throw unexpectedArguments(context) }
    try change(context) { (config) throws(KubectlError) in
      guard config[.contexts, name] != nil else { throw .message("no context exists with the name: \(name.goQuoted)") }
      config.currentContext = name
    }
    context.print("Switched to context \(name.goQuoted).")
  }
}

/// `kubectl config rename-context`
struct ConfigRenameContextCommand: KubeconfigCommand {
  let name = "rename-context"

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 2 else { throw unexpectedArguments(context) }
    let (old, new) = (context.arguments[0], context.arguments[1])
    let file = files(context).mainFile
    try change(context) { (config) throws(KubectlError) in
      guard let entry = config[.contexts, old] else {
        throw .message("cannot rename the context \(old.goQuoted), it's not in \(file)")
      }
      guard config[.contexts, new] == nil else {
        throw .message(
          "cannot rename the context \(old.goQuoted), the context \(new.goQuoted) already exists in \(file)")
      }
      config[.contexts, old] = nil
      config[.contexts, new] = entry
      if config.currentContext == old { config.currentContext = new }
    }
    context.print("Context \(old.goQuoted) renamed to \(new.goQuoted).")
  }
}

/// `kubectl config delete-context`, `delete-cluster`, `delete-user`
struct ConfigDeleteCommand: KubeconfigCommand {
  private let section: Kubeconfig.Section

  init(_ section: Kubeconfig.Section) { self.section = section }

  var name: String { "delete-" + section.member }

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let name = context.arguments.first else {
      if section == .users { throw .usage("user to delete is required") }
      context.print(HelpText.of(self, path: context.path), terminator: "")
      return
    }
    let file = files(context).mainFile
    try change(context) { (config) throws(KubectlError) in
      guard config[section, name] != nil else {
        throw .message("cannot delete \(section.member) \(name), not in \(file)")
      }
      if section == .contexts, config.currentContext == name {
        context.printError(
          "warning: this removed your active context, use \"kubectl config use-context\" to select a different one")
      }
      config[section, name] = nil
    }
    context.print("deleted \(section.member) \(name) from \(file)")
  }
}

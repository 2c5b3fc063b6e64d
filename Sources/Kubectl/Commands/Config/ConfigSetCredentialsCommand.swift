import KubernetesModel

/// `kubectl config set-credentials`
struct ConfigSetCredentialsCommand: KubeconfigCommand {
  let name = "set-credentials"
  let flags: [FlagDefinition] = [
    .string("auth-provider"), .array("auth-provider-arg"), .string("client-certificate"), .string("client-key"),
    .bool("embed-certs"), .string("exec-api-version"), .array("exec-arg"), .string("exec-command"),
    .array("exec-env"), .string("exec-interactive-mode"), .bool("exec-provide-cluster-info"), .string("password"),
    .string("token"), .string("username"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let name = context.arguments.first else { throw unexpectedArguments(context) }
    let flags = context.flags
    let hasToken = !flags.string("token").isEmpty
    let hasPassword = !flags.string("username").isEmpty || !flags.string("password").isEmpty
    if hasToken, hasPassword {
      throw .message(
        "you cannot specify more than one authentication method at the same time: --token, --username/--password")
    }
    let embedding = KubeconfigEmbedding(files(context))
    try change(context) { (config) throws(KubectlError) in
      var fields = config[.users, name]?.fields ?? [:]
      for flag in ["client-certificate", "client-key"] where flags.isSet(flag) {
        try embedding.set(flag, flags.string(flag), embeds: flags.bool("embed-certs"), in: &fields)
      }
      for flag in ["token", "username", "password"] where flags.isSet(flag) {
        fields[flag] = .string(flags.string(flag))
      }
      if hasToken { for other in ["username", "password", "tokenFile"] { fields[other] = nil } }
      if hasPassword { for other in ["token", "tokenFile"] { fields[other] = nil } }
      if flags.isSet("exec-command") || fields.has("exec") { fields["exec"] = Self.plugin(fields["exec"], flags) }
      if flags.isSet("auth-provider") {
        let settings = Dictionary(flags.pairs("auth-provider-arg").map { ($0.name, $0.value) }) { _, last in last }
        fields["auth-provider"] = [
          "config": settings.isEmpty ? .null : JSONValue(settings), "name": .string(flags.string("auth-provider")),
        ]
      }
      config.update(.users, name) { $0 = fields }
    }
    context.print("User \(name.goQuoted) set.")
  }

  /// The program that gives credentials, as it was and as the flags want it.
  private static func plugin(_ old: JSONValue?, _ flags: FlagValues) -> JSONValue {
    var plugin = old ?? ["args": .null, "command": "", "env": .null, "provideClusterInfo": false]
    if flags.isSet("exec-command") { plugin["command"] = .string(flags.string("exec-command")) }
    if flags.isSet("exec-api-version") { plugin["apiVersion"] = .string(flags.string("exec-api-version")) }
    if flags.isSet("exec-interactive-mode") {
      plugin["interactiveMode"] = .string(flags.string("exec-interactive-mode"))
    }
    if flags.isSet("exec-provide-cluster-info") {
      plugin["provideClusterInfo"] = .bool(flags.bool("exec-provide-cluster-info"))
    }
    if flags.isSet("exec-arg") { plugin["args"] = .array(flags.list("exec-arg").map(JSONValue.string)) }
    if flags.isSet("exec-env") {
      plugin["env"] = .array(
        flags.pairs("exec-env").map { ["name": .string($0.name), "value": .string($0.value)] })
    }
    return plugin
  }
}

/// The flags that every command takes.
enum GlobalFlags {
  static let all: [FlagDefinition] = [
    .string("as"),
    .array("as-group"),
    .string("as-uid"),
    .string("cache-dir", default: "$HOME/.kube/cache"),
    .string("certificate-authority"),
    .string("client-certificate"),
    .string("client-key"),
    .string("cluster"),
    .string("context"),
    .bool("disable-compression"),
    .bool("insecure-skip-tls-verify"),
    .string("kubeconfig"),
    .duration("log-flush-frequency", default: "5s"),
    .bool("match-server-version"),
    .string("namespace", short: "n"),
    .string("password"),
    .string("profile", default: "none"),
    .string("profile-output", default: "profile.pprof"),
    .string("request-timeout", default: "0"),
    .string("server", short: "s"),
    .string("tls-server-name"),
    .string("token"),
    .string("user"),
    .string("username"),
    .integer("v", short: "v", bits: 32),
    .string("vmodule"),
    .bool("warnings-as-errors"),
  ]
  private static let profiles = ["none", "cpu", "heap", "goroutine", "threadcreate", "block", "mutex"]

  /// Throws for values that every command refuses, where it has no flag of that name of its own.
  static func check(_ flags: FlagValues, of command: any KubectlCommand) throws(KubectlError) {
    if command.flags.contains(where: { $0.name == "profile" }) { return }
    let profile = flags.string("profile")
    if !profiles.contains(profile) { throw .message("unknown profile '\(profile)'") }
  }
}

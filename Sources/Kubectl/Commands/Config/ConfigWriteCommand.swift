import KubernetesModel

/// The commands that write a kubeconfig. The one here says how to reach the drill's cluster and cannot be written.
struct ConfigWriteCommand: KubectlCommand {
  static let file = "/root/.kube/config"

  let name: String
  var flags: [FlagDefinition] = []
  /// How many arguments the command takes; with any other number it prints its help.
  let count: Int
  /// Why a name is refused that the kubeconfig does not have; nil where new names are welcome.
  var missing: (@Sendable (String, ClusterAccess) -> String?)?

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == count, let first = context.arguments.first else {
      if name == "delete-user" { throw .usage("user to delete is required") }
      context.print(HelpText.of(self, path: context.path), terminator: "")
      if name.hasPrefix("delete-") { return }
      let word = name == "set-credentials" ? "unexpected" : "Unexpected"
      throw .message("\(word) args: [\(context.arguments.joined(separator: " "))]")
    }
    if let problem = missing?(first, context.environment.cluster) { throw .message(problem) }
    throw .message("open \(Self.file).lock: read-only file system")
  }

  static let all: [any KubectlCommand] = [
    Self(name: "delete-cluster", count: 1) { deletion("cluster", $0, $1.cluster) },
    Self(name: "delete-context", count: 1) { deletion("context", $0, $1.context) },
    Self(name: "delete-user", count: 1) { deletion("user", $0, $1.user) },
    Self(name: "rename-context", count: 2) {
      $0 == $1.context ? nil : "cannot rename the context \($0.goQuoted), it's not in \(file)"
    },
    Self(name: "set", flags: [.bool("set-raw-bytes")], count: 2, missing: property),
    Self(name: "unset", count: 1, missing: property),
    Self(
      name: "set-cluster",
      flags: [
        .string("certificate-authority"), .bool("embed-certs"), .bool("insecure-skip-tls-verify"), .string("proxy-url"),
        .string("server"), .string("tls-server-name"),
      ], count: 1),
    Self(
      name: "set-credentials",
      flags: [
        .string("auth-provider"), .array("auth-provider-arg"), .string("client-certificate"), .string("client-key"),
        .bool("embed-certs"), .string("exec-api-version"), .array("exec-arg"), .string("exec-command"),
        .array("exec-env"), .string("exec-interactive-mode"), .bool("exec-provide-cluster-info"), .string("password"),
        .string("token"), .string("username"),
      ], count: 1),
  ]

  private static func deletion(_ noun: String, _ name: String, _ known: String) -> String? {
    name == known ? nil : "cannot delete \(noun) \(name), not in \(file)"
  }

  /// A property is named by its way from the top.
  private static func property(_ path: String, _ access: ClusterAccess) -> String? {
    let first = path.split(separator: ".").first.map(String.init) ?? path
    let known = ["clusters", "contexts", "current-context", "preferences", "users", "kind", "apiVersion"]
    return known.contains(first) ? nil : "unable to parse \(first) after [] at api.Config"
  }
}

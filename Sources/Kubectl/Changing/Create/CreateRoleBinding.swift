import KubernetesModel

/// `kubectl create rolebinding`
struct CreateRoleBinding: CreateGenerator {
  let name = "rolebinding"
  let resource = GeneratedResource("rbac.authorization.k8s.io/v1", "rolebindings")
  let failure: String? = "failed to create rolebinding: "
  let ownFlags =
    Subjects.flags + [
      .string("clusterrole"), .string("role"),
    ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let role = context.flags.string("role")
    let clusterRole = context.flags.string("clusterrole")
    guard role.isEmpty != clusterRole.isEmpty else {
      throw .message("exactly one of clusterrole or role must be specified")
    }
    return try Subjects.bind(
      "RoleBinding", name: name, toKind: role.isEmpty ? "ClusterRole" : "Role", role.isEmpty ? clusterRole : role,
      context)
  }
}

/// `kubectl create clusterrolebinding`
struct CreateClusterRoleBinding: CreateGenerator {
  let name = "clusterrolebinding"
  let resource = GeneratedResource("rbac.authorization.k8s.io/v1", "clusterrolebindings", isNamespaced: false)
  let requiredFlags = ["clusterrole"]
  let failure: String? = "failed to create clusterrolebinding: "
  let ownFlags = Subjects.flags + [.string("clusterrole")]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    try Subjects.bind(
      "ClusterRoleBinding", name: name, toKind: "ClusterRole", context.flags.string("clusterrole"), context)
  }
}

/// Whom a binding names.
enum Subjects {
  static let flags: [FlagDefinition] = [
    .array("user"), .array("group"),
    .array("serviceaccount"),
  ]

  static let group = "rbac.authorization.k8s.io"

  static func bind(
    _ kind: String, name: String, toKind roleKind: String, _ role: String, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    var object = Draft.object(group + "/v1", kind, name: name)
    object["roleRef"] = ["apiGroup": .string(group), "kind": .string(roleKind), "name": .string(role)]
    let subjects = try all(context)
    if !subjects.isEmpty { object["subjects"] = .array(subjects) }
    return object
  }

  /// Users, then groups, then service accounts.
  static func all(_ context: CommandContext) throws(KubectlError) -> [JSONValue] {
    var subjects: [JSONValue] = []
    for (flag, kind) in [("user", "User"), ("group", "Group")] {
      for name in context.flags.list(flag) {
        subjects.append(["apiGroup": .string(group), "kind": .string(kind), "name": .string(name)])
      }
    }
    for account in context.flags.list("serviceaccount") {
      let parts = account.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
        throw .message("serviceaccount must be <namespace>:<name>")
      }
      subjects.append(["kind": "ServiceAccount", "name": .string(parts[1]), "namespace": .string(parts[0])])
    }
    return subjects
  }
}

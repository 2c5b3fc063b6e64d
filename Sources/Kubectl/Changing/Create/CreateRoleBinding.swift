import KubernetesModel

/// `kubectl create rolebinding`
struct CreateRoleBinding: CreateGenerator {
  let name = "rolebinding"
  let summary = "Create a role binding for a particular role or cluster role"
  let usage =
    "NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]"
  let resource = GeneratedResource("rbac.authorization.k8s.io/v1", "rolebindings")
  let failure: String? = "failed to create rolebinding: "
  let ownFlags =
    Subjects.flags + [
      .string("clusterrole", "ClusterRole that the binding gives."), .string("role", "Role that the binding gives."),
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
  let summary = "Create a cluster role binding for a particular cluster role"
  let usage =
    "NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]"
  let resource = GeneratedResource("rbac.authorization.k8s.io/v1", "clusterrolebindings", isNamespaced: false)
  let requiredFlags = ["clusterrole"]
  let failure: String? = "failed to create clusterrolebinding: "
  let ownFlags = Subjects.flags + [.string("clusterrole", "ClusterRole that the binding gives.")]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    try Subjects.bind(
      "ClusterRoleBinding", name: name, toKind: "ClusterRole", context.flags.string("clusterrole"), context)
  }
}

/// Whom a binding names.
enum Subjects {
  static let flags: [FlagDefinition] = [
    .array("user", "User that the binding names."), .array("group", "Group that the binding names."),
    .array("serviceaccount", "Service account that the binding names, as in namespace:name."),
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

import KubernetesModel

/// The RBAC authorizer: roles, and who has them.
struct RoleAuthorizer {
  private static let group = "rbac.authorization.k8s.io"
  private static let roles = GroupResource(group: group, "roles")
  private static let clusterRoles = GroupResource(group: group, "clusterroles")
  private static let roleBindings = GroupResource(group: group, "rolebindings")
  private static let clusterRoleBindings = GroupResource(group: group, "clusterrolebindings")

  let store: Store

  struct Decision {
    let isAllowed: Bool
    /// Why, as far as there is something to say.
    let reason: String
  }

  /// Members of `system:masters` may do everything; others what a role allows that is bound to them.
  func decide(_ attributes: AccessAttributes, for user: UserInfo) -> Decision {
    if user.groups.contains("system:masters") { return Decision(isAllowed: true, reason: "") }
    let found = rules(of: user, in: attributes.namespace)
    if let rule = found.rules.first(where: { $0.rule.allows(attributes) }) {
      return Decision(isAllowed: true, reason: "RBAC: allowed by " + rule.origin)
    }
    guard !found.problems.isEmpty else { return Decision(isAllowed: false, reason: "") }
    let list = found.problems.count == 1 ? found.problems[0] : "[" + found.problems.joined(separator: ", ") + "]"
    return Decision(isAllowed: false, reason: "RBAC: " + list)
  }

  /// The rules that a user has in a namespace, and the roles that bindings name and that are not there.
  func rules(of user: UserInfo, in namespace: String) -> (
    rules: [(rule: PolicyRule, origin: String)], problems: [String]
  ) {
    var rules: [(rule: PolicyRule, origin: String)] = []
    var problems: [String] = []
    var bindings = store.objects(Self.clusterRoleBindings, namespace: nil)
    if !namespace.isEmpty { bindings += store.objects(Self.roleBindings, namespace: namespace) }
    for binding in bindings {
      guard let subject = binding.value.list("subjects").first(where: { applies($0, to: user, binding.namespace) })
      else { continue }
      let reference = binding.value["roleRef"] ?? .null
      let isNamespaced = reference.text("kind") == "Role"
      let resource = isNamespaced ? Self.roles : Self.clusterRoles
      guard
        let role = store.object(
          resource, namespace: isNamespaced ? binding.namespace : "", name: reference.text("name"))
      else {
        let kind = isNamespaced ? "role" : "clusterrole"
        problems.append("\(kind).\(Self.group) \"\(reference.text("name"))\" not found")
        continue
      }
      let origin = origin(of: binding, reference, subject)
      rules += role.value.list("rules").map { (PolicyRule(value: $0), origin) }
    }
    return (rules, problems)
  }

  private func applies(_ subject: JSONValue, to user: UserInfo, _ namespace: String) -> Bool {
    let name = subject.text("name")
    switch subject.text("kind") {
    case "User": return user.name == name
    case "Group": return user.groups.contains(name)
    case "ServiceAccount":
      let place = subject.text("namespace").isEmpty ? namespace : subject.text("namespace")
      return user.name == "system:serviceaccount:\(place):\(name)"
    default: return false
    }
  }

  private func origin(of binding: StoredObject, _ role: JSONValue, _ subject: JSONValue) -> String {
    let isNamespaced = !binding.namespace.isEmpty
    let kind = isNamespaced ? "RoleBinding" : "ClusterRoleBinding"
    let name = isNamespaced ? binding.name + "/" + binding.namespace : binding.name
    var who = "\(subject.text("kind")) \"\(subject.text("name"))"
    if subject.text("kind") == "ServiceAccount" { who += "/" + subject.text("namespace") }
    return "\(kind) \"\(name)\" of \(role.text("kind")) \"\(role.text("name"))\" to \(who)\""
  }
}

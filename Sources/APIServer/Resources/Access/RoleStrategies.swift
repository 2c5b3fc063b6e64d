import KubernetesModel

/// Roles and cluster roles.
struct RoleStrategy: ResourceStrategy {
  var nameRule: NameRule { .pathSegment }

  func setDefaults(_ object: inout JSONValue) { object.setDefault("rules", .null) }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let isNamespaced = object.kind == "Role"
    for (index, rule) in object.list("rules").enumerated() {
      let path = "rules[\(index)]"
      if rule.list("verbs").isEmpty { errors.required(path + ".verbs", "verbs must contain at least one value") }
      if !rule.list("nonResourceURLs").isEmpty {
        if isNamespaced {
          errors.invalid(
            path + ".nonResourceURLs", rule["nonResourceURLs"] ?? .null,
            "namespaced rules cannot apply to non-resource URLs")
        }
        if ["apiGroups", "resources", "resourceNames"].contains(where: { !rule.list($0).isEmpty }) {
          errors.invalid(
            path + ".nonResourceURLs", rule["nonResourceURLs"] ?? .null,
            "rules cannot apply to both regular resources and non-resource URLs")
        }
        continue
      }
      if rule.list("apiGroups").isEmpty {
        errors.required(path + ".apiGroups", "resource rules must supply at least one api group")
      }
      if rule.list("resources").isEmpty {
        errors.required(path + ".resources", "resource rules must supply at least one resource")
      }
    }
  }
}

/// Role bindings and cluster role bindings: the role cannot be exchanged.
struct RoleBindingStrategy: ResourceStrategy {
  private static let group = "rbac.authorization.k8s.io"

  var nameRule: NameRule { .pathSegment }

  func setDefaults(_ object: inout JSONValue) {
    object.update("roleRef") { $0.setDefaultText("apiGroup", Self.group) }
    object.updateEach("subjects") { subject in
      if ["User", "Group"].contains(subject.text("kind")) { subject.setDefaultText("apiGroup", Self.group) }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let kinds = object.kind == "ClusterRoleBinding" ? ["ClusterRole"] : ["Role", "ClusterRole"]
    errors.checkChoice(object.at("roleRef", "apiGroup"), "roleRef.apiGroup", [Self.group], missing: .isNotSupported)
    errors.checkChoice(object.at("roleRef", "kind"), "roleRef.kind", kinds, missing: .isNotSupported)
    errors.checkRequiredName(object.at("roleRef", "name"), "roleRef.name", .pathSegment)
    for (index, subject) in object.list("subjects").enumerated() {
      checkSubject(subject, "subjects[\(index)]", isNamespaced: object.kind == "RoleBinding", &errors)
    }
  }

  private func checkSubject(
    _ subject: JSONValue, _ path: String, isNamespaced: Bool, _ errors: inout FieldErrors
  ) {
    let (kind, group, name) = (subject.text("kind"), subject.text("apiGroup"), subject.text("name"))
    if name.isEmpty { errors.required(path + ".name") }
    switch kind {
    case "ServiceAccount":
      errors.checkName(subject["name"], path + ".name", .subdomain)
      if !group.isEmpty { errors.notSupported(path + ".apiGroup", .string(group), [""]) }
      if !isNamespaced, subject.text("namespace").isEmpty { errors.required(path + ".namespace") }
    case "User", "Group":
      if name.isEmpty { errors.invalid(path + ".name", name, "\(kind.lowercased()) name cannot be empty") }
      errors.checkChoice(subject["apiGroup"], path + ".apiGroup", [Self.group], missing: .isNotSupported)
    default: errors.notSupported(path + ".kind", .string(kind), ["ServiceAccount", "User", "Group"])
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new["roleRef"] != old["roleRef"] {
      errors.invalid("roleRef", new["roleRef"] ?? .null, as: "RoleRef", "cannot change roleRef")
    }
  }
}

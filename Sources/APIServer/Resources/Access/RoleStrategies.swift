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
  var nameRule: NameRule { .pathSegment }

  func setDefaults(_ object: inout JSONValue) {
    let group = "rbac.authorization.k8s.io"
    object.update("roleRef") { $0.setDefaultText("apiGroup", group) }
    object.updateEach("subjects") { subject in
      if ["User", "Group"].contains(subject.text("kind")) { subject.setDefaultText("apiGroup", group) }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let kinds = object.kind == "ClusterRoleBinding" ? ["ClusterRole"] : ["Role", "ClusterRole"]
    if !kinds.contains(object.text("roleRef", "kind")) {
      errors.notSupported("roleRef.kind", object.at("roleRef", "kind") ?? "", kinds)
    }
    if object.text("roleRef", "name").isEmpty { errors.required("roleRef.name") }
    for (index, subject) in object.list("subjects").enumerated() {
      let path = "subjects[\(index)]"
      if subject.text("name").isEmpty { errors.required(path + ".name") }
      switch subject.text("kind") {
      case "ServiceAccount":
        if subject.text("namespace").isEmpty, object.kind == "ClusterRoleBinding" {
          errors.required(path + ".namespace")
        }
      case "User", "Group": break
      case let kind: errors.notSupported(path + ".kind", .string(kind), ["ServiceAccount", "User", "Group"])
      }
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new["roleRef"] != old["roleRef"] {
      // The server shows the reference in its own type, which has no JSON names.
      let shown: JSONValue = [
        "APIGroup": .string(new.text("roleRef", "apiGroup")), "Kind": .string(new.text("roleRef", "kind")),
        "Name": .string(new.text("roleRef", "name")),
      ]
      errors.invalid("roleRef", shown, "cannot change roleRef")
    }
  }
}

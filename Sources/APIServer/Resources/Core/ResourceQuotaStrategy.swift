import KubernetesModel

/// Resource quotas.
struct ResourceQuotaStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.setDefault("spec", .object(JSONObject()))
    object.setDefault("status", .object(JSONObject()))
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    for (name, amount) in object.at("spec", "hard")?.objectValue ?? JSONObject() {
      ResourceValidation.checkQuotaName(name, "spec.hard[\(name)]", &errors)
      ResourceValidation.checkAmount(amount, of: name, "spec.hard[\(name)]", &errors)
    }
    checkScopes(object, &errors)
    checkSelector(object, &errors)
  }

  private static let scopes: Set<String> = [
    "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity",
    "VolumeAttributesClass",
  ]

  /// Scopes that are none, that mean nothing for what is counted, and that exclude each other.
  private func checkScopes(_ object: JSONValue, _ errors: inout FieldErrors) {
    let scopes = object.list("spec", "scopes").compactMap(\.stringValue)
    let value = object.at("spec", "scopes") ?? .null
    for scope in scopes {
      if !Self.scopes.contains(scope) { errors.invalid("spec.scopes", value, "unsupported scope") }
      for _ in Self.unfitting(scope, object) {
        errors.invalid("spec.scopes", value, "unsupported scope applied to resource")
      }
    }
    if Self.areContradictory(scopes) { errors.invalid("spec.scopes", value, "conflicting scopes") }
  }

  /// What is counted, and means nothing in a scope.
  private static func unfitting(_ scope: String, _ object: JSONValue) -> [String] {
    let counted = object.at("spec", "hard")?.objectValue?.keys ?? []
    return counted.filter { ResourceNames.isOfQuotas($0) && !isFitting(scope, $0) }
  }

  private static func isFitting(_ scope: String, _ name: String) -> Bool {
    switch scope {
    case "BestEffort": name == "pods"
    case "Terminating", "NotTerminating", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity":
      ["pods", "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"].contains(name)
    case "VolumeAttributesClass": ["persistentvolumeclaims", "requests.storage"].contains(name)
    default: true
    }
  }

  private static func areContradictory(_ scopes: [String]) -> Bool {
    [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]].contains { $0.allSatisfy(scopes.contains) }
  }

  private func checkSelector(_ object: JSONValue, _ errors: inout FieldErrors) {
    guard let selector = object.at("spec", "scopeSelector"), !selector.isNull else { return }
    let path = "spec.scopeSelector.matchExpressions"
    let requirements = selector.list("matchExpressions")
    for requirement in requirements {
      let scope = requirement.text("scopeName")
      if !Self.scopes.contains(scope) { errors.invalid(path + ".scopeName", scope, "unsupported scope") }
      for _ in Self.unfitting(scope, object) {
        errors.invalid(path, selector, as: "ScopeSelector", "unsupported scope applied to resource")
      }
      checkRequirement(requirement, scope, path, &errors)
    }
    if Self.areContradictory(requirements.map { $0.text("scopeName") }) {
      errors.invalid(path, object.at("spec", "scopes") ?? .null, "conflicting scopes")
    }
  }

  private func checkRequirement(
    _ requirement: JSONValue, _ scope: String, _ path: String, _ errors: inout FieldErrors
  ) {
    let comparison = requirement.text("operator")
    let isSwitch = !["PriorityClass", "VolumeAttributesClass"].contains(scope) && Self.scopes.contains(scope)
    if isSwitch, comparison != "Exists" {
      errors.invalid(
        path + ".operator", comparison,
        "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, "
          + "ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or "
          + "ResourceQuotaScopeCrossNamespacePodAffinity")
    }
    let values = requirement.list("values")
    switch comparison {
    case "In", "NotIn":
      if values.isEmpty {
        errors.required(
          path + ".values", "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")
      }
    case "Exists", "DoesNotExist":
      if !values.isEmpty {
        errors.invalid(
          path + ".values", .array(values),
          "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector")
      }
    default: errors.invalid(path + ".operator", comparison, "not a valid selector operator")
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new.at("spec", "scopes") != old.at("spec", "scopes") {
      errors.invalid("spec.scopes", new.at("spec", "scopes") ?? .null, "field is immutable")
    }
  }
}

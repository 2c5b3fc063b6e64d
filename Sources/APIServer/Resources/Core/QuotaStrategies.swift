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
      for problem in NameRules.qualifiedName(name) { errors.invalid("spec.hard[\(name)]", name, problem) }
      ResourceValidation.checkAmount(amount, "spec.hard[\(name)]", &errors)
    }
    checkScopes(object, &errors)
  }

  private static let scopes: Set<String> = [
    "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity",
    "VolumeAttributesClass",
  ]

  /// Scopes that are none, that mean nothing for what is counted, and that exclude each other.
  private func checkScopes(_ object: JSONValue, _ errors: inout FieldErrors) {
    let scopes = object.list("spec", "scopes").compactMap(\.stringValue)
    let value = object.at("spec", "scopes") ?? .null
    let counted = object.at("spec", "hard")?.objectValue?.keys ?? []
    let ofPods = [
      "pods", "count/pods", "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "limits.cpu",
      "limits.memory", "requests.ephemeral-storage", "limits.ephemeral-storage",
    ]
    let standard =
      ofPods + [
        "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        "requests.storage", "services.nodeports", "services.loadbalancers",
      ]
    for scope in scopes {
      guard Self.scopes.contains(scope) else {
        errors.invalid("spec.scopes", value, "unsupported scope")
        continue
      }
      let fitting = scope == "BestEffort" ? ["pods", "count/pods"] : ofPods
      for name in counted where standard.contains(name) && !fitting.contains(name) {
        errors.invalid("spec.scopes", value, "unsupported scope applied to resource")
      }
    }
    for pair in [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]]
    where pair.allSatisfy(scopes.contains) {
      errors.invalid("spec.scopes", value, "conflicting scopes")
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new.at("spec", "scopes") != old.at("spec", "scopes") {
      errors.invalid("spec.scopes", new.at("spec", "scopes") ?? .null, "field is immutable")
    }
  }
}

/// Limit ranges: requests follow limits, and both follow the maximum.
struct LimitRangeStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.updateEach("limits") { limit in
        guard limit.text("type") == "Container" else { return }
        for (target, source) in [("default", "max"), ("defaultRequest", "default"), ("defaultRequest", "min")] {
          for (name, amount) in limit[source]?.objectValue ?? JSONObject() where limit.at(target, name) == nil {
            limit.set(amount, at: target, name)
          }
        }
      }
    }
  }
}

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

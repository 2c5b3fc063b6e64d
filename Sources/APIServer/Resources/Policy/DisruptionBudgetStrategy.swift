import KubernetesModel

/// Pod disruption budgets.
struct DisruptionBudgetStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("status") { status in
      for key in ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"] {
        status.setDefault(key, 0)
      }
    }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0]
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    if spec["minAvailable"] != nil, spec["maxUnavailable"] != nil {
      errors.invalid(
        "spec", spec, as: "PodDisruptionBudgetSpec", "minAvailable and maxUnavailable cannot be both set")
    }
    for key in ["minAvailable", "maxUnavailable"] {
      errors.checkCountOrPercent(spec[key], "spec." + key)
      errors.checkAtMostAll(spec[key], "spec." + key)
    }
    if let selector = spec["selector"] { SelectorValidation.check(selector, "spec.selector", &errors) }
    errors.checkChoice(
      spec["unhealthyPodEvictionPolicy"], "spec.unhealthyPodEvictionPolicy", ["AlwaysAllow", "IfHealthyBudget"],
      missing: .isAllowed)
  }
}

/// Priority classes.
struct PriorityClassStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.setDefaultText("preemptionPolicy", "PreemptLowerPriority")
    // Go writes the value even when it is 0.
    object.setDefault("value", 0)
  }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool { false }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let system = ["system-node-critical", "system-cluster-critical"]
    if object.name.hasPrefix("system-"), !system.contains(object.name) {
      errors.forbidden(
        "metadata.name",
        "priority class names with 'system-' prefix are reserved for system use only. error: \(object.name) is not a "
          + "known system priority class")
    } else if object.integer("value") > 1_000_000_000, !system.contains(object.name) {
      errors.forbidden(
        "value", "maximum allowed value of a user defined priority is 1000000000")
    }
    errors.checkChoice(object["preemptionPolicy"], "preemptionPolicy", ["PreemptLowerPriority", "Never"])
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new["value"] != old["value"] { errors.forbidden("value", "may not be changed in an update.") }
    if new["preemptionPolicy"] != old["preemptionPolicy"] {
      errors.invalid("preemptionPolicy", new["preemptionPolicy"] ?? "", "field is immutable")
    }
  }
}

import KubernetesModel

/// Deployments.
struct DeploymentStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefault("replicas", 1)
      spec.setDefault("revisionHistoryLimit", 10)
      spec.setDefault("progressDeadlineSeconds", 600)
      spec.update("strategy") { strategy in
        strategy.setDefaultText("type", "RollingUpdate")
        guard strategy["type"]?.stringValue == "RollingUpdate" else { return }
        strategy.update("rollingUpdate") { rolling in
          rolling.setDefault("maxUnavailable", "25%")
          rolling.setDefault("maxSurge", "25%")
        }
      }
      spec.update("template", PodSpecDefaults.setTemplate)
    }
    object.setDefault("status", .object(JSONObject()))
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
  }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool {
    new["spec"] != old["spec"] || new.at("metadata", "annotations") != old.at("metadata", "annotations")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    errors.checkNonnegative(spec["replicas"], "spec.replicas")
    WorkloadValidation.checkSelectorIsGiven(spec, of: "deployment", &errors)
    WorkloadValidation.checkTemplate(spec, of: "ReplicaSet", whenUnreadable: "invalid label selector", &errors)
    checkStrategy(spec["strategy"] ?? .null, &errors)
    for key in ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"] {
      errors.checkNonnegative(spec[key], "spec." + key)
    }
    if let deadline = spec["progressDeadlineSeconds"]?.intValue, deadline <= spec["minReadySeconds"]?.intValue ?? 0 {
      errors.invalid("spec.progressDeadlineSeconds", .integer(deadline), "must be greater than minReadySeconds")
    }
  }

  private func checkStrategy(_ strategy: JSONValue, _ errors: inout FieldErrors) {
    switch strategy["type"]?.stringValue {
    case "Recreate":
      if strategy["rollingUpdate"] != nil {
        errors.forbidden(
          "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")
      }
    case "RollingUpdate":
      let rolling = strategy["rollingUpdate"] ?? .null
      let path = "spec.strategy.rollingUpdate"
      errors.checkCountOrPercent(rolling["maxUnavailable"], path + ".maxUnavailable")
      errors.checkCountOrPercent(rolling["maxSurge"], path + ".maxSurge")
      if Percentage.isZero(rolling["maxUnavailable"]), Percentage.isZero(rolling["maxSurge"]) {
        errors.invalid(
          path + ".maxUnavailable", rolling["maxUnavailable"] ?? 0, "may not be 0 when `maxSurge` is 0")
      }
      errors.checkAtMostAll(rolling["maxUnavailable"], path + ".maxUnavailable")
    default:
      errors.notSupported("spec.strategy", strategy, as: "DeploymentStrategy", ["Recreate", "RollingUpdate"])
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    WorkloadValidation.warnings(object, old: old)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    WorkloadValidation.checkSelectorIsKept(new, old, &errors)
  }
}

import KubernetesModel

/// DaemonSets: an annotation of old counts the template's versions.
struct DaemonSetStrategy: ResourceStrategy {
  private static let templateGeneration = "deprecated.daemonset.template.generation"

  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefault("revisionHistoryLimit", 10)
      spec.update("updateStrategy") { strategy in
        strategy.setDefaultText("type", "RollingUpdate")
        guard strategy["type"]?.stringValue == "RollingUpdate" else { return }
        strategy.update("rollingUpdate") { rolling in
          rolling.setDefault("maxUnavailable", 1)
          rolling.setDefault("maxSurge", 0)
        }
      }
      spec.update("template", PodSpecDefaults.setTemplate)
    }
    object.update("status", setStatus)
  }

  private func setStatus(_ status: inout JSONValue) {
    for key in ["currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady"] {
      status.setDefault(key, 0)
    }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
    object.update("status", setStatus)
    object.set("1", at: "metadata", "annotations", Self.templateGeneration)
  }

  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    let before = Int64(old.annotations[Self.templateGeneration] ?? "") ?? 1
    let isChanged = object.at("spec", "template") != old.at("spec", "template")
    object.set(
      .string(String(isChanged ? before &+ 1 : before)), at: "metadata", "annotations", Self.templateGeneration)
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    let selector = spec["selector"] ?? .null
    if selector.isNull { errors.required("spec.selector") }
    SelectorValidation.check(selector, "spec.selector", &errors)
    if let matcher = try? LabelSelector(object: selector) {
      WorkloadValidation.checkLabels(spec.at("template", "metadata", "labels"), matcher, &errors)
    }
    if !selector.isNull, SelectorValidation.isEmpty(selector) {
      errors.invalid("spec.selector", selector, "empty selector is invalid for daemonset")
    }
    PodTemplateValidation.check(spec["template"] ?? .null, "spec.template", &errors)
    WorkloadValidation.checkPermanence(spec, of: "DaemonSet", &errors)
    errors.checkNonnegative(spec["minReadySeconds"], "spec.minReadySeconds")
    checkUpdateStrategy(spec["updateStrategy"] ?? .null, &errors)
    errors.checkNonnegative(spec["revisionHistoryLimit"], "spec.revisionHistoryLimit")
  }

  private func checkUpdateStrategy(_ strategy: JSONValue, _ errors: inout FieldErrors) {
    let path = "spec.updateStrategy.rollingUpdate"
    switch strategy.text("type") {
    case "OnDelete": break
    case "RollingUpdate":
      let rolling = strategy["rollingUpdate"] ?? .null
      let keys = ["maxUnavailable", "maxSurge"]
      for key in keys { errors.checkCountOrPercent(rolling[key], "\(path).\(key)") }
      for key in keys { errors.checkAtMostAll(rolling[key], "\(path).\(key)") }
      switch (Percentage.isZero(rolling["maxUnavailable"]), Percentage.isZero(rolling["maxSurge"])) {
      case (false, false):
        errors.invalid(
          path + ".maxSurge", rolling["maxSurge"] ?? 0, "may not be set when maxUnavailable is non-zero")
      case (true, true): errors.required(path + ".maxUnavailable", "cannot be 0 when maxSurge is 0")
      default: break
      }
    default:
      errors.notSupported(
        "spec.updateStrategy", strategy, as: "DeploymentStrategy", ["RollingUpdate", "OnDelete"])
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    WorkloadValidation.warnings(object, old: old, warnsOfName: false)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    WorkloadValidation.checkSelectorIsKept(new, old, &errors)
  }
}

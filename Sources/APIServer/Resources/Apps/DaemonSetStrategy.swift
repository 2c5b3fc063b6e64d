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
    guard let selector = spec["selector"], !selector.isNull else {
      errors.required("spec.selector")
      return
    }
    WorkloadValidation.checkSelector(selector, "spec.selector", &errors)
    if WorkloadValidation.isEmpty(selector) {
      errors.invalid("spec.selector", selector, "empty selector is invalid for daemonset")
    }
    WorkloadValidation.checkTemplate(spec, "spec.template", restartPolicies: ["Always"], &errors)
    WorkloadValidation.checkCount(spec["minReadySeconds"], "spec.minReadySeconds", &errors)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    WorkloadValidation.checkSelectorIsKept(new, old, &errors)
  }
}

import KubernetesModel

/// Jobs: the selector and the labels that tell their pods are made from the uid.
struct JobStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }
  var orphansDependents: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    let hasLabels = !(object.at("metadata", "labels")?.isEmptyContainer ?? true)
    if !hasLabels, let labels = object.at("spec", "template", "metadata", "labels"), !labels.isEmptyContainer {
      object.set(labels, at: "metadata", "labels")
    }
    object.update("spec") { spec in
      if spec["completions"] == nil, spec["parallelism"] == nil {
        spec["completions"] = 1
        spec["parallelism"] = 1
      }
      spec.setDefault("parallelism", 1)
      let limit: JSONValue = spec["backoffLimitPerIndex"] == nil ? 6 : .integer(Int64(Int32.max))
      let replacement = spec["podFailurePolicy"] == nil ? "TerminatingOrFailed" : "Failed"
      spec.setDefault("backoffLimit", limit)
      spec.setDefaultText("completionMode", "NonIndexed")
      spec.setDefault("suspend", false)
      spec.setDefault("manualSelector", false)
      spec.setDefaultText("podReplacementPolicy", replacement)
      spec.update("template", PodSpecDefaults.setTemplate)
    }
    object.setDefault("status", .object(JSONObject()))
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
    guard object.at("spec", "manualSelector")?.boolValue != true else { return }
    let uid = JSONValue.string(object.uid)
    let name = JSONValue.string(object.name)
    let hasOwnLabels = object.at("metadata", "labels") != object.at("spec", "template", "metadata", "labels")
    for (key, value) in [
      ("controller-uid", uid), ("batch.kubernetes.io/controller-uid", uid), ("job-name", name),
      ("batch.kubernetes.io/job-name", name),
    ] {
      object.set(value, at: "spec", "template", "metadata", "labels", key)
    }
    // Labels that were taken from the template stay the same as the template's.
    if !hasOwnLabels || object.at("metadata", "labels") == nil {
      object.set(object.at("spec", "template", "metadata", "labels"), at: "metadata", "labels")
    }
    object.set(uid, at: "spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    for key in [
      "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
      "maxFailedIndexes", "backoffLimitPerIndex",
    ] {
      WorkloadValidation.checkCount(spec[key], "spec." + key, &errors)
    }
    Self.checkTemplate(spec, "spec", &errors)
  }

  static func checkTemplate(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    JobModeValidation.check(spec, field, &errors)
    let template = spec["template"] ?? .null
    validateLabels(template.at("metadata", "labels"), field + ".template.labels", &errors)
    let podSpec = template["spec"] ?? .null
    PodSpecValidation.check(podSpec, field + ".template.spec", &errors)
    let policy = podSpec["restartPolicy"]?.stringValue ?? ""
    if policy == "Always" {
      errors.add(
        .required, field + ".template.spec.restartPolicy", "Required value: valid values: \"OnFailure\", \"Never\"")
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let isSuspended = old.at("spec", "suspend")?.boolValue == true && old.at("status", "startTime") == nil
    for key in ["completions", "selector", "template", "completionMode", "podFailurePolicy", "backoffLimitPerIndex"]
    where new.at("spec", key) != old.at("spec", key) {
      let isElastic = key == "completions" && new.at("spec", "completionMode")?.stringValue == "Indexed"
      if isElastic || (key == "template" && isSuspended) { continue }
      errors.invalid("spec." + key, new.at("spec", key) ?? .null, "field is immutable")
    }
  }

  var selectableFields: Set<String> { ["status.successful"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    String(object.at("status", "succeeded")?.intValue ?? 0)
  }
}

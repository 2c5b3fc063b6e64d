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
      if spec["podFailurePolicy"] != nil {
        spec.update("podFailurePolicy") { policy in
          policy.updateEach("rules") { rule in
            rule.updateEach("onPodConditions") { $0.setDefaultText("status", "True") }
          }
        }
      }
      spec.update("template", PodSpecDefaults.setTemplate)
    }
    object.setDefault("status", .object(JSONObject()))
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = .object(JSONObject())
    guard object.at("spec", "manualSelector")?.boolValue != true else { return }
    let hasOwnLabels = object.at("metadata", "labels") != object.at("spec", "template", "metadata", "labels")
    // A label that is there already is a conflict, which validation finds.
    for (key, value) in Self.generatedLabels(object)
    where object.at("spec", "template", "metadata", "labels", key) == nil {
      object.set(.string(value), at: "spec", "template", "metadata", "labels", key)
    }
    // Labels that were taken from the template stay the same as the template's.
    if !hasOwnLabels || object.at("metadata", "labels") == nil {
      object.set(object.at("spec", "template", "metadata", "labels"), at: "metadata", "labels")
    }
    let key = "batch.kubernetes.io/controller-uid"
    if object.at("spec", "selector", "matchLabels", key) == nil {
      object.set(.string(object.uid), at: "spec", "selector", "matchLabels", key)
    }
  }

  /// What tells a Job's pods from others.
  private static func generatedLabels(_ job: JSONValue) -> [(key: String, value: String)] {
    ["", "batch.kubernetes.io/"].flatMap { [($0 + "controller-uid", job.uid), ($0 + "job-name", job.name)] }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    let selector = spec["selector"] ?? .null
    if spec["manualSelector"]?.boolValue != true, !selector.isNull { checkGenerated(object, selector, &errors) }
    JobValidation.check(spec, "spec", &errors)
    if selector.isNull { errors.required("spec.selector") }
    SelectorValidation.check(selector, "spec.selector", &errors)
    if let matcher = try? LabelSelector(object: selector) {
      WorkloadValidation.checkLabels(spec.at("template", "metadata", "labels"), matcher, &errors)
    }
    guard spec.text("completionMode") == "Indexed", spec.integer("completions") > 0 else { return }
    let host = "\(object.name)-\(spec.integer("completions") - 1)"
    if !Names.label(host).isEmpty {
      errors.invalid(
        "metadata.name", object.name, "will not able to create pod with invalid DNS label: \(host)")
    }
  }

  private func checkGenerated(_ object: JSONValue, _ selector: JSONValue, _ errors: inout FieldErrors) {
    let labels = object.at("spec", "template", "metadata", "labels") ?? .null
    for (key, value) in Self.generatedLabels(object) where labels[key]?.stringValue != value {
      errors.invalid("spec.template.metadata.labels[\(key)]", labels, "must be '\(value)'")
    }
    let expected = Dictionary(Self.generatedLabels(object).map { ($0.key, $0.value) }) { $1 }
    if let matcher = try? LabelSelector(object: selector), !matcher.matches(expected) {
      errors.invalid("spec.selector", selector, "`selector` not auto-generated")
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    if let old, old["spec"] == object["spec"] { return [] }
    return (old == nil ? NameWarnings.ofWorkload(object.name) : [])
      + JobValidation.warnings(object["spec"] ?? .null, "spec")
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

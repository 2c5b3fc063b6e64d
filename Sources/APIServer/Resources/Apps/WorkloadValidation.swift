import KubernetesModel

/// What workloads that make pods have in common.
enum WorkloadValidation {
  static func checkSelectorIsGiven(_ spec: JSONValue, of kind: String, _ errors: inout FieldErrors) {
    guard let selector = spec["selector"], !selector.isNull else { return errors.required("spec.selector") }
    SelectorValidation.check(selector, "spec.selector", &errors)
    if SelectorValidation.isEmpty(selector) {
      errors.invalid("spec.selector", selector, "empty selector is invalid for \(kind)")
    }
  }

  /// A template whose pods the workload keeps running; one that is selected by nothing that can be read is not looked at.
  static func checkTemplate(
    _ spec: JSONValue, of kind: String, whenUnreadable why: String, _ errors: inout FieldErrors
  ) {
    guard checkLabels(spec, whenUnreadable: why, &errors) else { return }
    PodTemplateValidation.check(spec["template"] ?? .null, "spec.template", &errors)
    checkPermanence(spec, of: kind, &errors)
  }

  /// Whether the selector can be read.
  static func checkLabels(_ spec: JSONValue, whenUnreadable why: String, _ errors: inout FieldErrors) -> Bool {
    guard let matcher = try? LabelSelector(object: spec["selector"]) else {
      errors.invalid("spec.selector", spec["selector"] ?? .null, why)
      return false
    }
    checkLabels(spec.at("template", "metadata", "labels"), matcher, &errors)
    return true
  }

  static func checkLabels(_ labels: JSONValue?, _ matcher: LabelSelector, _ errors: inout FieldErrors) {
    guard !matcher.isEmpty, !matcher.matches(labels) else { return }
    errors.invalid(
      "spec.template.metadata.labels", labels ?? .null, "`selector` does not match template `labels`")
  }

  /// Pods that are to run for ever.
  static func checkPermanence(_ spec: JSONValue, of kind: String, _ errors: inout FieldErrors) {
    let template = spec.at("template", "spec") ?? .null
    errors.checkChoice(
      template["restartPolicy"], "spec.template.spec.restartPolicy", ["Always"], missing: .isNotSupported)
    if let deadline = template["activeDeadlineSeconds"], !deadline.isNull {
      errors.forbidden(
        "spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in \(kind) is not Supported")
    }
  }

  static func checkSelectorIsKept(_ new: JSONValue, _ old: JSONValue, _ errors: inout FieldErrors) {
    let selector = new.at("spec", "selector") ?? .null
    if selector != old.at("spec", "selector") { errors.invalid("spec.selector", selector, "field is immutable") }
  }

  /// What a client is warned of that writes a workload: of its name, once, and of its template as often as it changes.
  static func warnings(_ object: JSONValue, old: JSONValue?, warnsOfName: Bool = true) -> [String] {
    if let old, old["spec"] == object["spec"] { return [] }
    let ofName = old == nil && warnsOfName ? NameWarnings.ofWorkload(object.name) : []
    return ofName + PodWarnings(object.at("spec", "template") ?? .null, "spec.template").all
  }
}

import KubernetesModel

/// What workloads that make pods have in common.
enum WorkloadValidation {
  static func checkCount(_ value: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
    if let number = value?.intValue, number < 0 {
      errors.invalid(field, .integer(number), "must be greater than or equal to 0")
    }
  }

  /// A number of pods or a percentage of them.
  static func checkCountOrPercent(_ value: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
    if let text = value?.stringValue {
      if percentage(text) == nil {
        errors.invalid(
          field, text,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "
            + "regex used for validation is '[0-9]+%')")
      }
    } else {
      checkCount(value, field, &errors)
    }
  }

  static func isZero(_ value: JSONValue?) -> Bool {
    value?.stringValue.map { percentage($0) == 0 } ?? (value?.intValue == 0)
  }

  static func percentage(_ text: String) -> Int64? {
    guard text.hasSuffix("%"), let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
    return Int64(text.dropLast())
  }

  static func checkSelectorIsGiven(_ spec: JSONValue, _ errors: inout FieldErrors) {
    guard let selector = spec["selector"], !selector.isNull else {
      errors.required("spec.selector")
      return
    }
    checkSelector(selector, "spec.selector", &errors)
    if isEmpty(selector) { errors.invalid("spec.selector", selector, "empty selector is invalid for deployment") }
  }

  static func isEmpty(_ selector: JSONValue) -> Bool {
    (selector["matchLabels"]?.isEmptyContainer ?? true) && (selector["matchExpressions"]?.isEmptyContainer ?? true)
  }

  static func checkSelector(_ selector: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    validateLabels(selector["matchLabels"], field + ".matchLabels", &errors)
    for (index, expression) in (selector["matchExpressions"]?.arrayValue ?? []).enumerated() {
      let path = "\(field).matchExpressions[\(index)]"
      let comparison = expression["operator"]?.stringValue ?? ""
      let count = expression["values"]?.arrayValue?.count ?? 0
      switch comparison {
      case "In", "NotIn":
        if count == 0 { errors.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'") }
      case "Exists", "DoesNotExist":
        if count > 0 {
          errors.forbidden(path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
        }
      default: errors.invalid(path + ".operator", comparison, "not a valid selector operator")
      }
      let key = expression["key"]?.stringValue ?? ""
      for problem in NameRules.qualifiedName(key) { errors.invalid(path + ".key", key, problem) }
    }
  }

  static func checkTemplate(
    _ spec: JSONValue, _ field: String, restartPolicies: [String], _ errors: inout FieldErrors
  ) {
    checkTemplateMetadata(spec, field, &errors)
    checkPodSpec(spec.at("template", "spec") ?? .null, field + ".spec", restartPolicies: restartPolicies, &errors)
  }

  static func checkTemplateMetadata(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let template = spec["template"] ?? .null
    let labels = template.at("metadata", "labels")
    if let selector = spec["selector"], let matcher = try? LabelSelector(object: selector), !matcher.isEmpty,
      !matcher.matches(labels)
    {
      errors.invalid(
        field + ".metadata.labels", labels ?? .object(JSONObject()), "`selector` does not match template `labels`")
    }
    validateLabels(labels, field + ".labels", &errors)
    validateAnnotations(template.at("metadata", "annotations"), field + ".annotations", &errors)
  }

  /// A template's specification; a restart policy that no pod may have is reported once.
  static func checkPodSpec(
    _ spec: JSONValue, _ field: String, restartPolicies: [String], _ errors: inout FieldErrors
  ) {
    PodSpecValidation.check(spec, field, &errors)
    let policy = spec["restartPolicy"]?.stringValue ?? ""
    if ["Always", "OnFailure", "Never"].contains(policy), !restartPolicies.contains(policy) {
      errors.notSupported(field + ".restartPolicy", .string(policy), restartPolicies)
    }
    if restartPolicies == ["Always"], let deadline = spec["activeDeadlineSeconds"], !deadline.isNull {
      errors.forbidden(field + ".activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported")
    }
  }

  static func checkSelectorIsKept(_ new: JSONValue, _ old: JSONValue, _ errors: inout FieldErrors) {
    let selector = new.at("spec", "selector") ?? .null
    if selector != old.at("spec", "selector") { errors.invalid("spec.selector", selector, "field is immutable") }
  }
}

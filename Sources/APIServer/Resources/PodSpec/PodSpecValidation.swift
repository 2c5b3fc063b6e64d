import KubernetesModel

/// `ValidatePodSpec`, in its order and words.
enum PodSpecValidation {
  static func check(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let volumes = VolumeValidation.check(spec["volumes"]?.arrayValue ?? [], field + ".volumes", &errors)
    ContainerValidation.check(spec, field, volumes: volumes, &errors)
    let policies = ["Always", "OnFailure", "Never"]
    checkChoice(spec, "restartPolicy", field, policies, &errors)
    checkChoice(spec, "dnsPolicy", field, ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"], &errors)
    validateLabels(spec["nodeSelector"], field + ".nodeSelector", &errors)
    checkAffinity(spec["affinity"], field + ".affinity", &errors)
    checkSpreading(spec["topologySpreadConstraints"]?.arrayValue ?? [], field + ".topologySpreadConstraints", &errors)
    checkNames(spec, field, &errors)
    checkTolerations(spec["tolerations"]?.arrayValue ?? [], field + ".tolerations", &errors)
    if let priority = spec["priorityClassName"]?.stringValue, !priority.isEmpty {
      for problem in NameRules.subdomain(priority) { errors.invalid(field + ".priorityClassName", priority, problem) }
    }
  }

  static func checkChoice(
    _ object: JSONValue, _ key: String, _ field: String, _ choices: [String], _ errors: inout FieldErrors
  ) {
    let path = field.isEmpty ? key : field + "." + key
    let text = object[key]?.stringValue ?? ""
    if text.isEmpty {
      errors.required(path)
    } else if !choices.contains(text) {
      errors.notSupported(path, .string(text), choices)
    }
  }

  private static func checkNames(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    for (key, rule) in [("serviceAccountName", NameRule.subdomain), ("nodeName", .subdomain)] {
      guard let name = spec[key]?.stringValue, !name.isEmpty else { continue }
      for problem in rule.problems(name) { errors.invalid(field + "." + key, name, problem) }
    }
    if let deadline = spec["activeDeadlineSeconds"]?.intValue, !(1...Int64(Int32.max)).contains(deadline) {
      errors.invalid(
        field + ".activeDeadlineSeconds", .integer(deadline), "must be between 1 and 2147483647, inclusive")
    }
    for key in ["hostname", "subdomain"] {
      guard let name = spec[key]?.stringValue, !name.isEmpty else { continue }
      for problem in Names.label(name) { errors.invalid(field + "." + key, name, problem) }
    }
    if let grace = spec["terminationGracePeriodSeconds"]?.intValue, grace < 0 {
      errors.invalid(
        field + ".terminationGracePeriodSeconds", .integer(grace), "must be greater than or equal to 0")
    }
  }

  private static func checkTolerations(_ tolerations: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, toleration) in tolerations.enumerated() {
      let path = "\(field)[\(index)]"
      let key = toleration["key"]?.stringValue ?? ""
      let comparison = toleration["operator"]?.stringValue ?? ""
      let value = toleration["value"]?.stringValue ?? ""
      if !key.isEmpty {
        for problem in NameRules.qualifiedName(key) { errors.invalid(path + ".key", key, problem) }
      }
      if key.isEmpty, comparison != "Exists" {
        errors.invalid(
          path + ".operator", comparison,
          "operator must be Exists when `key` is empty, which means \"match all values "
            + "and all keys\"")
      }
      let effect = toleration["effect"]?.stringValue ?? ""
      if toleration["tolerationSeconds"] != nil, effect != "NoExecute" {
        errors.invalid(path + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")
      }
      switch comparison {
      case "Equal", "":
        for problem in NameRules.labelValue(value) { errors.invalid(path + ".operator", value, problem) }
      case "Exists":
        if !value.isEmpty {
          errors.invalid(path + ".operator", toleration, "value must be empty when `operator` is 'Exists'")
        }
      default: errors.notSupported(path + ".operator", .string(comparison), ["Equal", "Exists"])
      }
      if !effect.isEmpty, !["NoSchedule", "PreferNoSchedule", "NoExecute"].contains(effect) {
        errors.notSupported(path + ".effect", .string(effect), ["NoSchedule", "PreferNoSchedule", "NoExecute"])
      }
    }
  }

  private static func checkAffinity(_ affinity: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
    let required = affinity?.at("nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    if let required {
      let path = field + ".nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
      let terms = required["nodeSelectorTerms"]?.arrayValue ?? []
      if terms.isEmpty { errors.required(path, "must have at least one node selector term") }
      for (index, term) in terms.enumerated() {
        for (place, expression) in (term["matchExpressions"]?.arrayValue ?? []).enumerated() {
          checkExpression(expression, "\(path)[\(index)].matchExpressions[\(place)]", &errors)
        }
      }
    }
    for kind in ["podAffinity", "podAntiAffinity"] {
      let list = "requiredDuringSchedulingIgnoredDuringExecution"
      for (index, term) in (affinity?.at(kind, list)?.arrayValue ?? []).enumerated()
      where (term["topologyKey"]?.stringValue ?? "").isEmpty {
        errors.required("\(field).\(kind).\(list)[\(index)].topologyKey", "can not be empty")
      }
    }
  }

  private static func checkExpression(_ expression: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let count = expression["values"]?.arrayValue?.count ?? 0
    let comparison = expression["operator"]?.stringValue ?? ""
    switch comparison {
    case "In", "NotIn":
      if count == 0 { errors.required(field + ".values", "must be specified when `operator` is 'In' or 'NotIn'") }
    case "Exists", "DoesNotExist":
      if count > 0 {
        errors.forbidden(field + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
      }
    case "Gt", "Lt":
      if count != 1 {
        errors.required(field + ".values", "must be specified single value when `operator` is 'Lt' or 'Gt'")
      }
    default: errors.invalid(field + ".operator", comparison, "not a valid selector operator")
    }
    let key = expression["key"]?.stringValue ?? ""
    for problem in NameRules.qualifiedName(key) { errors.invalid(field + ".key", key, problem) }
  }

  private static func checkSpreading(_ constraints: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, constraint) in constraints.enumerated() {
      let path = "\(field)[\(index)]"
      let skew = constraint["maxSkew"]?.intValue ?? 0
      if skew <= 0 { errors.invalid(path + ".maxSkew", .integer(skew), "must be greater than zero") }
      let key = constraint["topologyKey"]?.stringValue ?? ""
      if key.isEmpty {
        errors.required(path + ".topologyKey", "can not be empty")
      } else {
        for problem in NameRules.qualifiedName(key) { errors.invalid(path + ".topologyKey", key, problem) }
      }
      let choices = ["DoNotSchedule", "ScheduleAnyway"]
      let action = constraint["whenUnsatisfiable"]?.stringValue ?? ""
      if !choices.contains(action) { errors.notSupported(path + ".whenUnsatisfiable", .string(action), choices) }
    }
  }
}

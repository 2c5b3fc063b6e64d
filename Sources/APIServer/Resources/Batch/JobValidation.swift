import KubernetesModel

/// `validateJobSpec`: Jobs, and the Jobs that CronJobs make.
enum JobValidation {
  static func check(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    for key in [
      "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
      "backoffLimitPerIndex", "maxFailedIndexes",
    ] {
      errors.checkNonnegative(spec[key], "\(field).\(key)")
    }
    if let manager = spec["managedBy"]?.stringValue {
      errors.checkDomainPrefixedPath(manager, field + ".managedBy")
      if manager.utf8.count > 63 { errors.tooLong(field + ".managedBy", 63) }
    }
    JobModeValidation.check(spec, field, &errors)
    let policy = spec["podFailurePolicy"] ?? .null
    if !policy.isNull { FailurePolicyValidation.check(policy, of: spec, field + ".podFailurePolicy", &errors) }
    if let success = spec["successPolicy"], !success.isNull {
      checkSuccess(success, of: spec, field + ".successPolicy", &errors)
    }
    errors.checkChoice(
      spec["podReplacementPolicy"], field + ".podReplacementPolicy",
      policy.isNull ? ["Failed", "TerminatingOrFailed"] : ["Failed"], missing: .isAllowed)
    PodTemplateValidation.check(spec["template"] ?? .null, field + ".template", &errors)
    let restart = spec.at("template", "spec", "restartPolicy")?.stringValue ?? ""
    let path = field + ".template.spec.restartPolicy"
    switch restart {
    case "", "Always": errors.required(path, "valid values: \"OnFailure\", \"Never\"")
    case "OnFailure", "Never":
      if !policy.isNull, restart != "Never" {
        errors.invalid(path, restart, "only \"Never\" is supported when podFailurePolicy is specified")
      }
    default: errors.notSupported(path, .string(restart), ["OnFailure", "Never"])
    }
  }

  private static func checkSuccess(
    _ policy: JSONValue, of spec: JSONValue, _ field: String, _ errors: inout FieldErrors
  ) {
    guard spec.text("completionMode") == "Indexed" else {
      return errors.invalid(field, policy, as: "SuccessPolicy", "requires indexed completion mode")
    }
    let rules = policy.list("rules")
    if rules.isEmpty {
      errors.required(field + ".rules", "at least one rules must be specified when the successPolicy is specified")
    }
    if rules.count > 20 { errors.tooMany(field + ".rules", rules.count, 20) }
    for (index, rule) in rules.enumerated() {
      let path = "\(field).rules[\(index)]"
      let count = rule["succeededCount"]?.intValue
      if count == nil, rule["succeededIndexes"] == nil {
        errors.required(path, "at least one of succeededCount or succeededIndexes must be specified")
      }
      errors.checkNonnegative(rule["succeededCount"], path + ".succeededCount")
      if let count, let completions = spec["completions"]?.intValue, count > completions {
        errors.invalid(
          path + ".succeededCount", .integer(count),
          "must be less than or equal to \(completions) (the number of specified completions)")
      }
    }
  }

  /// What a client is warned of that writes a Job, or makes Jobs.
  static func warnings(_ spec: JSONValue, _ field: String) -> [String] {
    var warnings: [String] = []
    if spec.text("completionMode") == "Indexed", spec.integer("completions") > 100_000,
      spec.integer("parallelism") > 10_000
    {
      warnings.append(
        "\(field).completions: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher "
          + "than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail")
    }
    return warnings + PodWarnings(spec["template"] ?? .null, field + ".template").all
  }
}

/// What a Job may make of its pods' failures.
enum FailurePolicyValidation {
  private static let actions = ["Count", "FailIndex", "FailJob", "Ignore"]

  static func check(_ policy: JSONValue, of spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let rules = policy.list("rules")
    if rules.count > 20 { errors.tooMany(field + ".rules", rules.count, 20) }
    let template = spec.at("template", "spec") ?? .null
    let names = Set((template.list("containers") + template.list("initContainers")).map { $0.text("name") })
    for (index, rule) in rules.enumerated() {
      let path = "\(field).rules[\(index)]"
      checkAction(rule, of: spec, path + ".action", &errors)
      let codes = rule["onExitCodes"] ?? .null
      let conditions = rule.list("onPodConditions")
      if !codes.isNull { checkCodes(codes, names, path + ".onExitCodes", &errors) }
      for (place, pattern) in conditions.enumerated() {
        let field = "\(path).onPodConditions[\(place)]"
        errors.checkQualifiedName(pattern.text("type"), field + ".type")
        if pattern.text("status").isEmpty {
          errors.required(field + ".status", "valid values: [\"False\" \"True\" \"Unknown\"]")
        } else {
          errors.checkChoice(pattern["status"], field + ".status", ["False", "True", "Unknown"])
        }
      }
      if !codes.isNull, !conditions.isEmpty {
        errors.invalid(path, withoutValue: "specifying both OnExitCodes and OnPodConditions is not supported")
      }
      if codes.isNull, conditions.isEmpty {
        errors.invalid(path, withoutValue: "specifying one of OnExitCodes and OnPodConditions is required")
      }
    }
  }

  private static func checkAction(
    _ rule: JSONValue, of spec: JSONValue, _ field: String, _ errors: inout FieldErrors
  ) {
    let action = rule.text("action")
    if action.isEmpty {
      errors.required(field, "valid values: [\(actions.map { "\"\($0)\"" }.joined(separator: " "))]")
    } else if action == "FailIndex" {
      if spec["backoffLimitPerIndex"] == nil {
        errors.invalid(field, action, "requires the backoffLimitPerIndex to be set")
      }
    } else {
      errors.checkChoice(rule["action"], field, actions)
    }
  }

  private static func checkCodes(
    _ codes: JSONValue, _ names: Set<String>, _ field: String, _ errors: inout FieldErrors
  ) {
    if codes.text("operator").isEmpty {
      errors.required(field + ".operator", "valid values: [\"In\" \"NotIn\"]")
    } else {
      errors.checkChoice(codes["operator"], field + ".operator", ["In", "NotIn"])
    }
    if let name = codes["containerName"]?.stringValue, !names.contains(name) {
      errors.invalid(
        field + ".containerName", name,
        "must be one of the container or initContainer names in the pod template")
    }
    let values = codes.list("values").compactMap(\.intValue)
    let path = field + ".values"
    if values.isEmpty { errors.invalid(path, codes["values"] ?? .null, "at least one value is required") }
    if values.count > 255 { errors.tooMany(path, values.count, 255) }
    var seen: Set<Int64> = []
    for (index, value) in values.enumerated() {
      if value == 0, codes.text("operator") == "In" {
        errors.invalid("\(path)[\(index)]", .integer(value), "must not be 0 for the In operator")
      }
      if !seen.insert(value).inserted { errors.duplicate("\(path)[\(index)]", .integer(value)) }
    }
    if values != values.sorted() { errors.invalid(path, codes["values"] ?? .null, "must be ordered") }
  }
}

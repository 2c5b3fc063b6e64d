import KubernetesModel

/// Horizontal pod autoscalers, kept in the form of autoscaling/v2.
struct AutoscalerStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefault("minReplicas", 1)
      if spec["metrics"]?.isEmptyContainer ?? true {
        spec["metrics"] = [
          [
            "type": "Resource",
            "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
          ]
        ]
      }
      spec.updateIfPresent("behavior", setBehaviorDefaults)
    }
    object.update("status") { status in
      status.setDefault("desiredReplicas", 0)
      status.setDefault("currentMetrics", .null)
    }
  }

  /// `SetDefaults_HorizontalPodAutoscalerBehavior`: what is not said of a direction is as it is without any behavior.
  private func setBehaviorDefaults(_ behavior: inout JSONValue) {
    let byPercent: JSONValue = ["type": "Percent", "value": 100, "periodSeconds": 15]
    let byPods: JSONValue = ["type": "Pods", "value": 4, "periodSeconds": 15]
    for (direction, policies) in [("scaleUp", [byPods, byPercent]), ("scaleDown", [byPercent])] {
      behavior.update(direction) { rules in
        if rules["policies"]?.isNull ?? true { rules["policies"] = .array(policies) }
        rules.setDefaultText("selectPolicy", "Max")
        if direction == "scaleUp" { rules.setDefault("stabilizationWindowSeconds", 0) }
      }
    }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["desiredReplicas": 0, "currentMetrics": .null]
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    let minimum = spec.at("minReplicas")?.intValue ?? 1
    let maximum = spec.integer("maxReplicas")
    if minimum < 1 { errors.invalid("spec.minReplicas", .integer(minimum), "must be greater than or equal to 1") }
    if maximum < 1 { errors.invalid("spec.maxReplicas", .integer(maximum), "must be greater than 0") }
    if maximum < minimum {
      errors.invalid("spec.maxReplicas", .integer(maximum), "must be greater than or equal to `minReplicas`")
    }
    MetricValidation.checkReference(spec["scaleTargetRef"] ?? .null, "spec.scaleTargetRef", &errors)
    for (index, metric) in spec.list("metrics").enumerated() {
      MetricValidation.check(metric, "spec.metrics[\(index)]", &errors)
    }
    for direction in ["scaleUp", "scaleDown"] {
      guard let rules = spec.at("behavior", direction), !rules.isNull else { continue }
      checkRules(rules, "spec.behavior." + direction, &errors)
    }
  }

  private func checkRules(_ rules: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    if let seconds = rules["stabilizationWindowSeconds"]?.intValue {
      let field = path + ".stabilizationWindowSeconds"
      if seconds < 0 { errors.invalid(field, .integer(seconds), "must be greater than or equal to zero") }
      if seconds > 3600 { errors.invalid(field, .integer(seconds), "must be less than or equal to 3600") }
    }
    errors.checkChoice(rules["selectPolicy"], path + ".selectPolicy", ["Disabled", "Max", "Min"], missing: .isAllowed)
    let policies = rules.list("policies")
    if policies.isEmpty { errors.required(path + ".policies", "must specify at least one Policy") }
    for (index, policy) in policies.enumerated() {
      let field = "\(path).policies[\(index)]"
      errors.checkChoice(policy["type"], field + ".type", ["Percent", "Pods"], missing: .isNotSupported)
      for key in ["value", "periodSeconds"] where policy.integer(key) <= 0 {
        errors.invalid("\(field).\(key)", .integer(policy.integer(key)), "must be greater than zero")
      }
      let seconds = policy.integer("periodSeconds")
      if seconds > 1800 {
        errors.invalid(field + ".periodSeconds", .integer(seconds), "must be less than or equal to 1800")
      }
    }
  }
}

/// What an autoscaler may go by.
enum MetricValidation {
  /// The sources in the order in which they are looked at, by the types that name them.
  private static let sources = [
    "Object": "object", "External": "external", "Pods": "pods", "Resource": "resource",
    "ContainerResource": "containerResource",
  ]
  private static let order = ["object", "external", "pods", "resource", "containerResource"]

  static func check(_ metric: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let type = metric.text("type")
    if type.isEmpty { errors.required(path + ".type", "must specify a metric source type") }
    errors.checkChoice(metric["type"], path + ".type", sources.keys.sorted(), missing: .isNotSupported)
    let present = order.filter { metric[$0].map { !$0.isNull } ?? false }
    if let first = present.first { checkSource(first, metric[first] ?? .null, "\(path).\(first)", &errors) }
    let expected = sources[type]
    if let expected, !present.contains(expected) {
      errors.required("\(path).\(expected)", "must populate information for the given metric source")
    }
    guard present.count > 1 else { return }
    for other in present where other != expected {
      errors.forbidden("\(path).\(other)", "must populate the given metric source only")
    }
  }

  static func checkReference(_ reference: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    for key in ["kind", "name"] { errors.checkRequiredName(reference[key], "\(path).\(key)", .pathSegment) }
  }

  private static func checkSource(
    _ kind: String, _ source: JSONValue, _ path: String, _ errors: inout FieldErrors
  ) {
    let target = source["target"] ?? .null
    switch kind {
    case "resource", "containerResource":
      if source.text("name").isEmpty { errors.required(path + ".name", "must specify a resource name") }
      if kind == "containerResource", source.text("container").isEmpty {
        errors.required(path + ".container", "must specify a container")
      }
    default:
      if kind == "object" { checkReference(source["describedObject"] ?? .null, path + ".describedObject", &errors) }
      if source.text("metric", "name").isEmpty {
        errors.required(path + ".metric.name", "must specify a metric name")
      } else {
        errors.checkName(source.at("metric", "name"), path + ".metric.name", .pathSegment)
      }
    }
    checkTarget(target, path + ".target", &errors)
    checkAmounts(kind, target, path + ".target", &errors)
  }

  private static func checkTarget(_ target: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let type = target.text("type")
    if type.isEmpty { errors.required(path + ".type", "must specify a metric target type") }
    if !["Utilization", "Value", "AverageValue"].contains(type) {
      errors.invalid(path + ".type", type, "must be either Utilization, Value, or AverageValue")
    }
    for key in ["value", "averageValue"] {
      if let amount = Quantity(target[key]), amount.sign != 1 {
        errors.invalid("\(path).\(key)", amount.description, "must be positive")
      }
    }
    if let percent = target["averageUtilization"]?.intValue, percent < 1 {
      errors.invalid(path + ".averageUtilization", .integer(percent), "must be greater than 0")
    }
  }

  /// Which of the target's amounts there have to be.
  private static func checkAmounts(
    _ kind: String, _ target: JSONValue, _ path: String, _ errors: inout FieldErrors
  ) {
    let (value, average) = (target["value"] != nil, target["averageValue"] != nil)
    let utilization = target["averageUtilization"] != nil
    switch kind {
    case "object":
      if !value, !average { errors.required(path + ".averageValue", "must set either a target value or averageValue") }
    case "external":
      let either = "a target value for metric"
      if !value, !average {
        errors.required(path + ".averageValue", "must set either \(either) or a per-pod target")
      }
      if value, average {
        errors.forbidden(path + ".value", "may not set both \(either) and a per-pod target")
      }
    case "pods":
      if Quantity(target["averageValue"])?.sign != 1 {
        errors.required(path + ".averageValue", "must specify a positive target averageValue")
      }
    default:
      if !utilization, !average {
        errors.required(
          path + ".averageUtilization", "must set either a target raw value or a target utilization")
      }
      if utilization, average {
        errors.forbidden(path + ".averageValue", "may not set both a target raw value and a target utilization")
      }
    }
  }
}

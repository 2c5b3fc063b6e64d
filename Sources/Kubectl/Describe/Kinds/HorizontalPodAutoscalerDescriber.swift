import KubernetesModel
import SimulationKernel

struct HorizontalPodAutoscalerDescriber: ObjectDescriber {
  func describe(_ autoscaler: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = autoscaler["spec"] ?? .null
    let status = autoscaler["status"] ?? .null
    out.line(0, "Name:\t\(autoscaler.name)")
    out.line(0, "Namespace:\t\(autoscaler.namespace)")
    out.labels(autoscaler.labels)
    out.annotations(autoscaler.annotations)
    out.line(0, "CreationTimestamp:\t\(autoscaler.date("metadata", "creationTimestamp"))")
    out.line(0, "Reference:\t\(spec.text("scaleTargetRef", "kind"))/\(spec.text("scaleTargetRef", "name"))")
    out.line(0, "Metrics:\t( current / target )")
    let current = status.list("currentMetrics")
    for (index, metric) in spec.list("metrics").enumerated() {
      out.line(1, MetricText.of(metric, current: current.indices.contains(index) ? current[index] : .null))
    }
    out.line(0, "Min replicas:\t\(spec.has("minReplicas") ? spec.plain("minReplicas") : "<unset>")")
    out.line(0, "Max replicas:\t\(spec.number("maxReplicas"))")
    if let behavior = spec["behavior"], !behavior.isNull {
      out.line(0, "Behavior:")
      direction("Scale Up", behavior["scaleUp"], &out)
      direction("Scale Down", behavior["scaleDown"], &out)
    }
    out.line(
      0,
      "\(spec.text("scaleTargetRef", "kind")) pods:\t\(status.number("currentReplicas")) current / \(status.number("desiredReplicas")) desired"
    )
    conditions(status.list("conditions"), &out)
    out.events(related.events)
    return out.text()
  }

  private func conditions(_ conditions: [JSONValue], _ out: inout Description) {
    if conditions.isEmpty { return }
    out.line(0, "Conditions:")
    out.line(1, "Type\tStatus\tReason\tMessage")
    out.line(1, "----\t------\t------\t-------")
    for condition in conditions {
      out.line(
        1,
        "\(condition.text("type"))\t\(condition.text("status"))\t\(condition.text("reason"))\t\(condition.text("message"))"
      )
    }
  }

  private func direction(_ title: String, _ rules: JSONValue?, _ out: inout Description) {
    guard let rules, !rules.isNull else { return }
    out.line(1, title + ":")
    if rules.has("stabilizationWindowSeconds") {
      out.line(2, "Stabilization Window: \(rules.number("stabilizationWindowSeconds")) seconds")
    }
    let policies = rules.list("policies")
    if policies.isEmpty { return }
    out.line(2, "Select Policy: \(rules.has("selectPolicy") ? rules.text("selectPolicy") : "Max")")
    out.line(2, "Policies:")
    for policy in policies {
      out.line(
        3,
        "- Type: \(policy.text("type"))\tValue: \(policy.number("value"))\tPeriod: \(policy.number("periodSeconds")) seconds"
      )
    }
  }
}

/// One metric of an autoscaler: what it is, where it stands, where it should be.
enum MetricText {
  static func of(_ metric: JSONValue, current: JSONValue) -> String {
    let type = metric.text("type")
    let key = type.prefix(1).lowercased() + type.dropFirst()
    guard let source = metric[key], !source.isNull else { return "<unknown metric type \(type.goQuoted)>" }
    let now = current[key] ?? .null
    let name = source.text("metric", "name")
    switch type {
    case "External":
      let isAverage = source.has("target", "averageValue")
      return "\(name.goQuoted) (target \(isAverage ? "average value" : "value")):\t" + amounts(source, now, isAverage)
    case "Pods": return "\(name.goQuoted) on pods:\t" + amounts(source, now, true)
    case "Object":
      let object = "\(source.text("describedObject", "kind"))/\(source.text("describedObject", "name"))"
      let isAverage = source.text("target", "type") == "AverageValue"
      return "\"\(name)\" on \(object) (target \(isAverage ? "average value" : "value")):\t"
        + amounts(source, now, isAverage)
    case "Resource": return "resource \(source.text("name")) on pods" + resource(source, now)
    case "ContainerResource":
      return "resource \(source.text("name")) of container \"\(source.text("container"))\" on pods"
        + resource(source, now)
    default: return "<unknown metric type \(type.goQuoted)>"
    }
  }

  private static func amounts(_ source: JSONValue, _ current: JSONValue, _ isAverage: Bool) -> String {
    let key = isAverage ? "averageValue" : "value"
    let value = current.has("current", key) ? current.quantity("current", key) : "<unknown>"
    return "\(value) / \(source.quantity("target", key))"
  }

  private static func resource(_ source: JSONValue, _ current: JSONValue) -> String {
    if source.has("target", "averageValue") { return ":\t" + amounts(source, current, true) }
    let used =
      current.has("current", "averageUtilization")
      ? "\(current.number("current", "averageUtilization"))% (\(current.quantity("current", "averageValue")))"
      : "<unknown>"
    let target =
      source.has("target", "averageUtilization") ? "\(source.number("target", "averageUtilization"))%" : "<auto>"
    return "  (as a percentage of request):\t\(used) / \(target)"
  }
}

import KubernetesModel

/// Turns objects from the version that is stored into another in which they are served, and back.
struct Conversion: Sendable {
  let toServed: @Sendable (JSONValue) -> JSONValue
  let toStored: @Sendable (JSONValue) -> JSONValue

  /// The conversions, by the version in which a resource is served. Resources of one version need none.
  static func of(_ definition: ResourceDefinition) -> Conversion? {
    switch (definition.groupVersion.apiVersion, definition.plural) {
    case ("events.k8s.io/v1", "events"): events
    case ("autoscaling/v1", "horizontalpodautoscalers"): autoscalers
    default: nil
    }
  }

  private static let events: Conversion = {
    let names = [
      ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
      ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
      ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ]
    @Sendable func renamed(_ value: JSONValue, _ pairs: [(String, String)], _ apiVersion: String) -> JSONValue {
      var result = value
      for (from, to) in pairs {
        result[from] = nil
        result[to] = value[from]
      }
      result["apiVersion"] = .string(apiVersion)
      return result
    }
    return Conversion(
      toServed: { renamed($0, names, "events.k8s.io/v1") },
      toStored: { renamed($0, names.map { ($1, $0) }, "v1") })
  }()

  private static let autoscalers = Conversion(toServed: AutoscalerConversion.toV1, toStored: AutoscalerConversion.toV2)
}

/// HorizontalPodAutoscalers of autoscaling/v1 know one metric: the CPU's average utilization.
private enum AutoscalerConversion {
  @Sendable static func toV1(_ value: JSONValue) -> JSONValue {
    var result = value
    result["apiVersion"] = "autoscaling/v1"
    result.update("spec") { spec in
      let utilization = value.list("spec", "metrics").first(where: isCPU)?
        .at("resource", "target", "averageUtilization")
      spec["metrics"] = nil
      spec["behavior"] = nil
      spec["targetCPUUtilizationPercentage"] = utilization
    }
    result.update("status") { status in
      let utilization = value.list("status", "currentMetrics").first(where: isCPU)?
        .at("resource", "current", "averageUtilization")
      status["currentMetrics"] = nil
      status["conditions"] = nil
      status["currentCPUUtilizationPercentage"] = utilization
      status.setDefault("currentReplicas", 0)
    }
    if let conditions = value.at("status", "conditions") {
      result.set(
        .string(JSONWriter.string(conditions)), at: "metadata", "annotations",
        "autoscaling.alpha.kubernetes.io/conditions")
    }
    return result
  }

  @Sendable static func toV2(_ value: JSONValue) -> JSONValue {
    var result = value
    result["apiVersion"] = "autoscaling/v2"
    result.set(nil, at: "metadata", "annotations", "autoscaling.alpha.kubernetes.io/conditions")
    result.updateIfPresent("spec") { spec in
      let utilization = spec["targetCPUUtilizationPercentage"]
      spec["targetCPUUtilizationPercentage"] = nil
      guard let utilization else { return }
      let target: JSONValue = ["type": "Utilization", "averageUtilization": utilization]
      spec["metrics"] = [["type": "Resource", "resource": ["name": "cpu", "target": target]]]
    }
    result.updateIfPresent("status") { $0["currentCPUUtilizationPercentage"] = nil }
    return result
  }

  private static func isCPU(_ metric: JSONValue) -> Bool {
    metric.text("type") == "Resource" && metric.text("resource", "name") == "cpu"
  }
}

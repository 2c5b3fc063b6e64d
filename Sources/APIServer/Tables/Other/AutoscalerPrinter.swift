import KubernetesModel

/// HorizontalPodAutoscalers, in the form of autoscaling/v2.
enum AutoscalerPrinter {
  static let printer = TablePrinter(
    """
    Name:string/name Reference:string Targets:string MinPods:string MaxPods:string Replicas:string Age:string
    """
  ) { object, now in
    let target = object.at("spec", "scaleTargetRef") ?? .null
    let minimum = object.at("spec", "minReplicas")?.intValue.map(String.init) ?? "<unset>"
    return [
      .string(object.name), .string(target.text("kind") + "/" + target.text("name")), .string(targets(object)),
      .string(minimum), .integer(object.integer("spec", "maxReplicas")),
      .integer(object.integer("status", "currentReplicas")), .string(object.age(now)),
    ]
  }

  private static func targets(_ object: JSONValue) -> String {
    let current = object.list("status", "currentMetrics")
    let specs = object.list("spec", "metrics")
    guard !specs.isEmpty else { return "<none>" }
    let texts = specs.enumerated().map { index, spec in
      target(spec, index < current.count ? current[index] : nil)
    }
    let list = texts.prefix(2).joined(separator: ", ")
    return texts.count > 2 ? list + " + \(texts.count - 2) more..." : list
  }

  private static func target(_ spec: JSONValue, _ current: JSONValue?) -> String {
    let kinds = [
      "Resource": "resource", "ContainerResource": "containerResource", "Pods": "pods", "Object": "object",
      "External": "external",
    ]
    guard let key = kinds[spec.text("type")] else { return "<unknown type>" }
    let wanted = spec.at(key, "target") ?? .null
    let now = current?.at(key, "current") ?? .null
    let prefix = key == "resource" || key == "containerResource" ? spec.text(key, "name") + ": " : ""
    if let utilization = wanted["averageUtilization"]?.intValue {
      let value = now["averageUtilization"]?.intValue.map { "\($0)%" } ?? "<unknown>"
      return "\(prefix)\(value)/\(utilization)%"
    }
    for field in ["averageValue", "value"] {
      guard let amount = wanted[field].flatMap({ Quantity($0) }) else { continue }
      let value = now[field].flatMap { Quantity($0) }?.description ?? "<unknown>"
      let suffix = field == "averageValue" && (key == "external" || key == "object") ? " (avg)" : ""
      return "\(prefix)\(value)/\(amount)\(suffix)"
    }
    return prefix + "<unknown>/<auto>"
  }
}

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
    }
    object.update("status") { status in
      status.setDefault("desiredReplicas", 0)
      status.setDefault("currentMetrics", .null)
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
    for key in ["kind", "name"] where spec.text("scaleTargetRef", key).isEmpty {
      errors.required("spec.scaleTargetRef." + key)
    }
  }
}

import KubernetesModel

/// ReplicaSets.
struct ReplicaSetStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefault("replicas", 1)
      spec.update("template", PodSpecDefaults.setTemplate)
    }
    object.update("status") { $0.setDefault("replicas", 0) }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["replicas": 0]
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    WorkloadValidation.checkCount(spec["replicas"], "spec.replicas", &errors)
    WorkloadValidation.checkCount(spec["minReadySeconds"], "spec.minReadySeconds", &errors)
    WorkloadValidation.checkSelectorIsGiven(spec, &errors)
    WorkloadValidation.checkTemplate(spec, "spec.template", restartPolicies: ["Always"], &errors)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    WorkloadValidation.checkSelectorIsKept(new, old, &errors)
  }

  var selectableFields: Set<String> { ["status.replicas"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    String(object.at("status", "replicas")?.intValue ?? 0)
  }
}

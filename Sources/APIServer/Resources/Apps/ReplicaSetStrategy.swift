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
    errors.checkNonnegative(spec["replicas"], "spec.replicas")
    errors.checkNonnegative(spec["minReadySeconds"], "spec.minReadySeconds")
    WorkloadValidation.checkSelectorIsGiven(spec, of: "deployment", &errors)
    WorkloadValidation.checkTemplate(spec, of: "ReplicaSet", whenUnreadable: "invalid label selector", &errors)
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    WorkloadValidation.warnings(object, old: old)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    WorkloadValidation.checkSelectorIsKept(new, old, &errors)
  }

  var selectableFields: Set<String> { ["status.replicas"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    String(object.at("status", "replicas")?.intValue ?? 0)
  }
}

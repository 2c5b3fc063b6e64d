import KubernetesModel

/// ReplicationControllers: the selector and the labels follow the template's.
struct ReplicationControllerStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }
  var orphansDependents: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    let labels = object.at("spec", "template", "metadata", "labels")
    if let labels, !labels.isEmptyContainer {
      object.update("spec") { if $0["selector"]?.isEmptyContainer ?? true { $0["selector"] = labels } }
      object.update("metadata") { if $0["labels"]?.isEmptyContainer ?? true { $0["labels"] = labels } }
    }
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
    WorkloadValidation.checkCount(spec["minReadySeconds"], "spec.minReadySeconds", &errors)
    let selector = spec["selector"]?.objectValue ?? JSONObject()
    if selector.isEmpty { errors.required("spec.selector") }
    WorkloadValidation.checkCount(spec["replicas"], "spec.replicas", &errors)
    let template = spec["template"] ?? .null
    let labels = template.at("metadata", "labels")
    if !selector.allSatisfy({ labels?[$0.key] == $0.value }) {
      errors.invalid(
        "spec.template.metadata.labels", labels ?? .object(JSONObject()), "`selector` does not match template `labels`")
    }
    WorkloadValidation.checkPodSpec(
      template["spec"] ?? .null, "spec.template.spec", restartPolicies: ["Always"], &errors)
  }

  var selectableFields: Set<String> { ["status.replicas"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    String(object.at("status", "replicas")?.intValue ?? 0)
  }
}

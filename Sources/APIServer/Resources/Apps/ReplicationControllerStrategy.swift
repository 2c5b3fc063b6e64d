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
      spec.updateIfPresent("template", PodSpecDefaults.setTemplate)
    }
    object.update("status") { $0.setDefault("replicas", 0) }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["replicas": 0]
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    errors.checkNonnegative(spec["minReadySeconds"], "spec.minReadySeconds")
    let selector = spec["selector"]?.objectValue ?? JSONObject()
    if selector.isEmpty { errors.required("spec.selector") }
    errors.checkNonnegative(spec["replicas"], "spec.replicas")
    guard let template = spec["template"], !template.isNull else { return errors.required("spec.template") }
    WorkloadValidation.checkLabels(
      template.at("metadata", "labels"), LabelSelector(object.strings(spec["selector"])), &errors)
    PodTemplateValidation.check(template, "spec.template", &errors)
    WorkloadValidation.checkPermanence(spec, of: "ReplicationController", &errors)
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    WorkloadValidation.warnings(object, old: old)
  }

  var selectableFields: Set<String> { ["status.replicas"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    String(object.at("status", "replicas")?.intValue ?? 0)
  }
}

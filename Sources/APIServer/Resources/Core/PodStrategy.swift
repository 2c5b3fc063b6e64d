import KubernetesModel

/// Pods.
struct PodStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }
  var returnsDeletedObject: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      PodSpecDefaults.setRequests(&spec)
      spec.setDefault("enableServiceLinks", true)
      PodSpecDefaults.set(&spec)
    }
    object.setDefault("status", .object(JSONObject()))
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["phase": "Pending", "qosClass": .string(QualityOfService.of(object["spec"] ?? .null))]
    guard object.at("spec", "schedulingGates")?.arrayValue?.isEmpty == false else { return }
    let gated: JSONValue = [
      "type": "PodScheduled", "status": "False", "reason": "SchedulingGated",
      "message": "Scheduling is blocked due to non-empty scheduling gates", "lastProbeTime": .null,
      "lastTransitionTime": .null,
    ]
    object.set([gated], at: "status", "conditions")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    PodTemplateValidation.checkAnnotations(object, "metadata.annotations", &errors)
    let spec = object["spec"] ?? .null
    PodSpecValidation.check(spec, "spec", pod: object, &errors)
    for list in ["containers", "initContainers"] {
      for (index, container) in spec.list(list).enumerated() {
        ContainerValidation.checkImage(container, "spec.\(list)[\(index)]", &errors)
      }
    }
  }

  func validateCreate(_ object: JSONValue, _ errors: inout FieldErrors) {
    if !object.list("spec", "ephemeralContainers").isEmpty {
      errors.forbidden("spec.ephemeralContainers", "cannot be set on create")
    }
    if !object.text("spec", "nodeName").isEmpty, !object.list("spec", "schedulingGates").isEmpty {
      errors.forbidden("spec.nodeName", "cannot be set until all schedulingGates have been cleared")
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    // Pods change often, and hardly by a person's hand.
    old == nil ? NameWarnings.ofPod(object.name) + PodWarnings(object, "").all : []
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    PodUpdateValidation.check(new, old: old, &errors)
  }

  static let fields: [String: [String]] = [
    "spec.nodeName": ["spec", "nodeName"],
    "spec.restartPolicy": ["spec", "restartPolicy"],
    "spec.schedulerName": ["spec", "schedulerName"],
    "spec.serviceAccountName": ["spec", "serviceAccountName"],
    "spec.hostNetwork": ["spec", "hostNetwork"],
    "status.phase": ["status", "phase"],
    "status.podIP": ["status", "podIP"],
    "status.podIPs": ["status", "podIP"],
    "status.nominatedNodeName": ["status", "nominatedNodeName"],
  ]
  var selectableFields: Set<String> { Set(Self.fields.keys) }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    if field == "spec.hostNetwork" { return object.at("spec", "hostNetwork")?.boolValue == true ? "true" : "false" }
    return Self.fields[field].flatMap { object.at($0[...])?.stringValue }
  }
}

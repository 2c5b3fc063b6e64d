import KubernetesModel

/// StatefulSets.
struct StatefulSetStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("podManagementPolicy", "OrderedReady")
      spec.update("updateStrategy") { strategy in
        strategy.setDefaultText("type", "RollingUpdate")
        guard strategy["type"]?.stringValue == "RollingUpdate" else { return }
        strategy.update("rollingUpdate") { $0.setDefault("partition", 0) }
      }
      spec.update("persistentVolumeClaimRetentionPolicy") { policy in
        policy.setDefaultText("whenDeleted", "Retain")
        policy.setDefaultText("whenScaled", "Retain")
      }
      spec.setDefault("replicas", 1)
      spec.setDefault("revisionHistoryLimit", 10)
      spec.update("template", PodSpecDefaults.setTemplate)
      spec.updateEach("volumeClaimTemplates") { claim in
        claim["kind"] = "PersistentVolumeClaim"
        claim["apiVersion"] = "v1"
        claim.update("spec") { $0.setDefaultText("volumeMode", "Filesystem") }
        claim.update("status") { $0.setDefaultText("phase", "Pending") }
      }
    }
    object.update("status") { status in
      status.setDefault("replicas", 0)
      status.setDefault("availableReplicas", 0)
    }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["replicas": 0, "availableReplicas": 0]
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    PodSpecValidation.checkChoice(spec, "podManagementPolicy", "spec", ["OrderedReady", "Parallel"], &errors)
    let strategies = ["RollingUpdate", "OnDelete"]
    let type = spec.at("updateStrategy", "type")?.stringValue ?? ""
    if !strategies.contains(type) {
      errors.invalid("spec.updateStrategy", spec["updateStrategy"] ?? .null, "must be 'RollingUpdate' or 'OnDelete'")
    }
    WorkloadValidation.checkCount(spec["replicas"], "spec.replicas", &errors)
    WorkloadValidation.checkCount(spec["minReadySeconds"], "spec.minReadySeconds", &errors)
    if let selector = spec["selector"], !selector.isNull {
      WorkloadValidation.checkSelector(selector, "spec.selector", &errors)
      if WorkloadValidation.isEmpty(selector) {
        errors.invalid("spec.selector", selector, "empty selector is invalid for statefulset")
      }
    } else {
      errors.required("spec.selector")
    }
    // The pods' specification is left to the pods: its mounts name volumes that only the controller adds.
    WorkloadValidation.checkTemplateMetadata(spec, "spec.template", &errors)
    let template = spec.at("template", "spec") ?? .null
    if template["restartPolicy"]?.stringValue != "Always" {
      errors.notSupported("spec.template.spec.restartPolicy", template["restartPolicy"] ?? "", ["Always"])
    }
    if let deadline = template["activeDeadlineSeconds"], !deadline.isNull {
      errors.invalid("spec.template.spec.activeDeadlineSeconds", deadline, "must not be specified")
    }
  }

  private static let changeable = [
    "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
  ]

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    var spec = new["spec"] ?? .null
    for key in Self.changeable { spec[key] = old.at("spec", key) }
    if spec != old["spec"] {
      errors.forbidden(
        "spec",
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
          + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")
    }
  }
}

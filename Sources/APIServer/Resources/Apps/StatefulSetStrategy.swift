import KubernetesModel

/// StatefulSets.
struct StatefulSetStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }
  var nameRule: NameRule { .label }

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
    let management = spec.text("podManagementPolicy")
    if !["OrderedReady", "Parallel"].contains(management) {
      errors.invalid("spec.podManagementPolicy", management, "must be 'OrderedReady' or 'Parallel'")
    }
    checkUpdateStrategy(spec["updateStrategy"] ?? .null, &errors)
    for key in ["whenDeleted", "whenScaled"] {
      errors.checkChoice(
        spec.at("persistentVolumeClaimRetentionPolicy", key), "spec.persistentVolumeClaimRetentionPolicy.\(key)",
        ["Retain", "Delete"], missing: .isNotSupported)
    }
    errors.checkNonnegative(spec["replicas"], "spec.replicas")
    errors.checkNonnegative(spec["minReadySeconds"], "spec.minReadySeconds")
    errors.checkNonnegative(spec.at("ordinals", "start"), "spec.ordinals.start")
    WorkloadValidation.checkSelectorIsGiven(spec, of: "statefulset", &errors)
    // The pods' specification is left to the pods: its mounts name volumes that only the controller adds.
    if WorkloadValidation.checkLabels(spec, whenUnreadable: "", &errors) {
      PodTemplateValidation.checkMetadata(spec["template"] ?? .null, "spec.template", &errors)
    }
    WorkloadValidation.checkPermanence(spec, of: "StatefulSet", &errors)
  }

  private func checkUpdateStrategy(_ strategy: JSONValue, _ errors: inout FieldErrors) {
    let rolling = strategy["rollingUpdate"] ?? .null
    let path = "spec.updateStrategy.rollingUpdate"
    switch strategy.text("type") {
    case "OnDelete":
      if !rolling.isNull {
        errors.invalid(
          path, rolling, as: "RollingUpdateStatefulSet", "only allowed for updateStrategy 'RollingUpdate'")
      }
    case "RollingUpdate":
      errors.checkNonnegative(rolling["partition"], path + ".partition")
      guard let most = rolling["maxUnavailable"], !most.isNull else { return }
      errors.checkCountOrPercent(most, path + ".maxUnavailable")
      if Percentage.isZero(most) { errors.invalid(path + ".maxUnavailable", most, "cannot be 0") }
      errors.checkAtMostAll(most, path + ".maxUnavailable")
    default:
      errors.invalid(
        "spec.updateStrategy", strategy, as: "StatefulSetUpdateStrategy", "must be 'RollingUpdate' or 'OnDelete'")
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    if let old, old["spec"] == object["spec"] { return [] }
    var warnings = WorkloadValidation.warnings(object, old: old, warnsOfName: false)
    for (index, claim) in object.list("spec", "volumeClaimTemplates").enumerated() {
      warnings += StorageWarnings.ofClaim(claim["spec"] ?? .null, "spec.volumeClaimTemplates[\(index)].spec")
    }
    if object.integer("spec", "revisionHistoryLimit") < 0 {
      warnings.append(
        "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended")
    }
    return warnings
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

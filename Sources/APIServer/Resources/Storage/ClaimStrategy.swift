import KubernetesModel

/// Persistent volume claims.
struct ClaimStrategy: ResourceStrategy {
  var returnsDeletedObject: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("volumeMode", "Filesystem")
      spec.setDefault("resources", .object(JSONObject()))
    }
    object.update("status") { $0.setDefaultText("phase", "Pending") }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["phase": "Pending"]
    StorageProtection.add("kubernetes.io/pvc-protection", &object)
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    ClaimValidation.check(object["spec"] ?? .null, "spec", &errors)
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    StorageWarnings.ofAnnotations(object) + StorageWarnings.ofClaim(object["spec"] ?? .null, "spec")
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    var before = old["spec"] ?? .null
    var after = new["spec"] ?? .null
    // The binder sets the volume once.
    if before.text("volumeName").isEmpty { before["volumeName"] = after["volumeName"] }
    let requested = Quantity(after.at("resources", "requests", "storage"))
    let present = Quantity(before.at("resources", "requests", "storage"))
    for key in ["resources", "volumeAttributesClassName"] { after[key] = before[key] }
    if before != after {
      errors.forbidden(
        "spec",
        "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n"
          + UnifiedDiff.text(
            InternalTypes.lines(before, "PersistentVolumeClaimSpec"),
            InternalTypes.lines(after, "PersistentVolumeClaimSpec")))
    }
    if let requested, let present, requested < present {
      errors.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity")
    }
  }
}

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
    let spec = object["spec"] ?? .null
    StorageValidation.checkModes(spec, "at least 1 access mode is required", &errors)
    let request = spec.at("resources", "requests", "storage")
    if let quantity = request.flatMap({ Quantity($0) }) {
      if quantity <= .zero {
        errors.invalid("spec.resources[storage]", quantity.description, "must be greater than zero")
      }
    } else {
      errors.required("spec.resources[storage]")
    }
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

/// Persistent volumes.
struct VolumeStrategy: ResourceStrategy {
  var returnsDeletedObject: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("persistentVolumeReclaimPolicy", "Retain")
      spec.setDefaultText("volumeMode", "Filesystem")
      spec.updateIfPresent("hostPath") { $0.setDefault("type", "") }
    }
    object.update("status") { $0.setDefaultText("phase", "Pending") }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["phase": "Pending"]
    StorageProtection.add("kubernetes.io/pv-protection", &object)
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    StorageValidation.checkModes(spec, "", &errors)
    if spec.at("capacity", "storage") == nil { errors.required("spec.capacity") }
    let fields = [
      "accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy",
      "storageClassName", "volumeAttributesClassName", "volumeMode",
    ]
    let sources = (spec.objectValue?.keys ?? []).filter { !fields.contains($0) }
    if sources.isEmpty { errors.required("spec", "must specify a volume type") }
    for source in sources.dropFirst() { errors.forbidden("spec." + source, "may not specify more than 1 volume type") }
  }
}

enum StorageProtection {
  static func add(_ finalizer: String, _ object: inout JSONValue) {
    guard !object.finalizers.contains(finalizer) else { return }
    object.set(.array((object.finalizers + [finalizer]).map(JSONValue.string)), at: "metadata", "finalizers")
  }
}

enum StorageValidation {
  static func checkModes(_ spec: JSONValue, _ why: String, _ errors: inout FieldErrors) {
    let supported = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
    let modes = spec.list("accessModes")
    if modes.isEmpty { errors.required("spec.accessModes", why) }
    for mode in modes where !supported.contains(mode.stringValue ?? "") {
      errors.notSupported("spec.accessModes", mode, supported)
    }
  }
}

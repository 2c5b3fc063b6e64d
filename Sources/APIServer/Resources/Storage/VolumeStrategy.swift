import KubernetesModel

/// Persistent volumes.
struct VolumeStrategy: ResourceStrategy {
  var returnsDeletedObject: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("persistentVolumeReclaimPolicy", "Retain")
      spec.setDefaultText("volumeMode", "Filesystem")
      spec.updateIfPresent("hostPath") { $0.setDefault("type", "") }
      spec.updateIfPresent("iscsi") { $0.setDefaultText("iscsiInterface", "default") }
    }
    object.update("status") { $0.setDefaultText("phase", "Pending") }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["phase": "Pending"]
    StorageProtection.add("kubernetes.io/pv-protection", &object)
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    StorageValidation.checkModes(spec, "spec", "", &errors)
    checkCapacity(spec, &errors)
    let policies = ["Delete", "Recycle", "Retain"]
    errors.checkChoice(
      spec["persistentVolumeReclaimPolicy"], "spec.persistentVolumeReclaimPolicy", policies, missing: .isAllowed)
    let affinity = spec["nodeAffinity"] ?? .null
    if let selector = affinity["required"] {
      SchedulingValidation.checkNodeSelector(selector, "spec.nodeAffinity.required", &errors)
    } else if !affinity.isNull {
      errors.required("spec.nodeAffinity.required", "must specify required node constraints")
    }
    checkSource(spec, &errors)
    if spec.text("hostPath", "path").trimmingSlashes == "/", spec.text("persistentVolumeReclaimPolicy") == "Recycle" {
      errors.forbidden(
        "spec.persistentVolumeReclaimPolicy", "may not be 'recycle' for a hostPath mount of '/'")
    }
    errors.checkName(spec["storageClassName"], "spec.storageClassName", .subdomain)
    errors.checkChoice(spec["volumeMode"], "spec.volumeMode", ["Block", "Filesystem"], missing: .isAllowed)
  }

  private func checkCapacity(_ spec: JSONValue, _ errors: inout FieldErrors) {
    let capacity = spec["capacity"]?.objectValue ?? JSONObject()
    if capacity.isEmpty { errors.required("spec.capacity") }
    if capacity["storage"] == nil || capacity.count > 1 {
      errors.notSupported("spec.capacity", spec["capacity"] ?? .null, ["storage"])
    }
    for (name, amount) in capacity {
      guard let amount = Quantity(amount), amount <= .zero else { continue }
      if amount < .zero {
        errors.invalid("spec.capacity[\(name)]", .integer(amount.value), "must be a valid resource quantity")
      }
      errors.invalid("spec.capacity[\(name)]", amount.description, "must be greater than zero")
    }
  }

  private func checkSource(_ spec: JSONValue, _ errors: inout FieldErrors) {
    guard let kind = VolumeSources.checkOne(of: VolumeSources.ofPersistentVolumes, spec, "spec", &errors) else {
      return
    }
    let source = spec[kind] ?? .null
    if kind == "csi" {
      VolumeSources.checkDriver(source.text("driver"), "spec.csi.driver", &errors)
      if source.text("volumeHandle").isEmpty { errors.required("spec.csi.volumeHandle") }
    } else {
      VolumeSources.check(kind, source, "spec", &errors)
    }
    if kind == "local", spec["nodeAffinity"] == nil {
      errors.required("spec.nodeAffinity", "Local volume requires node affinity")
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let (before, after) = (old["spec"] ?? .null, new["spec"] ?? .null)
    var sources = [before, after]
    // A secret for growing a volume may come later.
    if before.at("csi", "controllerExpandSecretRef") == nil {
      sources[1].updateIfPresent("csi") { $0["controllerExpandSecretRef"] = nil }
    }
    let lines = sources.map { InternalTypes.lines($0, "PersistentVolumeSource") }
    if lines[0] != lines[1] {
      errors.forbidden(
        "spec.persistentvolumesource",
        "spec.persistentvolumesource is immutable after creation\n" + UnifiedDiff.text(lines[0], lines[1]))
    }
    if after["volumeMode"] != before["volumeMode"] {
      errors.invalid("volumeMode", after["volumeMode"] ?? .null, "field is immutable")
    }
    if before["nodeAffinity"] != nil, after["nodeAffinity"] != before["nodeAffinity"] {
      errors.invalid(
        "nodeAffinity", after["nodeAffinity"] ?? .null,
        "field is immutable, except for updating from beta label to GA")
    }
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    let spec = object["spec"] ?? .null
    var warnings = StorageWarnings.ofAnnotations(object)
    for (index, term) in spec.list("nodeAffinity", "required", "nodeSelectorTerms").enumerated() {
      warnings += NodeLabels.warnings(ofTerm: term, "spec.nodeAffinity.required.nodeSelectorTerms[\(index)]")
    }
    if spec.text("persistentVolumeReclaimPolicy") == "Recycle" {
      warnings.append(
        "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach "
          + "is to use dynamic provisioning.")
    }
    return warnings
      + PodWarnings.volumeNotes.filter { spec[$0.source] != nil }.map { "spec.\($0.shown): \($0.text)" }
  }
}

/// Keeps a volume or a claim that is in use.
enum StorageProtection {
  static func add(_ finalizer: String, _ object: inout JSONValue) {
    guard !object.finalizers.contains(finalizer) else { return }
    object.set(.array((object.finalizers + [finalizer]).map(JSONValue.string)), at: "metadata", "finalizers")
  }
}

extension String {
  /// `///` is `/`.
  fileprivate var trimmingSlashes: String { !isEmpty && allSatisfy { $0 == "/" } ? "/" : self }
}

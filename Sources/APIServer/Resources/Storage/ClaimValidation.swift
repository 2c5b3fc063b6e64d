import KubernetesModel

/// `ValidatePersistentVolumeClaimSpec`: claims, and the templates of claims that pods have.
enum ClaimValidation {
  static func check(_ spec: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if spec.list("accessModes").isEmpty {
      errors.required(field + ".accessModes", "at least 1 access mode is required")
    }
    if let selector = spec["selector"] { SelectorValidation.check(selector, field + ".selector", &errors) }
    StorageValidation.checkModes(spec, field, nil, &errors)
    if let amount = Quantity(spec.at("resources", "requests", "storage")) {
      if amount <= .zero {
        errors.invalid(field + ".resources[storage]", amount.description, "must be greater than zero")
      }
    } else {
      errors.required(field + ".resources[storage]")
    }
    errors.checkName(spec["storageClassName"], field + ".storageClassName", .subdomain)
    errors.checkChoice(spec["volumeMode"], field + ".volumeMode", ["Block", "Filesystem"], missing: .isAllowed)
    for key in ["dataSource", "dataSourceRef"] {
      if let source = spec[key], !source.isNull { checkSource(source, "\(field).\(key)", &errors) }
    }
    errors.checkName(spec["volumeAttributesClassName"], field + ".volumeAttributesClassName", .subdomain)
  }

  private static func checkSource(_ source: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    for key in ["name", "kind"] where source.text(key).isEmpty { errors.required("\(field).\(key)") }
    let (group, kind) = (source.text("apiGroup"), source.text("kind"))
    if group.isEmpty, kind != "PersistentVolumeClaim" {
      errors.invalid(field, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup")
    }
    errors.checkName(source["apiGroup"], field + ".apiGroup", .subdomain)
  }
}

enum StorageValidation {
  /// `why` there must be a mode; nil where that was checked.
  static func checkModes(_ spec: JSONValue, _ field: String, _ why: String?, _ errors: inout FieldErrors) {
    let supported = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
    let modes = spec.list("accessModes")
    if let why, modes.isEmpty { errors.required(field + ".accessModes", why) }
    for mode in modes where !supported.contains(mode.stringValue ?? "") {
      errors.notSupported(field + ".accessModes", mode, supported)
    }
    let known = modes.compactMap(\.stringValue).filter(supported.contains)
    if known.contains("ReadWriteOncePod"), known.contains(where: { $0 != "ReadWriteOncePod" }) {
      errors.forbidden(field + ".accessModes", "may not use ReadWriteOncePod with other access modes")
    }
  }
}

/// What a client is warned of that writes claims and volumes.
enum StorageWarnings {
  static func ofAnnotations(_ object: JSONValue) -> [String] {
    let notes = [
      ("volume.beta.kubernetes.io/storage-class", "v1.8; use \"storageClassName\""),
      ("volume.beta.kubernetes.io/mount-options", "v1.31; use \"mountOptions\""),
    ]
    return notes.filter { object.annotations[$0.0] != nil }
      .map { "metadata.annotations[\($0.0)]: deprecated since \($0.1) attribute instead" }
  }

  static func ofClaim(_ spec: JSONValue, _ field: String) -> [String] {
    guard let amount = Quantity(spec.at("resources", "requests", "storage")), amount.milliValue % 1000 != 0 else {
      return []
    }
    return [
      "\(field).resources.requests[storage]: fractional byte value \"\(amount)\" is invalid, must be an integer"
    ]
  }
}

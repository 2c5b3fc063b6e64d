import KubernetesModel

/// `ValidateVolumes`.
enum VolumeValidation {
  /// Checks volumes and returns those that mounts may name. `podName` is empty in templates.
  static func check(
    _ volumes: [JSONValue], _ field: String, podName: String, _ errors: inout FieldErrors
  ) -> [String: JSONValue] {
    var known: [String: JSONValue] = [:]
    let claims = Set(volumes.filter { $0["ephemeral"] != nil }.map { podName + "-" + $0.text("name") })
    for (index, volume) in volumes.enumerated() {
      let path = "\(field)[\(index)]"
      let name = volume.text("name")
      var found = FieldErrors()
      checkSource(volume, path, podName: podName, &found)
      found.checkRequiredName(volume["name"], path + ".name", .label)
      if known[name] != nil { found.duplicate(path + ".name", .string(name)) }
      if found.isEmpty { known[name] = volume }
      errors.append(found)
      let claim = volume.text("persistentVolumeClaim", "claimName")
      if !podName.isEmpty, claims.contains(claim) {
        errors.invalid(
          path + ".persistentVolumeClaim.claimName", claim,
          "must not reference a PVC that gets created for an ephemeral volume")
      }
    }
    return known
  }

  private static func checkSource(
    _ volume: JSONValue, _ path: String, podName: String, _ errors: inout FieldErrors
  ) {
    guard let first = VolumeSources.checkOne(of: VolumeSources.ofPods, volume, path, &errors) else { return }
    let source = volume[first] ?? .null
    switch first {
    case "emptyDir":
      if let limit = Quantity(source["sizeLimit"]), limit < .zero {
        errors.forbidden(path + ".emptyDir.sizeLimit", "SizeLimit field must be a valid resource quantity")
      }
    case "secret", "configMap":
      let key = first == "secret" ? "secretName" : "name"
      if source.text(key).isEmpty { errors.required("\(path).\(first).\(key)") }
      ProjectionValidation.checkMode(source["defaultMode"], "\(path).\(first).defaultMode", &errors)
      ProjectionValidation.checkItems(source, "\(path).\(first)", &errors)
    case "downwardAPI":
      ProjectionValidation.checkMode(source["defaultMode"], path + ".downwardAPI.defaultMode", &errors)
      for file in source.list("items") { ProjectionValidation.checkFile(file, path + ".downwardAPI", &errors) }
    case "projected":
      ProjectionValidation.checkMode(source["defaultMode"], path + ".projected.defaultMode", &errors)
      ProjectionValidation.checkSources(source.list("sources"), path + ".projected", &errors)
    case "ephemeral": checkEphemeral(source, volume.text("name"), path, podName: podName, &errors)
    case "csi":
      VolumeSources.checkDriver(source.text("driver"), path + ".csi.driver", &errors)
      if let reference = source["nodePublishSecretRef"], !reference.isNull {
        errors.checkRequiredName(reference["name"], path + ".csi.nodePublishSecretRef.name", .subdomain)
      }
    default: VolumeSources.check(first, source, path, &errors)
    }
  }

  private static func checkEphemeral(
    _ source: JSONValue, _ name: String, _ path: String, podName: String, _ errors: inout FieldErrors
  ) {
    if let template = source["volumeClaimTemplate"], !template.isNull {
      validateLabels(
        template.at("metadata", "labels"), path + ".ephemeral.volumeClaimTemplate.metadata.labels", &errors)
      ClaimValidation.check(template["spec"] ?? .null, path + ".ephemeral.volumeClaimTemplate.spec", &errors)
    } else {
      errors.required(path + ".ephemeral.volumeClaimTemplate")
    }
    guard !podName.isEmpty, !name.isEmpty else { return }
    let claim = podName + "-" + name
    for problem in NameRules.subdomain(claim) {
      errors.invalid(path + ".name", name, "PVC name \"\(claim)\": \(problem)")
    }
  }
}

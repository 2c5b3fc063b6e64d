import KubernetesModel

/// `ValidateVolumes`.
enum VolumeValidation {
  /// Checks volumes and returns the names that mounts may use.
  static func check(_ volumes: [JSONValue], _ field: String, _ errors: inout FieldErrors) -> Set<String> {
    var names: Set<String> = []
    for (index, volume) in volumes.enumerated() {
      let path = "\(field)[\(index)]"
      checkSource(volume, path, &errors)
      let name = volume["name"]?.stringValue ?? ""
      if name.isEmpty {
        errors.required(path + ".name")
        continue
      }
      for problem in Names.label(name) { errors.invalid(path + ".name", name, problem) }
      if !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
    }
    return names
  }

  private static func checkSource(_ volume: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    let sources = (volume.objectValue?.keys ?? []).filter { $0 != "name" }
    for source in sources.dropFirst() {
      errors.forbidden(path + "." + source, "may not specify more than 1 volume type")
    }
    let required: [(source: String, key: String)] = [
      ("secret", "secretName"), ("configMap", "name"), ("hostPath", "path"), ("persistentVolumeClaim", "claimName"),
      ("nfs", "server"), ("csi", "driver"),
    ]
    for (source, key) in required where source == sources.first {
      if (volume.at(source, key)?.stringValue ?? "").isEmpty { errors.required("\(path).\(source).\(key)") }
    }
    for source in ["secret", "configMap"] where source == sources.first {
      checkItems(volume.at(source, "items")?.arrayValue ?? [], "\(path).\(source).items", &errors)
    }
  }

  private static func checkItems(_ items: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, item) in items.enumerated() {
      if (item["key"]?.stringValue ?? "").isEmpty { errors.required("\(field)[\(index)].key") }
      let target = item["path"]?.stringValue ?? ""
      if target.isEmpty {
        errors.required("\(field)[\(index)].path")
      } else if target.hasPrefix("/") {
        errors.invalid("\(field)[\(index)].path", target, "must be a relative path")
      } else if target.split(separator: "/").contains("..") {
        errors.invalid("\(field)[\(index)].path", target, "must not contain '..'")
      }
    }
  }
}

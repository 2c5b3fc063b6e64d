import KubernetesModel

/// What a container's environment is made of.
enum EnvironmentValidation {
  private static let fields = [
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP",
    "status.hostIPs", "status.podIP", "status.podIPs",
  ]

  static func check(_ variables: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, variable) in variables.enumerated() {
      let path = "\(field)[\(index)]"
      let name = variable.text("name")
      if name.isEmpty { errors.required(path + ".name") }
      errors.invalid(path + ".name", name, all: Names.environmentVariable(name))
      guard let source = variable["valueFrom"], !source.isNull else { continue }
      checkSource(source, path + ".valueFrom", hasValue: !variable.text("value").isEmpty, &errors)
    }
  }

  private static func checkSource(
    _ source: JSONValue, _ path: String, hasValue: Bool, _ errors: inout FieldErrors
  ) {
    if let reference = source["fieldRef"] { DownwardFields.check(reference, path + ".fieldRef", fields, &errors) }
    if let reference = source["resourceFieldRef"] {
      DownwardFields.checkResource(reference, path + ".resourceFieldRef", ofVolume: false, &errors)
    }
    for kind in ["configMapKeyRef", "secretKeyRef"] {
      guard let reference = source[kind] else { continue }
      let (name, key) = (reference.text("name"), reference.text("key"))
      errors.invalid("\(path).\(kind).name", name, all: NameRules.subdomain(name))
      if key.isEmpty {
        errors.required("\(path).\(kind).key")
      } else {
        errors.invalid("\(path).\(kind).key", key, all: Names.configKey(key))
      }
    }
    let kinds = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"]
    let count = kinds.count { source[$0] != nil }
    if count == 0 {
      let list = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
      errors.invalid(path, "", "must specify one of: \(list)")
    } else if hasValue {
      errors.invalid(path, "", "may not be specified when `value` is not empty")
    } else if count > 1 {
      errors.invalid(path, "", "may not have more than one field specified at a time")
    }
  }

  /// All of a ConfigMap or a Secret. How many there are is reported for the whole list.
  static func checkSources(_ sources: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    for (index, source) in sources.enumerated() {
      let path = "\(field)[\(index)]"
      let prefix = source.text("prefix")
      errors.invalid(path + ".prefix", prefix, all: Names.environmentVariable(prefix))
      let given = ["configMapRef", "secretRef"].filter { source[$0] != nil }
      for kind in given { errors.checkRequiredName(source.at(kind, "name"), "\(path).\(kind).name", .subdomain) }
      if given.isEmpty {
        errors.invalid(field, "", "must specify one of: `configMapRef` or `secretRef`")
      } else if given.count > 1 {
        errors.invalid(field, "", "may not have more than one field specified at a time")
      }
    }
  }
}

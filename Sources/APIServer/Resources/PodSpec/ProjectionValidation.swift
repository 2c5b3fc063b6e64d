import KubernetesModel

/// Files that volumes are made of: keys of ConfigMaps and Secrets, fields of the pod, tokens.
enum ProjectionValidation {
  static func checkMode(_ mode: JSONValue?, _ field: String, _ errors: inout FieldErrors) {
    guard let number = mode?.intValue, !(0...0o777).contains(number) else { return }
    errors.invalid(field, .integer(number), "must be a number between 0 and 0777 (octal), both inclusive")
  }

  /// `items` of ConfigMaps and Secrets.
  static func checkItems(_ source: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    for (index, item) in source.list("items").enumerated() {
      let path = "\(field).items[\(index)]"
      for key in ["key", "path"] where item.text(key).isEmpty { errors.required("\(path).\(key)") }
      PathRules.checkNotReserved(item.text("path"), path + ".path", &errors)
      checkMode(item["mode"], path + ".mode", &errors)
    }
  }

  private static let fieldsOfFiles = [
    "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
  ]

  /// A file that shows a field of the pod. Its place in the list is not told.
  static func checkFile(_ file: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    if file.text("path").isEmpty { errors.required(field + ".path") }
    PathRules.checkNotReserved(file.text("path"), field + ".path", &errors)
    let ofResources = file["resourceFieldRef"]
    if let reference = file["fieldRef"] {
      DownwardFields.check(reference, field + ".fieldRef", fieldsOfFiles, &errors)
      if ofResources != nil {
        errors.invalid(field, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously")
      }
    } else if let ofResources {
      DownwardFields.checkResource(ofResources, field + ".resourceFieldRef", ofVolume: true, &errors)
    } else {
      errors.required(field, "one of fieldRef and resourceFieldRef is required")
    }
    checkMode(file["mode"], field + ".mode", &errors)
  }

  /// What is put together in a projected volume.
  static func checkSources(_ sources: [JSONValue], _ field: String, _ errors: inout FieldErrors) {
    var paths: Set<String> = []
    func take(_ path: String, _ owner: String, _ errors: inout FieldErrors) {
      if !path.isEmpty, !paths.insert(path).inserted { errors.invalid(field, owner, "conflicting duplicate paths") }
    }
    for (index, source) in sources.enumerated() {
      let path = "\(field).sources[\(index)]"
      for kind in ["secret", "configMap"] {
        guard let inner = source[kind] else { continue }
        if inner.text("name").isEmpty { errors.required("\(path).\(kind).name") }
        checkItems(inner, "\(path).\(kind)", &errors)
        for item in inner.list("items") { take(item.text("path"), inner.text("name"), &errors) }
      }
      for file in source.list("downwardAPI", "items") {
        checkFile(file, path + ".downwardAPI", &errors)
        take(file.text("path"), file.text("path"), &errors)
      }
      if let token = source["serviceAccountToken"] { checkToken(token, field, path, &errors) }
      let kinds = ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"]
      if kinds.count(where: { source[$0] != nil }) > 1 {
        errors.forbidden(path, "may not specify more than 1 volume type per source")
      }
    }
  }

  private static func checkToken(
    _ token: JSONValue, _ field: String, _ path: String, _ errors: inout FieldErrors
  ) {
    let seconds = token.integer("expirationSeconds")
    let place = path + ".serviceAccountToken.expirationSeconds"
    if seconds < 600 { errors.invalid(place, .integer(seconds), "may not specify a duration less than 10 minutes") }
    if seconds > 1 << 32 {
      errors.invalid(place, .integer(seconds), "may not specify a duration larger than 2^32 seconds")
    }
    // The path is reported as the volume's.
    if token.text("path").isEmpty {
      errors.required(field + ".path")
    } else {
      PathRules.checkNotReserved(token.text("path"), field + ".path", &errors)
    }
  }
}

/// Fields of a pod that it may see itself.
enum DownwardFields {
  /// Fields that have a name, whether or not they may be seen everywhere.
  private static let convertible: Set<String> = [
    "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
    "spec.restartPolicy", "spec.serviceAccountName", "spec.schedulerName", "status.phase", "status.hostIP",
    "status.hostIPs", "status.podIP", "status.podIPs", "spec.host",
  ]

  static func check(_ reference: JSONValue, _ field: String, _ known: [String], _ errors: inout FieldErrors) {
    for key in ["apiVersion", "fieldPath"] where reference.text(key).isEmpty {
      return errors.required("\(field).\(key)")
    }
    let path = reference.text("fieldPath")
    if let (name, key) = subscripted(path) {
      switch name {
      case "metadata.annotations": errors.checkQualifiedName(key.lowercased(), field)
      case "metadata.labels": errors.checkQualifiedName(key, field)
      default:
        errors.invalid(
          field + ".fieldPath", path, "error converting fieldPath: field label does not support subscript: \(path)")
      }
    } else if !convertible.contains(path) {
      errors.invalid(
        field + ".fieldPath", path, "error converting fieldPath: field label not supported: \(path)")
    } else if !known.contains(path) {
      errors.notSupported(field + ".fieldPath", .string(path), known)
    }
  }

  /// `metadata.labels['app']`.
  private static func subscripted(_ path: String) -> (name: String, key: String)? {
    guard path.hasSuffix("']"), let open = path.firstRange(of: "['") else { return nil }
    return (String(path[..<open.lowerBound]), String(path[open.upperBound...].dropLast(2)))
  }

  private static let resources = ["cpu", "ephemeral-storage", "memory"]
  private static let names = ["limits", "requests"].flatMap { kind in resources.map { "\(kind).\($0)" } }

  static func checkResource(_ reference: JSONValue, _ field: String, ofVolume: Bool, _ errors: inout FieldErrors) {
    let name = reference.text("resource")
    let hugePages = ["requests.hugepages-", "limits.hugepages-"].contains(where: name.hasPrefix)
    if ofVolume, reference.text("containerName").isEmpty {
      errors.required(field + ".containerName")
    } else if name.isEmpty {
      errors.required(field + ".resource")
    } else if !names.contains(name), !hugePages {
      errors.notSupported(field + ".resource", .string(name), names)
    }
    checkDivisor(reference["divisor"], of: name, field + ".divisor", hugePages: hugePages, &errors)
  }

  private static let bytes = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"]

  private static func checkDivisor(
    _ divisor: JSONValue?, of name: String, _ field: String, hugePages: Bool, _ errors: inout FieldErrors
  ) {
    guard let divisor = Quantity(divisor), !divisor.isZero else { return }
    let list = bytes.joined(separator: ", ")
    switch name.split(separator: ".", maxSplits: 1).last.map(String.init) {
    case "cpu" where !["1m", "1"].contains(divisor.description):
      errors.invalid(field, name, "only divisor's values 1m and 1 are supported with the cpu resource")
    case "memory" where !bytes.contains(divisor.description):
      errors.invalid(field, name, "only divisor's values \(list) are supported with the memory resource")
    case "ephemeral-storage" where !bytes.contains(divisor.description):
      errors.invalid(
        field, name, "only divisor's values \(list) are supported with the local ephemeral storage resource")
    case _ where hugePages && !bytes.contains(divisor.description):
      errors.invalid(field, name, "only divisor's values \(list) are supported with the hugepages resource")
    default: break
    }
  }
}

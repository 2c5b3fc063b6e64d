import KubernetesModel

/// Ingresses.
struct IngressStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("status") { $0.setDefault("loadBalancer", .object(JSONObject())) }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["loadBalancer": [:]]
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let spec = object["spec"] ?? .null
    let rules = spec.list("rules")
    if rules.isEmpty, spec["defaultBackend"] == nil {
      errors.invalid("spec", .array([]), "either `defaultBackend` or `rules` must be specified")
    }
    for (index, rule) in rules.enumerated() {
      let host = rule.text("host")
      if !host.isEmpty {
        let plain = host.hasPrefix("*.") ? String(host.dropFirst(2)) : host
        for problem in NameRules.subdomain(plain) { errors.invalid("spec.rules[\(index)].host", host, problem) }
      }
      guard let http = rule["http"] else { continue }
      let paths = http.list("paths")
      if paths.isEmpty { errors.required("spec.rules[\(index)].http.paths") }
      for (place, path) in paths.enumerated() { checkPath(path, "spec.rules[\(index)].http.paths[\(place)]", &errors) }
    }
    if let backend = spec["defaultBackend"] { checkBackend(backend, "spec.defaultBackend", &errors) }
  }

  private func checkPath(_ path: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let types = ["Exact", "ImplementationSpecific", "Prefix"]
    let text = path.text("path")
    switch path["pathType"]?.stringValue {
    case nil: errors.required(field + ".pathType", "pathType must be specified")
    case "Exact"?, "Prefix"?:
      if !text.hasPrefix("/") { errors.invalid(field + ".path", text, "must be an absolute path") }
      for part in ["//", "/./", "/../", "%2f", "%2F"] where text.contains(part) {
        errors.invalid(field + ".path", text, "must not contain '\(part)'")
      }
    case "ImplementationSpecific"?:
      if !text.isEmpty, !text.hasPrefix("/") { errors.invalid(field + ".path", text, "must be an absolute path") }
    case let type?: errors.notSupported(field + ".pathType", .string(type), types)
    }
    checkBackend(path["backend"] ?? .null, field + ".backend", &errors)
  }

  private func checkBackend(_ backend: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    guard let service = backend["service"] else {
      if backend["resource"] == nil { errors.required(field, "must provide at least one of `service` or `resource`") }
      return
    }
    let name = service.text("name")
    if name.isEmpty {
      errors.required(field + ".service.name")
    } else {
      for problem in NameRules.rfc1035Label(name) { errors.invalid(field + ".service.name", name, problem) }
    }
    let portName = service.text("port", "name")
    let number = service.integer("port", "number")
    if portName.isEmpty, number == 0 {
      errors.required(field, "port name or number is required")
    } else if !portName.isEmpty {
      for problem in Names.portName(portName) { errors.invalid(field + ".service.port.name", portName, problem) }
    } else {
      ContainerValidation.checkPort(number, field + ".service.port.number", &errors)
    }
  }
}

import KubernetesModel

/// Ingresses.
struct IngressStrategy: ResourceStrategy {
  private static let classAnnotation = "kubernetes.io/ingress.class"

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
    let backend = spec["defaultBackend"] ?? .null
    if rules.isEmpty, backend.isNull {
      errors.invalid("spec", spec["rules"] ?? .null, "either `defaultBackend` or `rules` must be specified")
    }
    if !backend.isNull { checkBackend(backend, "spec.defaultBackend", &errors) }
    for (index, rule) in rules.enumerated() { checkRule(rule, "spec.rules[\(index)]", &errors) }
    for (index, tls) in spec.list("tls").enumerated() {
      for (place, host) in tls.list("hosts").enumerated() {
        checkHost(host.stringValue ?? "", "spec.tls[\(index)].hosts[\(place)]", &errors)
      }
      errors.checkName(tls["secretName"], "spec.tls[\(index)].secretName", .subdomain)
    }
    if let name = spec["ingressClassName"]?.stringValue {
      errors.invalid("spec.ingressClassName", name, all: NameRules.subdomain(name))
    }
  }

  func validateCreate(_ object: JSONValue, _ errors: inout FieldErrors) {
    guard let annotated = object.annotations[Self.classAnnotation],
      let named = object.at("spec", "ingressClassName")?.stringValue, annotated != named
    else { return }
    errors.invalid(
      "annotations." + Self.classAnnotation, annotated, "must match `ingressClassName` when both are specified")
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] {
    guard old == nil, object.annotations[Self.classAnnotation] != nil else { return [] }
    return ["annotation \"\(Self.classAnnotation)\" is deprecated, please use 'spec.ingressClassName' instead"]
  }

  private func checkHost(_ host: String, _ field: String, _ errors: inout FieldErrors) {
    errors.invalid(field, host, all: host.contains("*") ? Names.wildcardSubdomain(host) : NameRules.subdomain(host))
  }

  private func checkRule(_ rule: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let host = rule.text("host")
    if !host.isEmpty {
      if IPAddress(host) != nil { errors.invalid(field + ".host", host, "must be a DNS name, not an IP address") }
      checkHost(host, field + ".host", &errors)
    }
    guard let http = rule["http"], !http.isNull else { return }
    let paths = http.list("paths")
    if paths.isEmpty { errors.required(field + ".http.paths") }
    for (index, path) in paths.enumerated() { checkPath(path, "\(field).http.paths[\(index)]", &errors) }
  }

  private func checkPath(_ path: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    let text = path.text("path")
    switch path["pathType"]?.stringValue {
    case nil: return errors.required(field + ".pathType", "pathType must be specified")
    case "Exact"?, "Prefix"?:
      if !text.hasPrefix("/") { errors.invalid(field + ".path", text, "must be an absolute path") }
      for part in ["//", "/./", "/../", "%2f", "%2F"] where text.contains(part) {
        errors.invalid(field + ".path", text, "must not contain '\(part)'")
      }
      for end in ["/..", "/."] where text.hasSuffix(end) {
        errors.invalid(field + ".path", text, "cannot end with '\(end)'")
      }
    case "ImplementationSpecific"?:
      if !text.isEmpty, !text.hasPrefix("/") { errors.invalid(field + ".path", text, "must be an absolute path") }
    case let type?:
      errors.notSupported(field + ".pathType", .string(type), ["Exact", "ImplementationSpecific", "Prefix"])
    }
    checkBackend(path["backend"] ?? .null, field + ".backend", &errors)
  }

  private func checkBackend(_ backend: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    switch (backend["resource"], backend["service"]) {
    case (nil, nil): errors.invalid(field, "", "resource or service backend is required")
    case (_?, _?): errors.invalid(field, "", "cannot set both resource and service backends")
    case (let resource?, nil):
      for key in ["kind", "name"] { errors.checkRequiredName(resource[key], "\(field).resource.\(key)", .pathSegment) }
    case (nil, let service?): checkService(service, field, &errors)
    }
  }

  private func checkService(_ service: JSONValue, _ field: String, _ errors: inout FieldErrors) {
    errors.checkRequiredName(service["name"], field + ".service.name", .label1035)
    let name = service.text("port", "name")
    let number = service.integer("port", "number")
    switch (name.isEmpty, number == 0) {
    case (true, true): errors.required(field, "port name or number is required")
    case (false, false): errors.invalid(field, "", "cannot set both port name & port number")
    case (false, true): errors.invalid(field + ".service.port.name", name, all: Names.portName(name))
    case (true, false): errors.checkPort(number, field + ".service.port.number")
    }
  }
}

/// Ingress classes: the controller stays the same.
struct IngressClassStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.updateIfPresent("parameters") { $0.setDefaultText("scope", "Cluster") }
    }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    let controller = object.text("spec", "controller")
    if controller.isEmpty {
      errors.required("spec.controller")
    } else {
      if controller.utf8.count > 250 { errors.tooLong("spec.controller", 250) }
      errors.checkDomainPrefixedPath(controller, "spec.controller")
    }
    guard let parameters = object.at("spec", "parameters"), !parameters.isNull else { return }
    let path = "spec.parameters"
    errors.checkName(parameters["apiGroup"], path + ".apiGroup", .subdomain)
    for key in ["kind", "name"] { errors.checkRequiredName(parameters[key], "\(path).\(key)", .pathSegment) }
    errors.checkChoice(parameters["scope"], path + ".scope", ["Cluster", "Namespace"])
    switch (parameters.text("scope"), parameters["namespace"]) {
    case ("Namespace", nil): errors.required(path + ".namespace", "`parameters.scope` is set to 'Namespace'")
    case ("Namespace", let namespace?): errors.checkName(namespace, path + ".namespace", .label)
    case ("Cluster", _?): errors.forbidden(path + ".namespace", "`parameters.scope` is set to 'Cluster'")
    default: break
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let controller = new.at("spec", "controller") ?? .null
    if controller != old.at("spec", "controller") {
      errors.invalid("spec.controller", controller, "field is immutable")
    }
  }
}

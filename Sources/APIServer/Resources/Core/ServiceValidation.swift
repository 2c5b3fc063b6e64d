import KubernetesModel

/// `ValidateService`.
enum ServiceValidation {
  static func check(_ service: JSONValue, _ errors: inout FieldErrors) {
    let spec = service["spec"] ?? .null
    let type = spec.text("type")
    let ports = spec.list("ports")
    let isHeadless = spec.text("clusterIP") == "None"
    if ports.isEmpty, !isHeadless, type != "ExternalName" { errors.required("spec.ports") }
    switch type {
    case "ExternalName":
      let name = spec.text("externalName")
      if name.isEmpty {
        errors.required("spec.externalName")
      } else {
        let trimmed = name.hasSuffix(".") ? String(name.dropLast()) : name
        for problem in NameRules.subdomain(trimmed) { errors.invalid("spec.externalName", name, problem) }
      }
    case "NodePort", "LoadBalancer":
      if isHeadless { errors.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(type) services") }
    default: break
    }
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      checkPort(port, "spec.ports[\(index)]", requiresName: ports.count > 1, isHeadless: isHeadless, &names, &errors)
    }
    validateLabels(spec["selector"], "spec.selector", &errors)
    let affinities = ["ClientIP", "None"]
    if !affinities.contains(spec.text("sessionAffinity")) {
      errors.notSupported("spec.sessionAffinity", spec["sessionAffinity"] ?? "", affinities)
    }
    let types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]
    if !types.contains(type) { errors.notSupported("spec.type", .string(type), types) }
    checkDuplicates(ports, &errors)
  }

  private static func checkPort(
    _ port: JSONValue, _ path: String, requiresName: Bool, isHeadless: Bool, _ names: inout Set<String>,
    _ errors: inout FieldErrors
  ) {
    let name = port.text("name")
    if requiresName, name.isEmpty {
      errors.required(path + ".name")
    } else if !name.isEmpty {
      for problem in Names.label(name) { errors.invalid(path + ".name", name, problem) }
      if !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
    }
    ContainerValidation.checkPort(port.integer("port"), path + ".port", &errors)
    PodSpecValidation.checkChoice(port, "protocol", path, ["SCTP", "TCP", "UDP"], &errors)
    if let target = port["targetPort"]?.stringValue {
      for problem in Names.portName(target) { errors.invalid(path + ".targetPort", target, problem) }
    } else if let target = port["targetPort"]?.intValue {
      ContainerValidation.checkPort(target, path + ".targetPort", &errors)
    }
  }

  private static func checkDuplicates(_ ports: [JSONValue], _ errors: inout FieldErrors) {
    var seen: Set<String> = []
    for (index, port) in ports.enumerated() {
      let key = "\(port.text("protocol"))/\(port.integer("port"))"
      if !seen.insert(key).inserted {
        errors.duplicate(
          "spec.ports[\(index)]", ["protocol": .string(port.text("protocol")), "port": .integer(port.integer("port"))])
      }
    }
  }
}

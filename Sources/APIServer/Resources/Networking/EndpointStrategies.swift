import KubernetesModel

/// Endpoints, the older form of EndpointSlices.
struct EndpointsStrategy: ResourceStrategy {
  func setDefaults(_ object: inout JSONValue) {
    object.updateEach("subsets") { subset in subset.updateEach("ports") { $0.setDefaultText("protocol", "TCP") } }
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    for (index, subset) in object.list("subsets").enumerated() {
      let path = "subsets[\(index)]"
      if subset.list("addresses").isEmpty, subset.list("notReadyAddresses").isEmpty {
        errors.required(path, "must specify `addresses` or `notReadyAddresses`")
      }
      for list in ["addresses", "notReadyAddresses"] {
        for (place, address) in subset.list(list).enumerated() {
          checkAddress(address, "\(path).\(list)[\(place)]", &errors)
        }
      }
      let ports = subset.list("ports")
      for (place, port) in ports.enumerated() {
        checkPort(port, "\(path).ports[\(place)]", requiresName: ports.count > 1, &errors)
      }
    }
  }

  private func checkAddress(_ address: JSONValue, _ path: String, _ errors: inout FieldErrors) {
    errors.checkIPAddress(address.text("ip"), path + ".ip")
    errors.checkName(address["hostname"], path + ".hostname", .label)
    errors.checkName(address["nodeName"], path + ".nodeName", .subdomain)
    errors.checkReachableAddress(address.text("ip"), path + ".ip")
  }

  private func checkPort(_ port: JSONValue, _ path: String, requiresName: Bool, _ errors: inout FieldErrors) {
    if requiresName {
      errors.checkRequiredName(port["name"], path + ".name", .label)
    } else {
      errors.checkName(port["name"], path + ".name", .label)
    }
    errors.checkPort(port.integer("port"), path + ".port")
    errors.checkChoice(port["protocol"], path + ".protocol", ["SCTP", "TCP", "UDP"])
    if let name = port["appProtocol"]?.stringValue { errors.checkQualifiedName(name, path + ".appProtocol") }
  }
}

/// EndpointSlices: every change of content or labels is a new generation.
struct EndpointSliceStrategy: ResourceStrategy {
  var hasGeneration: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.updateEach("ports") { port in
      port.setDefault("name", "")
      port.setDefaultText("protocol", "TCP")
    }
    object.updateEach("endpoints") { $0.setDefault("conditions", .object(JSONObject())) }
    object.setDefault("ports", .null)
    object.setDefault("endpoints", .null)
  }

  func changesGeneration(_ new: JSONValue, old: JSONValue) -> Bool {
    ["endpoints", "ports", "addressType"].contains { new[$0] != old[$0] }
      || new.at("metadata", "labels") != old.at("metadata", "labels")
  }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    errors.checkChoice(object["addressType"], "addressType", ["FQDN", "IPv4", "IPv6"])
    for (index, endpoint) in object.list("endpoints").enumerated() {
      let path = "endpoints[\(index)]"
      let addresses = endpoint.list("addresses").compactMap(\.stringValue)
      if addresses.isEmpty { errors.required(path + ".addresses", "must contain at least 1 address") }
      if addresses.count > 100 { errors.tooMany(path + ".addresses", addresses.count, 100) }
      for (place, address) in addresses.enumerated() {
        checkAddress(address, object.text("addressType"), "\(path).addresses[\(place)]", &errors)
      }
      errors.checkName(endpoint["nodeName"], path + ".nodeName", .subdomain)
      errors.checkName(endpoint["hostname"], path + ".hostname", .label)
    }
    checkPorts(object.list("ports"), &errors)
  }

  private func checkAddress(_ address: String, _ type: String, _ path: String, _ errors: inout FieldErrors) {
    switch type {
    case "IPv4", "IPv6":
      if IPAddress(address)?.isIPv6 != (type == "IPv6") {
        errors.invalid(path, address, "must be a valid \(type) address")
      }
      errors.checkReachableAddress(address, path)
    case "FQDN": errors.invalid(path, address, all: NameRules.subdomain(address))
    default: break
    }
  }

  private func checkPorts(_ ports: [JSONValue], _ errors: inout FieldErrors) {
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      let path = "ports[\(index)]"
      let name = port.text("name")
      errors.checkName(port["name"], path + ".name", .label)
      if !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
      errors.checkChoice(port["protocol"], path + ".protocol", ["SCTP", "TCP", "UDP"])
      errors.checkRange(port["port"], path + ".port", 1...65535)
      if let name = port["appProtocol"]?.stringValue { errors.checkQualifiedName(name, path + ".appProtocol") }
    }
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    if new["addressType"] != old["addressType"] {
      errors.invalid("addressType", new["addressType"] ?? "", "field is immutable")
    }
  }
}

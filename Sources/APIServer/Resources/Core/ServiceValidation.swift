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
    case "ExternalName": checkExternalName(spec, &errors)
    case "NodePort", "LoadBalancer":
      if isHeadless { errors.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(type) services") }
    default: break
    }
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      checkPort(port, "spec.ports[\(index)]", requiresName: ports.count > 1, &names, &errors)
    }
    validateLabels(spec["selector"], "spec.selector", &errors)
    checkAffinity(spec, &errors)
    if type != "ExternalName" { ServiceAddressValidation.check(spec, &errors) }
    for (index, address) in spec.list("externalIPs").enumerated() {
      let (path, text) = ("spec.externalIPs[\(index)]", address.stringValue ?? "")
      errors.checkIPAddress(text, path)
      if IPAddress(text) != nil { errors.checkReachableAddress(text, path) }
    }
    errors.checkChoice(spec["type"], "spec.type", ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"])
    if type == "ClusterIP" {
      for (index, port) in ports.enumerated() where port.integer("nodePort") != 0 {
        errors.forbidden("spec.ports[\(index)].nodePort", "may not be used when `type` is 'ClusterIP'")
      }
    }
    checkDuplicates(ports, &errors)
    checkLoadBalancer(spec, &errors)
    checkTraffic(spec, &errors)
  }

  private static func checkExternalName(_ spec: JSONValue, _ errors: inout FieldErrors) {
    for key in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"]
    where spec[key]?.stringValue != nil || !(spec[key]?.isEmptyContainer ?? true) {
      errors.forbidden("spec." + key, "may not be set for ExternalName services")
    }
    let name = spec.text("externalName")
    let trimmed = name.hasSuffix(".") ? String(name.dropLast()) : name
    if trimmed.isEmpty { return errors.required("spec.externalName") }
    errors.invalid("spec.externalName", trimmed, all: NameRules.subdomain(trimmed))
  }

  private static func checkPort(
    _ port: JSONValue, _ path: String, requiresName: Bool, _ names: inout Set<String>, _ errors: inout FieldErrors
  ) {
    let name = port.text("name")
    if requiresName, name.isEmpty {
      errors.required(path + ".name")
    } else if !name.isEmpty {
      errors.checkName(port["name"], path + ".name", .label)
      if !names.insert(name).inserted { errors.duplicate(path + ".name", .string(name)) }
    }
    errors.checkPort(port.integer("port"), path + ".port")
    errors.checkChoice(port["protocol"], path + ".protocol", ["SCTP", "TCP", "UDP"])
    errors.checkPortOrName(port["targetPort"], path + ".targetPort")
    if let name = port["appProtocol"]?.stringValue { errors.checkQualifiedName(name, path + ".appProtocol") }
  }

  private static func checkAffinity(_ spec: JSONValue, _ errors: inout FieldErrors) {
    errors.checkChoice(spec["sessionAffinity"], "spec.sessionAffinity", ["ClientIP", "None"])
    let path = "spec.sessionAffinityConfig"
    switch spec.text("sessionAffinity") {
    case "ClientIP":
      let seconds = spec.integer("sessionAffinityConfig", "clientIP", "timeoutSeconds")
      if !(1...86400).contains(seconds) {
        errors.invalid(
          path + ".clientIP.timeoutSeconds", .integer(seconds), "must be greater than 0 and less than 86400")
      }
    case "None":
      if spec["sessionAffinityConfig"] != nil {
        errors.forbidden(path, "must not be set when session affinity is None")
      }
    default: break
    }
  }

  private static func checkDuplicates(_ ports: [JSONValue], _ errors: inout FieldErrors) {
    var nodePorts: Set<String> = []
    for (index, port) in ports.enumerated() where port.integer("nodePort") != 0 {
      if !nodePorts.insert("\(port.text("protocol"))/\(port.integer("nodePort"))").inserted {
        errors.duplicate("spec.ports[\(index)].nodePort", .integer(port.integer("nodePort")))
      }
    }
    var seen: Set<String> = []
    for (index, port) in ports.enumerated() {
      let key: JSONValue = ["protocol": .string(port.text("protocol")), "port": .integer(port.integer("port"))]
      if !seen.insert(quoted(key)).inserted { errors.duplicate("spec.ports[\(index)]", key, as: "ServicePort") }
    }
  }

  private static func checkLoadBalancer(_ spec: JSONValue, _ errors: inout FieldErrors) {
    let isBalanced = spec.text("type") == "LoadBalancer"
    let why = "may only be used when `type` is 'LoadBalancer'"
    let ranges = spec.list("loadBalancerSourceRanges").compactMap(\.stringValue)
    if !ranges.isEmpty, !isBalanced { errors.forbidden("spec.LoadBalancerSourceRanges", why) }
    for (index, range) in ranges.enumerated() {
      errors.checkNetwork(range.trimmed, "spec.LoadBalancerSourceRanges[\(index)]")
    }
    if !isBalanced, spec["allocateLoadBalancerNodePorts"] != nil {
      errors.forbidden("spec.allocateLoadBalancerNodePorts", why)
    }
    guard let name = spec["loadBalancerClass"]?.stringValue else { return }
    if isBalanced {
      errors.checkQualifiedName(name, "spec.loadBalancerClass")
    } else {
      errors.forbidden("spec.loadBalancerClass", why)
    }
  }

  /// Whether clients outside of the cluster have a way in.
  static func isReachableFromOutside(_ spec: JSONValue) -> Bool {
    switch spec.text("type") {
    case "NodePort", "LoadBalancer": true
    case "ClusterIP": !spec.list("externalIPs").isEmpty
    default: false
    }
  }

  /// Whether a load balancer has to ask nodes whether they have pods of the service.
  static func needsHealthCheck(_ spec: JSONValue) -> Bool {
    spec.text("type") == "LoadBalancer" && spec.text("externalTrafficPolicy") == "Local"
  }

  private static func checkTraffic(_ spec: JSONValue, _ errors: inout FieldErrors) {
    let policies = ["Cluster", "Local"]
    let outer = spec["externalTrafficPolicy"]
    if isReachableFromOutside(spec) {
      errors.checkChoice(outer, "spec.externalTrafficPolicy", policies)
    } else if let outer, !outer.isNull {
      errors.invalid("spec.externalTrafficPolicy", outer, "may only be set for externally-accessible services")
    }
    let port = spec.integer("healthCheckNodePort")
    if needsHealthCheck(spec) {
      if port == 0 {
        errors.required("spec.healthCheckNodePort")
      } else {
        errors.checkPort(port, "spec.healthCheckNodePort")
      }
    } else if port != 0 {
      errors.invalid(
        "spec.healthCheckNodePort", .integer(port),
        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")
    }
    errors.checkChoice(
      spec["internalTrafficPolicy"], "spec.internalTrafficPolicy", policies, missing: .isAllowed)
    errors.checkChoice(
      spec["trafficDistribution"], "spec.trafficDistribution", ["PreferClose", "PreferSameZone", "PreferSameNode"],
      missing: .isAllowed)
  }
}

/// `ValidateServiceClusterIPsRelatedFields`: a service's own addresses and the families that they are of.
enum ServiceAddressValidation {
  static func check(_ spec: JSONValue, _ errors: inout FieldErrors) {
    let addresses = spec.list("clusterIPs").compactMap(\.stringValue)
    let value = spec["clusterIPs"] ?? .null
    let first = spec.text("clusterIP")
    if first.isEmpty, !addresses.isEmpty {
      errors.invalid("spec.clusterIPs", value, "must be empty when `clusterIP` is not specified")
    } else if !first.isEmpty, let other = addresses.first, other != first {
      errors.invalid("spec.clusterIPs", value, "first value must match `clusterIP`")
    }
    checkFamilies(spec, &errors)
    var isWrong = false
    for (index, address) in addresses.enumerated() {
      if index == 0, address == "None" {
        guard addresses.count > 1 else { continue }
        errors.invalid("spec.clusterIPs", value, "'None' must be the first and only value")
        isWrong = true
      } else if IPAddress(address) == nil {
        errors.checkIPAddress(address, "spec.clusterIPs[\(index)]")
        isWrong = true
      }
    }
    if addresses.count > 2 { errors.invalid("spec.clusterIPs", value, "may only hold up to 2 values") }
    if isWrong { return }
    let families = addresses.compactMap { IPAddress($0)?.isIPv6 }
    if addresses.count > 1, Set(families).count < 2 {
      errors.invalid("spec.clusterIPs", value, "may specify no more than one IP for each IP family")
    }
    for (index, (isIPv6, family)) in zip(families, spec.list("ipFamilies")).enumerated()
    where isIPv6 != (family == "IPv6") {
      errors.invalid(
        "spec.clusterIPs[\(index)]", addresses[index],
        "expected an \(isIPv6 ? "IPv4" : "IPv6") value as indicated by `ipFamilies[\(index)]`")
    }
  }

  private static func checkFamilies(_ spec: JSONValue, _ errors: inout FieldErrors) {
    var seen: Set<JSONValue> = []
    for (index, family) in spec.list("ipFamilies").enumerated() {
      errors.checkChoice(family, "spec.ipFamilies[\(index)]", ["IPv4", "IPv6"], missing: .isNotSupported)
      if !seen.insert(family).inserted { errors.duplicate("spec.ipFamilies[\(index)]", family) }
    }
    errors.checkChoice(
      spec["ipFamilyPolicy"], "spec.ipFamilyPolicy", ["PreferDualStack", "RequireDualStack", "SingleStack"],
      missing: .isAllowed)
  }
}

/// What a client is warned of that writes a service.
enum ServiceWarnings {
  static func of(_ service: JSONValue) -> [String] {
    let spec = service["spec"] ?? .null
    let type = spec.text("type")
    let isHeadless = type == "ClusterIP" && spec.text("clusterIP") == "None"
    let hasAddresses = !spec.list("externalIPs").isEmpty
    let hints = "service.kubernetes.io/topology-aware-hints"
    let notes: [(Bool, String)] = [
      (
        service.annotations[hints] != nil,
        "annotation \(hints) is deprecated, please use service.kubernetes.io/topology-mode instead"
      ),
      (
        isHeadless && !spec.text("loadBalancerIP").isEmpty, "spec.loadBalancerIP is ignored for headless services"
      ),
      (isHeadless && hasAddresses, "spec.externalIPs is ignored for headless services"),
      (
        isHeadless && spec.text("sessionAffinity") != "None", "spec.SessionAffinity is ignored for headless services"
      ),
      (
        hasAddresses && !isHeadless && type != "ExternalName",
        "spec.externalIPs is deprecated and may no longer be implemented in some clusters"
      ),
      (type == "ExternalName" && hasAddresses, "spec.externalIPs is ignored when spec.type is \"ExternalName\""),
      (
        type != "ExternalName" && !spec.text("externalName").isEmpty,
        "spec.externalName is ignored when spec.type is not \"ExternalName\""
      ),
      (
        spec.text("trafficDistribution") == "PreferClose",
        "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\""
      ),
    ]
    return notes.filter(\.0).map(\.1)
  }
}

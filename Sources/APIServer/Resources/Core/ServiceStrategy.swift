import KubernetesModel
import SimulationKernel

/// Services: types, addresses and node ports.
struct ServiceStrategy: ResourceStrategy {
  var nameRule: NameRule { .label1035 }
  var returnsDeletedObject: Bool { true }

  func setDefaults(_ object: inout JSONValue) {
    object.update("spec") { spec in
      spec.setDefaultText("sessionAffinity", "None")
      if spec.text("sessionAffinity") == "None" {
        spec["sessionAffinityConfig"] = nil
      } else {
        spec.update("sessionAffinityConfig") { config in
          config.update("clientIP") { $0.setDefault("timeoutSeconds", 10800) }
        }
      }
      spec.setDefaultText("type", "ClusterIP")
      let type = spec.text("type")
      spec.updateEach("ports") { port in
        port.setDefaultText("protocol", "TCP")
        if port["targetPort"].map({ $0.isNull || $0.intValue == 0 || $0.stringValue == "" }) ?? true {
          port["targetPort"] = port["port"]
        }
      }
      if ServiceValidation.isReachableFromOutside(spec) { spec.setDefaultText("externalTrafficPolicy", "Cluster") }
      if type != "ExternalName" { spec.setDefaultText("internalTrafficPolicy", "Cluster") }
      if type == "LoadBalancer" { spec.setDefault("allocateLoadBalancerNodePorts", true) }
    }
    object.update("status") { $0.setDefault("loadBalancer", .object(JSONObject())) }
  }

  func prepareForCreate(_ object: inout JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    object["status"] = ["loadBalancer": [:]]
    try ServiceAllocation.allocate(&object, old: nil, &context)
  }

  func prepareForUpdate(_ object: inout JSONValue, old: JSONValue, _ context: inout WriteContext) throws(APIStatus) {
    // What a client leaves out of a service that has it is kept.
    let type = object.text("spec", "type")
    object.update("spec") { spec in
      if type != "ExternalName", old.text("spec", "type") != "ExternalName" {
        spec.setDefaultText("clusterIP", old.text("spec", "clusterIP"))
        if spec["clusterIPs"]?.isEmptyContainer ?? true { spec["clusterIPs"] = old.at("spec", "clusterIPs") }
        if spec["ipFamilies"]?.isEmptyContainer ?? true { spec["ipFamilies"] = old.at("spec", "ipFamilies") }
        spec.setDefaultText("ipFamilyPolicy", old.text("spec", "ipFamilyPolicy"))
      } else if type == "ExternalName" {
        for key in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"] {
          spec[key] = nil
        }
      }
      Self.dropUnneeded(&spec, old: old["spec"] ?? .null)
      // One address written in its old field alone means both.
      let address = spec.text("clusterIP")
      if address != old.text("spec", "clusterIP"), spec["clusterIPs"] == old.at("spec", "clusterIPs") {
        spec["clusterIPs"] = address.isEmpty ? nil : [.string(address)]
      }
    }
    try ServiceAllocation.allocate(&object, old: old, &context)
  }

  /// Removes what only the old type needs, unless the client changed it.
  private static func dropUnneeded(_ spec: inout JSONValue, old: JSONValue) {
    func drop(_ keys: String..., unless isNeeded: (JSONValue) -> Bool) {
      guard isNeeded(old), !isNeeded(spec) else { return }
      for key in keys where spec[key] == old[key] { spec[key] = nil }
    }
    let ports = [old, spec].map { $0.list("ports").map { $0.integer("nodePort") } }
    let hasNodePorts = { (spec: JSONValue) in ["NodePort", "LoadBalancer"].contains(spec.text("type")) }
    if hasNodePorts(old), !hasNodePorts(spec), ports[0] == ports[1] {
      spec.updateEach("ports") { $0["nodePort"] = nil }
    }
    drop("healthCheckNodePort", unless: ServiceValidation.needsHealthCheck)
    drop("allocateLoadBalancerNodePorts", "loadBalancerClass") { $0.text("type") == "LoadBalancer" }
    drop("externalTrafficPolicy", unless: ServiceValidation.isReachableFromOutside)
  }

  func warnings(_ object: JSONValue, old: JSONValue?) -> [String] { ServiceWarnings.of(object) }

  func validate(_ object: JSONValue, _ errors: inout FieldErrors) {
    ServiceValidation.check(object, &errors)
  }

  func validateUpdate(_ new: JSONValue, old: JSONValue, _ errors: inout FieldErrors) {
    let types = [new.text("spec", "type"), old.text("spec", "type")]
    let classes = [old, new].map { $0.at("spec", "loadBalancerClass") }
    if types == ["LoadBalancer", "LoadBalancer"], classes[0] != classes[1] {
      errors.invalid("spec.loadBalancerClass", classes[1] ?? .null, "may not change once set")
    }
    guard !types.contains("ExternalName") else { return }
    let before = old.list("spec", "clusterIPs")
    let after = new.list("spec", "clusterIPs")
    if let first = before.first, after.first != first {
      errors.invalid("spec.clusterIPs[0]", .array(after), "may not change once set")
    }
    for (index, (address, family)) in zip(after, new.list("spec", "ipFamilies")).enumerated() {
      guard let text = address.stringValue, text != "None" else { continue }
      let is6 = text.contains(":")
      guard let family = family.stringValue, (family == "IPv6") != is6 else { continue }
      errors.invalid(
        "spec.clusterIPs[\(index)]", text, "expected an \(family) value as indicated by `ipFamilies[\(index)]`")
    }
  }

  var selectableFields: Set<String> { ["spec.clusterIP", "spec.type"] }

  func selectable(_ field: String, of object: JSONValue) -> String? {
    field == "spec.type" ? object.text("spec", "type") : object.text("spec", "clusterIP")
  }
}

import KubernetesModel
import SimulationKernel

/// Gives services cluster addresses of 10.96.0.0/12 and node ports of 30000-32767.
enum ServiceAllocation {
  private static let base: UInt32 = 10 << 24 | 96 << 16
  private static let size: UInt32 = 1 << 20
  private static let nodePorts = 30000...32767

  static func allocate(_ service: inout JSONValue, old: JSONValue?, _ context: inout WriteContext) throws(APIStatus) {
    let type = service.text("spec", "type")
    let others = context.store.objects(.services, namespace: nil)
      .filter { $0.name != service.name || $0.namespace != service.namespace }
    var errors = FieldErrors()
    if type != "ExternalName" {
      try setFamilies(&service)
      allocateAddress(&service, old, others, &context, &errors)
    }
    if type == "NodePort" || type == "LoadBalancer" { allocatePorts(&service, old, others, &context, &errors) }
    allocateHealthCheckPort(&service, others, &context, &errors)
    guard errors.isEmpty else { throw refusal(of: service, errors) }
  }

  private static func refusal(of service: JSONValue, _ errors: FieldErrors) -> APIStatus {
    .invalid(GroupVersionKind(group: "", version: "v1", kind: "Service"), service.name, errors)
  }

  /// The cluster has addresses of IPv4 only.
  private static func setFamilies(_ service: inout JSONValue) throws(APIStatus) {
    service.update("spec") { spec in
      let first = spec.text("clusterIP")
      if spec["clusterIPs"]?.isEmptyContainer ?? true, !first.isEmpty { spec["clusterIPs"] = [.string(first)] }
    }
    var errors = FieldErrors()
    let spec = service["spec"] ?? .null
    ServiceAddressValidation.check(spec, &errors)
    guard errors.isEmpty else { throw refusal(of: service, errors) }
    if spec.text("ipFamilyPolicy") == "RequireDualStack" {
      errors.invalid(
        "spec.ipFamilyPolicy", "RequireDualStack", "this cluster is not configured for dual-stack services")
    }
    for (index, family) in spec.list("ipFamilies").enumerated() where family != "IPv4" {
      errors.invalid("spec.ipFamilies[\(index)]", family, "not configured on this cluster")
    }
    guard errors.isEmpty else { throw refusal(of: service, errors) }
    service.update("spec") { spec in
      if spec["ipFamilies"]?.isEmptyContainer ?? true { spec["ipFamilies"] = ["IPv4"] }
      spec.setDefaultText("ipFamilyPolicy", "SingleStack")
    }
  }

  private static func allocateAddress(
    _ service: inout JSONValue, _ old: JSONValue?, _ others: [StoredObject], _ context: inout WriteContext,
    _ errors: inout FieldErrors
  ) {
    let asked = service.text("spec", "clusterIP").ifEmpty(service.list("spec", "clusterIPs").first?.stringValue ?? "")
    var address = asked
    if asked.isEmpty {
      address = context.isDryRun ? text(base) : freeAddress(others, &context.mint)
    } else if asked != "None", asked != old?.text("spec", "clusterIP") {
      check(asked, others, &errors)
    }
    service.set(.string(address), at: "spec", "clusterIP")
    service.set([.string(address)], at: "spec", "clusterIPs")
  }

  private static func check(_ address: String, _ others: [StoredObject], _ errors: inout FieldErrors) {
    guard let number = number(address) else { return }
    let reason: String? =
      if !(base..<(base + size)).contains(number) {
        "failed to allocate IP \(address): the provided network does not contain the provided IP"
      } else if others.contains(where: { $0.value.text("spec", "clusterIP") == address }) {
        "failed to allocate IP \(address): provided IP is already allocated"
      } else {
        nil
      }
    if let reason { errors.invalid("spec.clusterIPs", [.string(address)], reason) }
  }

  private static func freeAddress(_ others: [StoredObject], _ mint: inout Mint) -> String {
    let taken = Set(others.map { $0.value.text("spec", "clusterIP") })
    // The lower band of the range is left for addresses that are asked for.
    let reserved: UInt32 = 256
    while true {
      let random = UInt32(mint.hexDigits(8), radix: 16) ?? 0
      let address = text(base + reserved + random % (size - reserved - 1))
      if !taken.contains(address) { return address }
    }
  }

  private static func allocatePorts(
    _ service: inout JSONValue, _ old: JSONValue?, _ others: [StoredObject], _ context: inout WriteContext,
    _ errors: inout FieldErrors
  ) {
    var taken = Set(
      others.flatMap { $0.value.list("spec", "ports").map { "\($0.text("protocol"))\($0.integer("nodePort"))" } })
    let kept = Set((old?.list("spec", "ports") ?? []).map { $0.integer("nodePort") })
    let skips = service.at("spec", "allocateLoadBalancerNodePorts")?.boolValue == false
    var ports = service.list("spec", "ports")
    for index in ports.indices {
      let kind = ports[index].text("protocol")
      let asked = ports[index].integer("nodePort")
      let field = "spec.ports[\(index)].nodePort"
      if asked == 0 {
        if skips { continue }
        // An update that leaves the port out keeps it.
        let before = old?.list("spec", "ports").first {
          $0["port"] == ports[index]["port"] && $0.text("protocol") == kind
        }?.integer("nodePort")
        let port = before.flatMap { $0 > 0 ? $0 : nil } ?? freePort(kind, taken, &context.mint)
        ports[index]["nodePort"] = .integer(port)
        taken.insert("\(kind)\(port)")
      } else if !kept.contains(asked) {
        if !nodePorts.contains(Int(clamping: asked)) {
          errors.invalid(
            field, .integer(asked),
            "provided port is not in the valid range. The range of valid ports is 30000-32767")
        } else if !taken.insert("\(kind)\(asked)").inserted {
          errors.invalid(field, .integer(asked), "provided port is already allocated")
        }
      }
    }
    service.set(.array(ports), at: "spec", "ports")
  }

  /// Where a load balancer asks a node for the pods that it has.
  private static func allocateHealthCheckPort(
    _ service: inout JSONValue, _ others: [StoredObject], _ context: inout WriteContext, _ errors: inout FieldErrors
  ) {
    guard ServiceValidation.needsHealthCheck(service["spec"] ?? .null),
      service.integer("spec", "healthCheckNodePort") == 0
    else { return }
    let taken = Set(others.flatMap { $0.value.list("spec", "ports").map { "TCP\($0.integer("nodePort"))" } })
      .union(others.map { "TCP\($0.value.integer("spec", "healthCheckNodePort"))" })
      .union(service.list("spec", "ports").map { "TCP\($0.integer("nodePort"))" })
    service.set(.integer(freePort("TCP", taken, &context.mint)), at: "spec", "healthCheckNodePort")
  }

  private static func freePort(_ kind: String, _ taken: Set<String>, _ mint: inout Mint) -> Int64 {
    for _ in 0..<10_000 {
      let random = Int(mint.hexDigits(8), radix: 16) ?? 0
      let port = nodePorts.lowerBound + random % nodePorts.count
      if !taken.contains("\(kind)\(port)") { return Int64(port) }
    }
    return Int64(nodePorts.first { !taken.contains("\(kind)\($0)") } ?? nodePorts.lowerBound)
  }

  static func number(_ address: String) -> UInt32? {
    let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4, !parts.contains(nil) else { return nil }
    return parts.compactMap { $0 }.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func text(_ number: UInt32) -> String {
    [24, 16, 8, 0].map { String(number >> UInt32($0) & 255) }.joined(separator: ".")
  }
}

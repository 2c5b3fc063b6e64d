import KubernetesModel
import SimulationKernel

struct ServiceDescriber: ObjectDescriber {
  func related(to service: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    let slices = try? source.list(
      "/apis/discovery.k8s.io/v1/namespaces/\(service.namespace)/endpointslices",
      asked: "endpointslices.discovery.k8s.io",
      labels: "kubernetes.io/service-name=" + service.name, isChunked: false)
    return Related(events: source.events(of: service), endpointSlices: slices ?? [])
  }

  func describe(_ service: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = service["spec"] ?? .null
    func joined(_ key: String) -> String {
      spec.texts(key).isEmpty ? "<none>" : spec.texts(key).joined(separator: ",")
    }
    out.line(0, "Name:\t\(service.name)")
    out.line(0, "Namespace:\t\(service.namespace)")
    out.labels(service.labels)
    out.annotations(service.annotations)
    out.line(0, "Selector:\t\(LabelText.joined(spec.map("selector")))")
    out.line(0, "Type:\t\(spec.text("type"))")
    if spec.has("ipFamilyPolicy") { out.line(0, "IP Family Policy:\t\(spec.text("ipFamilyPolicy"))") }
    out.line(0, "IP Families:\t\(joined("ipFamilies"))")
    out.line(0, "IP:\t\(spec.text("clusterIP"))")
    out.line(0, "IPs:\t\(joined("clusterIPs"))")
    if !spec.texts("externalIPs").isEmpty { out.line(0, "External IPs:\t\(joined("externalIPs"))") }
    for (title, key) in [("Desired LoadBalancer IP", "loadBalancerIP"), ("External Name", "externalName")]
    where !spec.text(key).isEmpty {
      out.line(0, "\(title):\t\(spec.text(key))")
    }
    let balancers = service.list("status", "loadBalancer", "ingress")
    if !balancers.isEmpty {
      out.line(0, "LoadBalancer Ingress:\t\(balancers.map(Self.text(balancer:)).joined(separator: ", "))")
    }
    for port in spec.list("ports") { describe(port, related.endpointSlices, &out) }
    policies(spec, &out)
    out.events(related.events)
    return out.text()
  }

  private func describe(_ port: JSONValue, _ slices: [JSONValue], _ out: inout Description) {
    let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
    let transport = port.text("protocol")
    out.line(0, "Port:\t\(name)\t\(port.number("port"))/\(transport)")
    out.line(0, "TargetPort:\t\(port.has("targetPort") ? port.plain("targetPort") : "0")/\(transport)")
    if port.number("nodePort") != 0 { out.line(0, "NodePort:\t\(name)\t\(port.number("nodePort"))/\(transport)") }
    out.line(0, "Endpoints:\t\(EndpointText.of(slices, port: port.text("name")))")
  }

  private func policies(_ spec: JSONValue, _ out: inout Description) {
    out.line(0, "Session Affinity:\t\(spec.text("sessionAffinity"))")
    for (title, key) in [
      ("External Traffic Policy", "externalTrafficPolicy"), ("Internal Traffic Policy", "internalTrafficPolicy"),
    ] where !spec.text(key).isEmpty {
      out.line(0, "\(title):\t\(spec.text(key))")
    }
    if spec.number("healthCheckNodePort") != 0 {
      out.line(0, "HealthCheck NodePort:\t\(spec.number("healthCheckNodePort"))")
    }
    let ranges = spec.texts("loadBalancerSourceRanges")
    if !ranges.isEmpty { out.line(0, "LoadBalancer Source Ranges:\t\(ranges.joined(separator: ","))") }
  }

  private static func text(balancer: JSONValue) -> String {
    let address = balancer.text("ip")
    if address.isEmpty { return balancer.text("hostname") }
    return balancer.has("ipMode") ? "\(address) (\(balancer.text("ipMode")))" : address
  }
}

/// The ready addresses behind a service port: three of them, and how many more.
enum EndpointText {
  private static let shown = 3

  static func of(_ slices: [JSONValue], port name: String) -> String {
    if slices.isEmpty { return "<none>" }
    var addresses: [String] = []
    for slice in slices {
      let ports = slice.list("ports")
      let ready = slice.list("endpoints").filter { $0.at("conditions", "ready")?.boolValue ?? true }
      let hosts = ready.compactMap { $0.texts("addresses").first }
      if ports.isEmpty { addresses += hosts }
      for port in ports where port.text("name") == name {
        addresses += hosts.map { ($0.contains(":") ? "[\($0)]" : $0) + ":" + String(port.number("port")) }
      }
    }
    let text = addresses.prefix(shown).joined(separator: ",")
    return addresses.count > shown ? "\(text) + \(addresses.count - shown) more..." : text
  }
}

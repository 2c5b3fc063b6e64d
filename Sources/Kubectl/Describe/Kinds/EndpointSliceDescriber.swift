import KubernetesModel
import SimulationKernel

struct EndpointSliceDescriber: ObjectDescriber {
  func describe(_ slice: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(slice.name)")
    out.line(0, "Namespace:\t\(slice.namespace)")
    out.labels(slice.labels)
    out.annotations(slice.annotations)
    out.line(0, "AddressType:\t\(slice.text("addressType"))")
    ports(slice.list("ports"), &out)
    let endpoints = slice.list("endpoints")
    out.line(0, endpoints.isEmpty ? "Endpoints: <none>" : "Endpoints:")
    for endpoint in endpoints { describe(endpoint, &out) }
    out.events(related.events)
    return out.text()
  }

  private func ports(_ ports: [JSONValue], _ out: inout Description) {
    if ports.isEmpty { return out.line(0, "Ports: <unset>") }
    out.line(0, "Ports:")
    out.line(1, "Name\tPort\tProtocol")
    out.line(1, "----\t----\t--------")
    for port in ports {
      let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
      out.line(1, "\(name)\t\(port.has("port") ? port.plain("port") : "<unset>")\t\(port.text("protocol"))")
    }
  }

  private func describe(_ endpoint: JSONValue, _ out: inout Description) {
    func orUnset(_ key: String) -> String { endpoint.has(key) ? endpoint.text(key) : "<unset>" }
    let addresses = endpoint.texts("addresses")
    out.line(1, "- Addresses:\t\(addresses.isEmpty ? "<none>" : addresses.joined(separator: ", "))")
    out.line(2, "Conditions:")
    out.line(3, "Ready:\t\(endpoint.has("conditions", "ready") ? endpoint.plain("conditions", "ready") : "<unset>")")
    out.line(2, "Hostname:\t\(orUnset("hostname"))")
    if endpoint.has("targetRef") {
      out.line(2, "TargetRef:\t\(endpoint.text("targetRef", "kind"))/\(endpoint.text("targetRef", "name"))")
    }
    out.line(2, "NodeName:\t\(orUnset("nodeName"))")
    out.line(2, "Zone:\t\(orUnset("zone"))")
  }
}

import KubernetesModel
import SimulationKernel

struct EndpointsDescriber: ObjectDescriber {
  func describe(_ endpoints: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(endpoints.name)")
    out.line(0, "Namespace:\t\(endpoints.namespace)")
    out.labels(endpoints.labels)
    out.annotations(endpoints.annotations)
    out.line(0, "Subsets:")
    for subset in endpoints.list("subsets") {
      for (title, key) in [("Addresses", "addresses"), ("NotReadyAddresses", "notReadyAddresses")] {
        let addresses = subset.list(key).map { $0.text("ip") }
        out.line(1, "\(title):\t\(addresses.isEmpty ? "<none>" : addresses.joined(separator: ","))")
      }
      let ports = subset.list("ports")
      if !ports.isEmpty {
        out.line(1, "Ports:")
        out.line(2, "Name\tPort\tProtocol")
        out.line(2, "----\t----\t--------")
        for port in ports {
          let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
          out.line(2, "\(name)\t\(port.number("port"))\t\(port.text("protocol"))")
        }
      }
      out.line(0, "")
    }
    out.events(related.events)
    return out.text()
  }
}

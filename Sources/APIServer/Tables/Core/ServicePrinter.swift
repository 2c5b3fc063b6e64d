import KubernetesModel

enum ServicePrinter {
  static let printer = TablePrinter(
    "Name:string/name Type:string Cluster-IP:string External-IP:string Port(s):string Age:string +Selector:string"
  ) { service, now in
    [
      .string(service.name), .string(service.text("spec", "type")),
      .string(service.text("spec", "clusterIP").ifEmpty("<none>")), .string(externalAddress(service)),
      .string(ports(service).ifEmpty("<none>")), .string(service.age(now)),
      .string(labelsText(service.at("spec", "selector"))),
    ]
  }

  private static func externalAddress(_ service: JSONValue) -> String {
    let fixed = service.list("spec", "externalIPs").compactMap(\.stringValue)
    switch service.text("spec", "type") {
    case "LoadBalancer":
      let given = loadBalancerAddresses(service)
      let all = given.isEmpty ? fixed : [given] + fixed
      return all.isEmpty ? "<pending>" : all.joined(separator: ",")
    case "ExternalName": return service.text("spec", "externalName")
    default: return fixed.joined(separator: ",").ifEmpty("<none>")
    }
  }

  /// What a load balancer's status names, cut as the table does.
  static func loadBalancerAddresses(_ object: JSONValue) -> String {
    let addresses = object.list("status", "loadBalancer", "ingress").map { entry in
      entry.text("ip").ifEmpty(entry.text("hostname"))
    }
    return Array(Set(addresses.filter { !$0.isEmpty })).sorted().joined(separator: ",")
  }

  private static func ports(_ service: JSONValue) -> String {
    service.list("spec", "ports").map { port in
      let node = port.integer("nodePort")
      let number = node > 0 ? "\(port.integer("port")):\(node)" : "\(port.integer("port"))"
      return number + "/" + port.text("protocol")
    }.joined(separator: ",")
  }
}

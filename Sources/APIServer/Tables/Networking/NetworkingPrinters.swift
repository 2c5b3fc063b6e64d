import KubernetesModel

enum NetworkingPrinters {
  static let ingress = TablePrinter(
    "Name:string/name Class:string Hosts:string Address:string Ports:string Age:string"
  ) { object, now in
    [
      .string(object.name), .string(object.text("spec", "ingressClassName").ifEmpty("<none>")), .string(hosts(object)),
      .string(ServicePrinter.loadBalancerAddresses(object)),
      .string(object.list("spec", "tls").isEmpty ? "80" : "80, 443"), .string(object.age(now)),
    ]
  }

  private static func hosts(_ ingress: JSONValue) -> String {
    let limit = 3
    let all = ingress.list("spec", "rules").map { $0.text("host").ifEmpty("*") }
    guard !all.isEmpty else { return "*" }
    let list = all.prefix(limit).joined(separator: ",")
    return all.count > limit ? list + " + \(all.count - limit) more..." : list
  }

  static let ingressClass = TablePrinter(
    "Name:string/name Controller:string Parameters:string Age:string"
  ) { object, now in
    var parameters = "<none>"
    if let reference = object.at("spec", "parameters") {
      let group = reference.text("apiGroup")
      parameters = reference.text("kind") + (group.isEmpty ? "" : "." + group) + "/" + reference.text("name")
    }
    return [
      .string(object.name), .string(object.text("spec", "controller")), .string(parameters), .string(object.age(now)),
    ]
  }

  static let networkPolicy = TablePrinter("Name:string/name Pod-Selector:string Age:string") { object, now in
    [.string(object.name), selectorCell(object.at("spec", "podSelector")), .string(object.age(now))]
  }

  static let ipAddress = TablePrinter("Name:string/name ParentRef:string") { object, _ in
    let parent = object.at("spec", "parentRef") ?? .null
    let parts = [parent.text("resource"), parent.text("group"), parent.text("namespace"), parent.text("name")]
    return [.string(object.name), .string(parts.filter { !$0.isEmpty }.joined(separator: "/"))]
  }

  static let serviceCIDR = TablePrinter("Name:string/name CIDRs:string Age:string") { object, now in
    [
      .string(object.name), .string(object.list("spec", "cidrs").compactMap(\.stringValue).joined(separator: ",")),
      .string(object.age(now)),
    ]
  }

  static let endpointSlice = TablePrinter(
    "Name:string/name AddressType:string Ports:string Endpoints:string Age:string"
  ) { object, now in
    let ports = object.list("ports").map { $0["port"]?.intValue.map(String.init) ?? "*" }
    let addresses = object.list("endpoints").flatMap { $0.list("addresses").compactMap(\.stringValue) }
    return [
      .string(object.name), .string(object.text("addressType")), .string(few(ports)), .string(few(addresses)),
      .string(object.age(now)),
    ]
  }

  private static func few(_ texts: [String]) -> String {
    let list = texts.prefix(3).joined(separator: ",")
    return texts.count > 3 ? list + " + \(texts.count - 3) more..." : list.ifEmpty("<unset>")
  }
}

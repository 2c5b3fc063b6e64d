import KubernetesModel

enum EndpointsPrinter {
  static let printer = TablePrinter("Name:string/name Endpoints:string Age:string") { object, now in
    [.string(object.name), .string(endpoints(object.list("subsets"))), .string(object.age(now))]
  }

  private static func endpoints(_ subsets: [JSONValue]) -> String {
    guard !subsets.isEmpty else { return "<none>" }
    let limit = 3
    var shown: [String] = []
    var count = 0
    for subset in subsets {
      let addresses = subset.list("addresses").map { $0.text("ip") }
      let ports = subset.list("ports").map { $0.integer("port") }
      if ports.isEmpty {
        count += addresses.count
        shown += addresses.prefix(max(0, limit - shown.count))
      }
      for port in ports {
        for address in addresses {
          if shown.count < limit { shown.append(address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)") }
          count += 1
        }
      }
    }
    let list = shown.joined(separator: ",")
    return count > limit ? list + " + \(count - limit) more..." : list.ifEmpty("<none>")
  }
}

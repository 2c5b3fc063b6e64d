import APIServer
package import KubernetesModel

/// What kube-proxy does on every node.
extension ClusterNetwork {
  /// The Service that has an address: its own, one from outside, or that of its load balancer.
  func service(at address: String) -> Service? {
    let all = api.list(.services)
    if let own = all.first(where: { $0.value.at("spec", "clusterIP")?.stringValue == address }) {
      return Service(own.value)
    }
    for stored in all {
      let service = Service(stored.value)
      let outside = (service.spec["externalIPs"]?.arrayValue ?? []).compactMap(\.stringValue)
      let balanced = service.value.at("status", "loadBalancer", "ingress")?.arrayValue ?? []
      if outside.contains(address) || balanced.contains(where: { $0["ip"]?.stringValue == address }) { return service }
    }
    return nil
  }

  /// A port that the Service does not have is nobody's: its address exists only in rules about its ports.
  func route(_ connection: Connection, through service: Service) -> Route {
    let match = service.ports.first {
      $0.port == connection.port && $0.transport == connection.transport.rawValue
    }
    guard let port = match else { return .timedOut(address: connection.address) }
    return route(connection, through: service, port: port, entering: nil)
  }

  /// `node` is where traffic from outside enters, which a Service with a local policy does not leave again.
  func route(_ connection: Connection, through service: Service, port: ServicePort, entering node: String?) -> Route {
    let proxyNode = node ?? connection.source.nodeName
    guard hasServiceRules(on: proxyNode) else { return .timedOut(address: connection.address) }
    let all = endpoints(of: service, port: port)
    if all.isEmpty { return .refused(address: connection.address) }
    let field = node == nil ? "internalTrafficPolicy" : "externalTrafficPolicy"
    let isLocal = service.text("spec", field) == "Local"
    let usable = isLocal ? all.filter { $0.node == proxyNode } : all
    guard !usable.isEmpty else { return .timedOut(address: connection.address) }
    let endpoint = usable[Int(connection.choice % UInt64(usable.count))]
    if let pod = pod(at: endpoint.address) { return deliver(connection, to: pod, port: endpoint.port) }
    let direct = Connection(
      source: connection.source, address: endpoint.address, port: endpoint.port, transport: connection.transport,
      choice: connection.choice)
    return routeOutside(direct)
  }

  /// To an endpoint that is no pod: the API server, a pod on its node's network, a host that somebody listed by hand.
  private func routeOutside(_ connection: Connection) -> Route {
    guard allowsExit(connection) else { return .timedOut(address: connection.address) }
    if connection.address == APIServer.address, connection.port == 6443 {
      return .apiServer(address: connection.address, port: connection.port)
    }
    let node = api.list(.nodes).lazy.map { Node($0.value) }.first { $0.address("InternalIP") == connection.address }
    if let node {
      return isUp(node.name)
        ? .node(name: node.name, address: connection.address, port: connection.port)
        : .timedOut(address: connection.address)
    }
    guard let address = IPv4(connection.address), ExternalNames.isExternal(address) else {
      return .timedOut(address: connection.address)
    }
    return .external(address: connection.address, port: connection.port)
  }

  /// Where a DaemonSet named kube-proxy is meant to keep the rules and does not run, there are none.
  private func hasServiceRules(on node: String) -> Bool {
    guard api.get(.daemonSets, namespace: "kube-system", "kube-proxy") != nil else { return true }
    return api.list(.pods, namespace: "kube-system").contains { stored in
      let pod = Pod(stored.value)
      return pod.nodeName == node && pod.controller?.name == "kube-proxy" && pod.isReady
    }
  }

  package struct Endpoint: Hashable {
    package let address: String
    package let port: Int
    let node: String
    let hostname: String?
  }

  /// Those that are ready; when none is, those that still serve while they end.
  package func endpoints(of service: Service, port: ServicePort?) -> [Endpoint] {
    let slices = api.list(.endpointSlices, namespace: service.namespace).map(\.value).filter {
      $0.labels["kubernetes.io/service-name"] == service.name
    }
    var ready: [Endpoint] = []
    var ending: [Endpoint] = []
    for slice in slices {
      let found = slice["ports"]?.arrayValue?.first {
        ($0["name"]?.stringValue ?? "") == port?.name && ($0["protocol"]?.stringValue ?? "TCP") == port?.transport
      }
      let number = found?["port"]?.intValue
      if port != nil, number == nil { continue }
      for value in slice["endpoints"]?.arrayValue ?? [] {
        guard let address = value["addresses"]?[0]?.stringValue else { continue }
        let endpoint = Endpoint(
          address: address, port: Int(clamping: number ?? 0), node: value["nodeName"]?.stringValue ?? "",
          hostname: value["hostname"]?.stringValue)
        let conditions = value["conditions"]
        if conditions?["ready"]?.boolValue ?? true {
          ready.append(endpoint)
        } else if conditions?["serving"]?.boolValue == true, conditions?["terminating"]?.boolValue == true {
          ending.append(endpoint)
        }
      }
    }
    return ready.isEmpty ? ending : ready
  }
}

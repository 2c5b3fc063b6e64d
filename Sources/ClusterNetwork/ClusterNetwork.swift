package import APIServer
import KubernetesModel

/// Who reaches whom in a cluster, and how it fails: read from the state of its API server.
package struct ClusterNetwork: Sendable {
  let api: APIServer

  package init(_ api: APIServer) {
    self.api = api
  }

  /// Where packets from `source` to an address and a port end up. Of several endpoints `choice` picks one: a number
  /// that the caller draws or counts up.
  package func route(
    from source: NetworkSource, to address: String, port: Int, transport: Transport = .tcp, choice: UInt64 = 0
  ) -> Route {
    guard let parsed = IPv4(address) else { return .timedOut(address: address) }
    if parsed.isLoopback { return .loopback(port: port) }
    let connection = Connection(source: source, address: address, port: port, transport: transport, choice: choice)
    if address == APIServer.address, port == 6443 {
      return allowsExit(connection) ? .apiServer(address: address, port: port) : .timedOut(address: address)
    }
    if let service = service(at: address) { return route(connection, through: service) }
    if let pod = pod(at: address) { return deliver(connection, to: pod, port: port) }
    if let node = node(at: address) { return route(connection, to: node) }
    guard ExternalNames.isExternal(parsed), allowsExit(connection) else { return .timedOut(address: address) }
    return .external(address: address, port: port)
  }

  /// A connection as its source opens it.
  struct Connection {
    let source: NetworkSource
    let address: String
    let port: Int
    let transport: Transport
    let choice: UInt64
  }

  func pod(at address: String) -> Pod? {
    for stored in api.list(.pods) where stored.value.at("status", "podIP")?.stringValue == address {
      let pod = Pod(stored.value)
      if !pod.isFinished, !pod.isOnHostNetwork { return pod }
    }
    return nil
  }

  private func node(at address: String) -> Node? {
    api.list(.nodes).lazy.map { Node($0.value) }.first { $0.address("InternalIP") == address }
  }

  /// Brings a connection to a pod, past the policies of both ends.
  func deliver(_ connection: Connection, to pod: Pod, port: Int) -> Route {
    let address = pod.podIP
    if case .pod(let own) = connection.source, own.uid == pod.uid {
      return .pod(namespace: pod.namespace, name: pod.name, address: address, port: port)
    }
    guard isUp(pod.nodeName), allows(connection, to: pod, port: port) else {
      return .timedOut(address: connection.address)
    }
    return .pod(namespace: pod.namespace, name: pod.name, address: address, port: port)
  }

  /// A node that nobody has heard of for a while is gone, and its pods with it.
  func isUp(_ nodeName: String) -> Bool {
    guard let node = api.get(.nodes, nodeName) else { return false }
    return Node(node.value).conditions["Ready"]?.status != "Unknown"
  }

  private func route(_ connection: Connection, to node: Node) -> Route {
    guard isUp(node.name) else { return .timedOut(address: connection.address) }
    for stored in api.list(.services) {
      let service = Service(stored.value)
      let match = service.ports.first {
        $0.nodePort == connection.port && $0.transport == connection.transport.rawValue
      }
      if let port = match { return route(connection, through: service, port: port, entering: node.name) }
    }
    if let (pod, port) = hostPort(connection, on: node) { return deliver(connection, to: pod, port: port) }
    guard allowsExit(connection) else { return .timedOut(address: connection.address) }
    return .node(name: node.name, address: connection.address, port: connection.port)
  }

  /// A pod whose container has the port of the node.
  private func hostPort(_ connection: Connection, on node: Node) -> (Pod, Int)? {
    for stored in api.list(.pods) where stored.value.at("spec", "nodeName")?.stringValue == node.name {
      let pod = Pod(stored.value)
      if pod.isFinished || pod.isOnHostNetwork { continue }
      for port in pod.containers.flatMap({ $0["ports"]?.arrayValue ?? [] })
      where port["hostPort"]?.intValue == Int64(connection.port)
        && (port["protocol"]?.stringValue ?? "TCP") == connection.transport.rawValue
      {
        return (pod, Int(clamping: port["containerPort"]?.intValue ?? 0))
      }
    }
    return nil
  }
}

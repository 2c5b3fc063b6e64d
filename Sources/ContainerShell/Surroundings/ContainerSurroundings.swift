/// What a process can reach outside its container. The kubelet gives it, so that a container stays a plain value.
package protocol ContainerSurroundings {
  /// Resolves a host name as the container's resolver does: search domains, then the cluster's DNS.
  func resolve(_ name: String) -> NameResolution

  /// Opens a connection to a host (a name or an address) and a port, and says how that went.
  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome

  /// Opens a connection and asks over HTTP.
  func ask(_ request: HTTPQuestion) -> HTTPOutcome

  /// On what somebody listens in the container's network: all of its pod's containers share it.
  var listeningSockets: [ListeningSocket] { get }
}

extension ContainerSurroundings {
  package var listeningSockets: [ListeningSocket] { [] }
}

/// A TCP port on which connections are accepted.
package struct ListeningSocket: Hashable, Sendable {
  package var port: Int
  package var isLoopbackOnly: Bool

  package init(port: Int, isLoopbackOnly: Bool) {
    self.port = port
    self.isLoopbackOnly = isLoopbackOnly
  }
}

package enum TransportProtocol: String, Sendable {
  case tcp = "TCP"
  case udp = "UDP"
}

package enum NameResolution: Hashable, Sendable {
  case addresses([String], canonicalName: String)
  /// The resolver answered that there is no such name.
  case notFound
  /// No resolver answered.
  case timedOut
}

package enum ConnectionOutcome: Hashable, Sendable {
  case connected(address: String)
  case notResolved(NameResolution)
  /// Nobody listens there.
  case refused(address: String)
  /// The packets are dropped: a policy, a dead node, an address that nobody has.
  case timedOut(address: String)
  case noRoute(address: String)
}

package struct HTTPQuestion: Hashable, Sendable {
  package var method: String
  package var scheme: String
  package var host: String
  package var port: Int
  package var path: String
  package var headers: [String: String]
  package var body: [UInt8]

  package init(
    method: String = "GET", scheme: String = "http", host: String, port: Int, path: String = "/",
    headers: [String: String] = [:], body: [UInt8] = []
  ) {
    self.method = method
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    self.headers = headers
    self.body = body
  }
}

package struct HTTPAnswer: Hashable, Sendable {
  package var status: Int
  package var headers: [String: String]
  package var body: [UInt8]
  /// How long the program took to answer.
  package var latency: Duration

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = [], latency: Duration = .milliseconds(1)) {
    self.status = status
    self.headers = headers
    self.body = body
    self.latency = latency
  }
}

package enum HTTPOutcome: Hashable, Sendable {
  case answered(HTTPAnswer, address: String)
  /// Connected, but what listens there speaks no HTTP: the connection closes without an answer.
  case emptyReply(address: String)
  /// No connection came about; never `.connected`.
  case failed(ConnectionOutcome)
}

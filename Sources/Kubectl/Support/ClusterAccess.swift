/// What the kubeconfig and the command line say of the cluster and of its user.
package struct ClusterAccess: Hashable, Sendable {
  package var context = ""
  package var cluster = ""
  package var user = ""
  /// The API server's URL, with the path that it may have: `http://127.0.0.1:8001/clusters/4f`.
  package var server = "http://localhost:8080"
  package var namespace = "default"
  package var credentials = Credentials()
  package var trust = ServerTrust()
  /// How long to wait for one answer; nil for ever.
  package var timeout: Duration?

  package init() {}
}

/// How a client proves who it is.
package struct Credentials: Hashable, Sendable {
  package var token = ""
  package var username = ""
  package var password = ""
  /// PEM; empty for none.
  package var certificate: [UInt8] = []
  package var key: [UInt8] = []
  /// Whom the kubeconfig wants requests to act as; empty for nobody else.
  package var actsAs = ""
  package var actsAsUID = ""
  package var actsAsGroups: [String] = []

  package init() {}
}

/// How a client knows its server.
package struct ServerTrust: Hashable, Sendable {
  /// PEM; empty for the system's authorities.
  package var authority: [UInt8] = []
  package var skipsVerification = false
  /// The name to expect in the server's certificate; empty for the host's.
  package var serverName = ""
}

package import APIServer
package import SimulationKernel

/// What a client shows to be known by.
package struct ClientCredentials: Sendable {
  /// Whether knowing the cluster's path is enough: where nobody but the player can have learnt it.
  package var isTrusted = true
  /// A ServiceAccount's.
  package var bearerToken: String?
  /// In its distinguished encoding; the client has its key.
  package var certificate: [UInt8]?

  /// Whom they speak for in a cluster; nil when what was shown is not good.
  package func user(in server: APIServer, at now: Instant) -> UserInfo? {
    if let certificate, let user = server.user(ofCertificate: certificate, at: now) { return user }
    if let bearerToken { return server.user(ofToken: bearerToken, at: now) }
    guard certificate == nil else { return nil }
    return isTrusted ? .admin : .anonymous
  }
}

import APIServer
package import Cluster
import KubernetesModel
package import SimulationKernel

/// How a server with one cluster and that cluster's administrator know each other over TLS. All of it is made anew: nobody
/// has to bring a certificate.
package struct SecureAccess: Sendable {
  /// Whom the client is to trust, as PEM.
  package let authority: [UInt8]
  package let server: ServerIdentity
  /// By what the administrator is known, as PEM.
  package let certificate: [UInt8]
  package let key: [UInt8]

  /// As long as kubeadm's client certificates.
  private static let life = Duration.seconds(365 * 24 * 3600)

  /// - Parameter names: Under which clients come to the server; also addresses in numbers.
  package init(to cluster: Cluster, at now: Instant, names: [String]) throws(OpenSSLError) {
    let own = try OwnIdentity(for: names)
    authority = own.authority
    server = own.server
    let key = try PrivateKey()
    let subject = DistinguishedName([("O", "system:masters"), ("CN", UserInfo.admin.name)])
    let request = CertificateRequest(subject: subject, publicKey: try key.publicKey())
    let serial = (0..<16).map { _ in UInt8.random(in: 0...127) }
    certificate = Array(cluster.server.issueCertificate(for: request, serial: serial, life: Self.life, at: now).utf8)
    self.key = try key.pem()
  }
}

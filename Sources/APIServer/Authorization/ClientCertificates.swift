package import KubernetesModel
package import SimulationKernel

/// Certificates by which clients are known.
extension APIServer {
  private static let authority = DistinguishedName([("CN", "kubernetes")])
  /// Clocks may differ by five minutes.
  private static let slack = Duration.seconds(300)

  /// A certificate of this cluster's authority, as PEM.
  /// - Parameters:
  ///   - serial: A number that no other certificate has.
  ///   - life: How long it is good for.
  package func issueCertificate(
    for request: CertificateRequest, serial: [UInt8], life: Duration, at now: Instant
  ) -> String {
    Certificate.pem(
      for: request, issuer: Self.authority, serial: serial, notBefore: Self.time(now - Self.slack),
      notAfter: Self.time(now + life), sign: signature)
  }

  /// Whom a certificate is about; nil when this cluster did not issue it, or it is not good now.
  /// - Parameter der: The certificate in its distinguished encoding. That the client has its key is proved already.
  package func user(ofCertificate der: [UInt8], at now: Instant) -> UserInfo? {
    guard let certificate = Certificate(der: der), certificate.issuer == Self.authority,
      certificate.signature == signature(of: certificate.content),
      (certificate.notBefore...max(certificate.notBefore, certificate.notAfter)).contains(Self.time(now)),
      let name = certificate.subject.parts.first(where: { $0.key == "CN" })?.value
    else { return nil }
    let groups = certificate.subject.parts.filter { $0.key == "O" }.map(\.value)
    return UserInfo(name: name, groups: groups + ["system:authenticated"])
  }

  /// `261122150825Z`
  private static func time(_ instant: Instant) -> String {
    String(instant.rfc3339.dropFirst(2).filter(\.isNumber)) + "Z"
  }
}

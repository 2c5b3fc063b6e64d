import COpenSSL

/// What a server shows to be known by, as PEM.
package struct ServerIdentity: Sendable {
  /// The server's own certificate first, then those that lead to the authority.
  let certificates: [UInt8]
  let key: [UInt8]

  package init(certificates: [UInt8], key: [UInt8]) {
    self.certificates = certificates
    self.key = key
  }
}

/// A server's identity that an authority of its own vouches for: nobody has to bring a certificate.
struct OwnIdentity: Sendable {
  /// As PEM: what clients are to trust.
  let authority: [UInt8]
  let server: ServerIdentity

  /// - Parameter names: Under which clients come; also addresses in numbers.
  init(for names: [String]) throws(OpenSSLError) {
    let root = try SignedCertificate(
      name: "firedrill", signedBy: nil,
      extensions: [
        (NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,cRLSign"),
        (NID_subject_key_identifier, "hash"),
      ])
    let known = names.map { ($0.contains(":") || $0.allSatisfy { $0.isNumber || $0 == "." } ? "IP:" : "DNS:") + $0 }
    let leaf = try SignedCertificate(
      name: "kube-apiserver", signedBy: root,
      extensions: [
        (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
        (NID_ext_key_usage, "serverAuth"), (NID_subject_alt_name, known.joined(separator: ",")),
        (NID_authority_key_identifier, "keyid"),
      ])
    authority = try root.pem()
    server = ServerIdentity(certificates: try leaf.pem(), key: try leaf.key.pem())
  }
}

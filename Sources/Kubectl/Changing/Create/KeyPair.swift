import KubernetesModel

/// Checks that a certificate and a key are what they should be, in the words of Go's `tls.X509KeyPair`.
enum KeyPair {
  static func check(certificate: [UInt8], key: [UInt8]) throws(KubectlError) {
    let certificates = labels(in: certificate)
    if certificates.isEmpty { throw .message("tls: failed to find any PEM data in certificate input") }
    guard certificates.contains(Certificate.label) else {
      if certificates.count == 1, isKey(certificates[0]) {
        throw .message(
          "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched"
        )
      }
      throw .message(
        "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: [\(certificates.joined(separator: " "))]"
      )
    }
    let keys = labels(in: key)
    if keys.isEmpty { throw .message("tls: failed to find any PEM data in key input") }
    guard keys.contains(where: isKey) else {
      if keys == [Certificate.label] {
        throw .message("tls: found a certificate rather than a key in the PEM for the private key")
      }
      throw .message(
        "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the following types: [\(keys.joined(separator: " "))]"
      )
    }
    guard Certificate(pem: String(decoding: certificate, as: UTF8.self)) != nil else {
      throw .message("x509: malformed certificate")
    }
  }

  private static func isKey(_ label: String) -> Bool { label == "PRIVATE KEY" || label.hasSuffix(" PRIVATE KEY") }

  /// The labels of the blocks that have both a beginning and an end.
  private static func labels(in bytes: [UInt8]) -> [String] {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(\.trimmingBlanks)
    return lines.compactMap { line in
      guard line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") else { return nil }
      let label = String(line.dropFirst("-----BEGIN ".count).dropLast(5))
      return lines.contains("-----END \(label)-----") ? label : nil
    }
  }
}

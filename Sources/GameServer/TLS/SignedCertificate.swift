import COpenSSL

/// A certificate with its key, signed by itself or by an authority.
final class SignedCertificate {
  /// Seconds that a certificate is good for: ten years, as kubeadm's authorities are.
  private static let life = 3650 * 24 * 3600
  /// Seconds by which clocks may differ.
  private static let slack = 300

  let pointer: OpaquePointer
  let key: PrivateKey

  /// - Parameters:
  ///   - name: The common name of its subject.
  ///   - issuer: Who signs; nil for itself.
  ///   - extensions: With their values in the words of OpenSSL's configuration: `CA:TRUE`.
  init(
    name: String, signedBy issuer: SignedCertificate?, extensions: [(number: Int32, value: String)]
  ) throws(OpenSSLError) {
    key = try PrivateKey()
    guard let certificate = X509_new() else { throw OpenSSLError() }
    pointer = certificate
    try identify(name, issuer)
    for (number, value) in extensions { try add(number, value, issuer) }
    guard X509_sign(certificate, (issuer?.key ?? key).pointer, EVP_sha256()) > 0 else { throw OpenSSLError() }
  }

  deinit { X509_free(pointer) }

  /// As PEM.
  func pem() throws(OpenSSLError) -> [UInt8] {
    let bytes = MemoryBIO.written { PEM_write_bio_X509($0, pointer) == 1 }
    guard let bytes else { throw OpenSSLError() }
    return bytes
  }

  private func identify(_ name: String, _ issuer: SignedCertificate?) throws(OpenSSLError) {
    let serial = UInt64.random(in: 1...UInt64(Int64.max))
    let subject = X509_get_subject_name(pointer)
    let utf8: Int32 = 0x1000
    let isNamed = Array(name.utf8).withUnsafeBufferPointer {
      X509_NAME_add_entry_by_txt(subject, "CN", utf8, $0.baseAddress, Int32(clamping: $0.count), -1, 0) == 1
    }
    // Version 3 counts from nothing.
    guard isNamed, X509_set_version(pointer, 2) == 1,
      ASN1_INTEGER_set_uint64(X509_get_serialNumber(pointer), serial) == 1,
      X509_gmtime_adj(X509_getm_notBefore(pointer), -Self.slack) != nil,
      X509_gmtime_adj(X509_getm_notAfter(pointer), Self.life) != nil,
      X509_set_pubkey(pointer, key.pointer) == 1,
      X509_set_issuer_name(pointer, X509_get_subject_name(issuer?.pointer ?? pointer)) == 1
    else { throw OpenSSLError() }
  }

  private func add(_ number: Int32, _ value: String, _ issuer: SignedCertificate?) throws(OpenSSLError) {
    var context = X509V3_CTX()
    X509V3_set_ctx(&context, issuer?.pointer ?? pointer, pointer, nil, nil, 0)
    guard let made = X509V3_EXT_conf_nid(nil, &context, number, value) else { throw OpenSSLError() }
    defer { X509_EXTENSION_free(made) }
    guard X509_add_ext(pointer, made, -1) == 1 else { throw OpenSSLError() }
  }
}

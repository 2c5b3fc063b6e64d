import COpenSSL

/// What all TLS connections to a server have in common.
final class TLSContext: @unchecked Sendable {
  // OpenSSL counts references to a context under a lock, and nothing changes it once it is made.
  private let context: OpaquePointer

  init(_ identity: ServerIdentity) throws(OpenSSLError) {
    guard let context = SSL_CTX_new(TLS_server_method()) else { throw OpenSSLError() }
    self.context = context
    // Version 1.2 at least, and no resumption: a resumed session would not say who the client is.
    _ = SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
    _ = SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
    SSL_CTX_set_num_tickets(context, 0)
    // A client may show a certificate; whether the cluster issued it is asked where requests are answered.
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, { _, _ in 1 })
    try use(identity)
  }

  deinit { SSL_CTX_free(context) }

  private func use(_ identity: ServerIdentity) throws(OpenSSLError) {
    let hasCertificates = MemoryBIO.reading(identity.certificates) { memory in
      guard let own = PEM_read_bio_X509(memory, nil, nil, nil) else { return false }
      defer { X509_free(own) }
      guard SSL_CTX_use_certificate(context, own) == 1 else { return false }
      while let next = PEM_read_bio_X509(memory, nil, nil, nil) {
        // The context owns what it takes.
        if SSL_CTX_ctrl(context, SSL_CTRL_EXTRA_CHAIN_CERT, 0, UnsafeMutableRawPointer(next)) != 1 {
          X509_free(next)
          return false
        }
      }
      ERR_clear_error()
      return true
    }
    guard hasCertificates else { throw OpenSSLError() }
    let hasKey = MemoryBIO.reading(identity.key) { memory in
      guard let key = PEM_read_bio_PrivateKey(memory, nil, nil, nil) else { return false }
      defer { EVP_PKEY_free(key) }
      return SSL_CTX_use_PrivateKey(context, key) == 1 && SSL_CTX_check_private_key(context) == 1
    }
    guard hasKey else { throw OpenSSLError() }
  }

  func session() -> TLSSession? { SSL_new(context).map(TLSSession.init) }
}

import COpenSSL
import Glibc

/// Whom to trust on a TLS connection, and how to say who asks.
package struct TLSSettings: Hashable, Sendable {
  /// PEM; empty for the system's authorities.
  package var authority: [UInt8]
  package var skipsVerification: Bool
  /// The name to expect in the server's certificate; empty for the host's.
  package var serverName: String
  /// The client's certificate, and its private key, as PEM; empty for none.
  package var certificate: [UInt8]
  package var key: [UInt8]

  package init(
    authority: [UInt8] = [], skipsVerification: Bool = false, serverName: String = "", certificate: [UInt8] = [],
    key: [UInt8] = []
  ) {
    self.authority = authority
    self.skipsVerification = skipsVerification
    self.serverName = serverName
    self.certificate = certificate
    self.key = key
  }
}

/// What all TLS connections to one server have in common.
package final class TLSContext {
  fileprivate let context: OpaquePointer
  private let settings: TLSSettings

  package init(_ settings: TLSSettings) throws(NetworkProblem) {
    guard let context = SSL_CTX_new(TLS_client_method()) else { throw .failed("tls: \(Self.reason())") }
    self.context = context
    self.settings = settings
    // Version 1.2 at least, as Go wants it.
    _ = SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
    SSL_CTX_set_verify(context, settings.skipsVerification ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nil)
    if settings.authority.isEmpty {
      _ = SSL_CTX_set_default_verify_paths(context)
    } else {
      try addAuthorities()
    }
    if !settings.certificate.isEmpty { try useCertificate() }
  }

  deinit { SSL_CTX_free(context) }

  private func addAuthorities() throws(NetworkProblem) {
    var count = 0
    withMemory(settings.authority) { memory in
      while let certificate = PEM_read_bio_X509(memory, nil, nil, nil) {
        _ = X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate)
        X509_free(certificate)
        count += 1
      }
    }
    ERR_clear_error()
    if count == 0 { throw .failed("unable to load root certificates: unable to parse bytes as PEM block") }
  }

  private func useCertificate() throws(NetworkProblem) {
    let hasCertificate = withMemory(settings.certificate) { memory in
      guard let certificate = PEM_read_bio_X509(memory, nil, nil, nil) else { return false }
      defer { X509_free(certificate) }
      return SSL_CTX_use_certificate(context, certificate) == 1
    }
    guard hasCertificate else { throw .failed("tls: failed to find any PEM data in certificate input") }
    let hasKey = withMemory(settings.key) { memory in
      guard let key = PEM_read_bio_PrivateKey(memory, nil, nil, nil) else { return false }
      defer { EVP_PKEY_free(key) }
      return SSL_CTX_use_PrivateKey(context, key) == 1
    }
    guard hasKey else { throw .failed("tls: failed to find any PEM data in key input") }
  }

  /// The reason of the error that happened first, in OpenSSL's words.
  fileprivate static func reason() -> String {
    let code = ERR_get_error()
    return ERR_reason_error_string(code).map { String(cString: $0) } ?? "unknown error \(code)"
  }

  @discardableResult
  private func withMemory<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      let memory = BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { BIO_free(memory) }
      return body(memory)
    }
  }

  /// Sets up TLS on a connection.
  func session(_ socket: Socket, _ host: String, until deadline: Deadline?) throws(NetworkProblem) -> TLSSession {
    let name = settings.serverName.isEmpty ? host : settings.serverName
    return try TLSSession(self, socket, name: name, until: deadline)
  }
}

/// TLS on one connection. The socket does not block: what cannot go on says so.
package final class TLSSession {
  private let context: TLSContext
  private let session: OpaquePointer
  /// Kept for as long as the session uses its descriptor.
  private let socket: Socket
  /// Whether what could not go on waits for the socket to take bytes.
  private(set) var wantsToWrite = false

  fileprivate init(
    _ context: TLSContext, _ socket: Socket, name: String, until deadline: Deadline?
  ) throws(NetworkProblem) {
    self.context = context
    self.socket = socket
    guard let session = SSL_new(context.context) else { throw .failed("tls: \(TLSContext.reason())") }
    self.session = session
    expect(name)
    _ = SSL_set_fd(session, socket.descriptor)
    try shakeHands(name, until: deadline)
  }

  deinit { SSL_free(session) }

  /// The name that the server's certificate must carry, and that the server is told.
  private func expect(_ name: String) {
    var address = in6_addr()
    if inet_pton(AF_INET, name, &address) == 1 || inet_pton(AF_INET6, name, &address) == 1 {
      _ = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), name)
      return
    }
    _ = SSL_set1_host(session, name)
    var text = Array(name.utf8CString)
    text.withUnsafeMutableBytes { _ = SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, 0, $0.baseAddress) }
  }

  private func shakeHands(_ name: String, until deadline: Deadline?) throws(NetworkProblem) {
    while true {
      ERR_clear_error()
      let result = SSL_connect(session)
      if result == 1 { return }
      switch SSL_get_error(session, result) {
      case SSL_ERROR_WANT_READ: wantsToWrite = false
      case SSL_ERROR_WANT_WRITE: wantsToWrite = true
      default: throw failure(name)
      }
      let events = Int16(wantsToWrite ? POLLOUT : POLLIN)
      let happened = try Socket.poll([(socket.descriptor, events)], milliseconds: deadline.milliseconds)[0]
      if happened == 0 { throw .timedOut }
    }
  }

  /// Why there is no connection, in the words of Go's crypto packages.
  private func failure(_ name: String) -> NetworkProblem {
    let why: String
    switch SSL_get_verify_result(session) {
    case 0:
      let reason = TLSContext.reason()
      if reason == "wrong version number" { return .failed("http: server gave HTTP response to HTTPS client") }
      if reason.hasPrefix("unknown error 0") { return .endOfStream }
      return .failed("remote error: tls: \(reason)")
    case 9, 10: why = "certificate has expired or is not yet valid"
    case 62, 64: why = "certificate is not valid for \(name)"
    default: why = "certificate signed by unknown authority"
    }
    return .failed("tls: failed to verify certificate: x509: \(why)")
  }

  /// As `Socket.readAvailable`.
  func readAvailable(_ limit: Int) throws(NetworkProblem) -> [UInt8]? {
    ERR_clear_error()
    var result: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, size in
      result = SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count))
      size = Int(max(0, result))
    }
    return try canGoOn(result) ? (result > 0 ? bytes : nil) : []
  }

  /// As `Socket.writeAvailable`.
  func writeAvailable(_ bytes: ArraySlice<UInt8>) throws(NetworkProblem) -> Int {
    ERR_clear_error()
    let result = bytes.withUnsafeBytes { buffer in
      SSL_write(session, buffer.baseAddress, Int32(clamping: buffer.count))
    }
    guard try canGoOn(result) else { throw .endOfStream }
    return Int(max(0, result))
  }

  /// Whether the connection stands after a call; false at its end.
  private func canGoOn(_ result: Int32) throws(NetworkProblem) -> Bool {
    wantsToWrite = false
    if result > 0 { return true }
    switch SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ: return true
    case SSL_ERROR_WANT_WRITE:
      wantsToWrite = true
      return true
    case SSL_ERROR_ZERO_RETURN: return false
    default:
      let reason = TLSContext.reason()
      if reason.hasPrefix("unknown error 0") || reason == "unexpected eof while reading" { return false }
      throw .failed("tls: \(reason)")
    }
  }
}

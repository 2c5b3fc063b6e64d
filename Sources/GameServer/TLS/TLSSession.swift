import COpenSSL

/// The server's end of TLS on one connection, apart from how its bytes travel.
final class TLSSession {
  enum Progress: Equatable {
    /// Nothing more can be done until the client has sent something.
    case wantsMore
    case done
    /// The client ended what it sends.
    case ended
    case failed
  }

  private let session: OpaquePointer
  private let received = BIO_new(BIO_s_mem())
  private let toSend = BIO_new(BIO_s_mem())

  init(_ session: OpaquePointer) {
    self.session = session
    // The session owns both from here on.
    SSL_set_bio(session, received, toSend)
    SSL_set_accept_state(session)
  }

  deinit { SSL_free(session) }

  /// Takes in what came from the client.
  func receive(_ bytes: UnsafeRawBufferPointer) {
    _ = BIO_write(received, bytes.baseAddress, Int32(clamping: bytes.count))
  }

  /// What is to be sent to the client.
  func takeOutput() -> [UInt8] { MemoryBIO.take(toSend) }

  func shakeHands() -> Progress {
    ERR_clear_error()
    return progress(SSL_do_handshake(session))
  }

  /// Decrypts into `buffer`; how many bytes, where it is done.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> (progress: Progress, count: Int) {
    ERR_clear_error()
    let result = SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count))
    return (progress(result), max(0, Int(result)))
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Progress {
    guard bytes.count > 0 else { return .done }
    ERR_clear_error()
    return progress(SSL_write(session, bytes.baseAddress, Int32(clamping: bytes.count)))
  }

  /// Tells the client that nothing more comes.
  func end() {
    ERR_clear_error()
    _ = SSL_shutdown(session)
  }

  /// Whether the error that just happened is that of a client that speaks plain HTTP.
  var clientSpokeHTTP: Bool { ERR_peek_error() & 0x7F_FFFF == UInt(SSL_R_HTTP_REQUEST) }

  /// The certificate that the client showed, in its distinguished encoding. TLS has proved that the client has its key.
  var clientCertificate: [UInt8]? {
    guard let certificate = SSL_get1_peer_certificate(session) else { return nil }
    defer { X509_free(certificate) }
    return MemoryBIO.written { i2d_X509_bio($0, certificate) == 1 }
  }

  private func progress(_ result: Int32) -> Progress {
    if result > 0 { return .done }
    return switch SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ: .wantsMore
    case SSL_ERROR_ZERO_RETURN: .ended
    default: .failed
    }
  }
}

import Glibc
import Kubectl

/// What all TLS connections to one server have in common: whom to trust, and how to say who asks.
final class TLSContext {
  fileprivate let library: OpenSSL
  fileprivate let context: OpenSSL.Pointer
  private let trust: ServerTrust

  init(_ access: ClusterAccess) throws(NetworkProblem) {
    library = try OpenSSL.load()
    guard let context = library.newContext(library.method()) else { throw .failed("tls: \(library.reason())") }
    self.context = context
    trust = access.trust
    // Version 1.2 at least, as Go wants it.
    _ = library.controlContext(context, 123, 0x0303, nil)
    library.setVerification(context, trust.skipsVerification ? 0 : 1, nil)
    if trust.authority.isEmpty {
      _ = library.useSystemAuthorities(context)
    } else {
      try addAuthorities()
    }
    if !access.credentials.certificate.isEmpty { try useCertificate(access.credentials) }
  }

  deinit { library.freeContext(context) }

  private func addAuthorities() throws(NetworkProblem) {
    var count = 0
    withMemory(trust.authority) { memory in
      while let certificate = library.readCertificate(memory, nil, nil, nil) {
        _ = library.addAuthority(library.authorities(context), certificate)
        library.freeCertificate(certificate)
        count += 1
      }
    }
    library.clearErrors()
    if count == 0 { throw .failed("unable to load root certificates: unable to parse bytes as PEM block") }
  }

  private func useCertificate(_ credentials: Credentials) throws(NetworkProblem) {
    let hasCertificate = withMemory(credentials.certificate) { memory in
      guard let certificate = library.readCertificate(memory, nil, nil, nil) else { return false }
      defer { library.freeCertificate(certificate) }
      return library.useCertificate(context, certificate) == 1
    }
    guard hasCertificate else { throw .failed("tls: failed to find any PEM data in certificate input") }
    let hasKey = withMemory(credentials.key) { memory in
      guard let key = library.readKey(memory, nil, nil, nil) else { return false }
      defer { library.freeKey(key) }
      return library.useKey(context, key) == 1
    }
    guard hasKey else { throw .failed("tls: failed to find any PEM data in key input") }
  }

  @discardableResult
  private func withMemory<Result>(_ bytes: [UInt8], _ body: (OpenSSL.Pointer?) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      let memory = library.memory(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { library.freeMemory(memory) }
      return body(memory)
    }
  }

  /// Sets up TLS on a connection.
  func session(_ socket: Socket, _ host: String, until deadline: Deadline?) throws(NetworkProblem) -> TLSSession {
    let name = trust.serverName.isEmpty ? host : trust.serverName
    return try TLSSession(self, socket, name: name, until: deadline)
  }
}

/// TLS on one connection. The socket does not block: what cannot go on says so.
final class TLSSession {
  private static let wantsRead: Int32 = 2
  private static let wantsWrite: Int32 = 3
  private static let closed: Int32 = 6

  private let context: TLSContext
  private let library: OpenSSL
  private let session: OpenSSL.Pointer
  /// Kept for as long as the session uses its descriptor.
  private let socket: Socket
  /// Whether what could not go on waits for the socket to take bytes.
  private(set) var wantsToWrite = false

  fileprivate init(
    _ context: TLSContext, _ socket: Socket, name: String, until deadline: Deadline?
  ) throws(NetworkProblem) {
    self.context = context
    self.socket = socket
    library = context.library
    guard let session = library.newSession(context.context) else { throw .failed("tls: \(library.reason())") }
    self.session = session
    expect(name)
    _ = library.setDescriptor(session, socket.descriptor)
    try shakeHands(name, until: deadline)
  }

  deinit { library.freeSession(session) }

  /// The name that the server's certificate must carry, and that the server is told.
  private func expect(_ name: String) {
    var address = in6_addr()
    if inet_pton(AF_INET, name, &address) == 1 || inet_pton(AF_INET6, name, &address) == 1 {
      _ = library.setAddress(library.parameters(session), name)
      return
    }
    _ = library.setHost(session, name)
    var text = Array(name.utf8CString)
    text.withUnsafeMutableBytes { _ = library.control(session, 55, 0, $0.baseAddress) }
  }

  private func shakeHands(_ name: String, until deadline: Deadline?) throws(NetworkProblem) {
    while true {
      library.clearErrors()
      let result = library.connect(session)
      if result == 1 { return }
      switch library.error(session, result) {
      case Self.wantsRead: wantsToWrite = false
      case Self.wantsWrite: wantsToWrite = true
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
    switch library.verification(session) {
    case 0:
      let reason = library.reason()
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
    library.clearErrors()
    var result: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, size in
      result = library.read(session, UnsafeMutableRawPointer(buffer.baseAddress), Int32(clamping: buffer.count))
      size = Int(max(0, result))
    }
    return try canGoOn(result) ? (result > 0 ? bytes : nil) : []
  }

  /// As `Socket.writeAvailable`.
  func writeAvailable(_ bytes: ArraySlice<UInt8>) throws(NetworkProblem) -> Int {
    library.clearErrors()
    let result = bytes.withUnsafeBytes { buffer in
      library.write(session, UnsafeMutableRawPointer(mutating: buffer.baseAddress), Int32(clamping: buffer.count))
    }
    guard try canGoOn(result) else { throw .endOfStream }
    return Int(max(0, result))
  }

  /// Whether the connection stands after a call; false at its end.
  private func canGoOn(_ result: Int32) throws(NetworkProblem) -> Bool {
    wantsToWrite = false
    if result > 0 { return true }
    switch library.error(session, result) {
    case Self.wantsRead: return true
    case Self.wantsWrite:
      wantsToWrite = true
      return true
    case Self.closed: return false
    default:
      let reason = library.reason()
      if reason.hasPrefix("unknown error 0") || reason == "unexpected eof while reading" { return false }
      throw .failed("tls: \(reason)")
    }
  }
}

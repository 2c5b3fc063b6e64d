import Glibc

/// A TCP connection, read and written by one thread, that never waits longer than it is told.
final class Socket {
  let descriptor: Int32

  /// Connects to the first of the host's addresses that answers.
  init(_ address: ServerAddress, until deadline: Deadline?) throws(NetworkProblem) {
    var problem = NetworkProblem.failed("dial tcp: lookup \(address.host): no such host")
    for target in try Self.addresses(of: address) {
      do throws(NetworkProblem) {
        descriptor = try Self.connected(target, until: deadline)
        return
      } catch {
        problem = error
      }
    }
    throw problem
  }

  deinit { Glibc.close(descriptor) }

  // MARK: Connecting

  /// An address as the system's calls take it.
  private struct Target {
    let family: Int32
    let bytes: [UInt8]
    /// `127.0.0.1:8001`
    let name: String
  }

  private static func addresses(of address: ServerAddress) throws(NetworkProblem) -> [Target] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, String(address.port), &hints, &list)
    guard code == 0 else {
      let reason = code == EAI_NONAME ? "no such host" : String(cString: gai_strerror(code)).lowercased()
      throw .failed("dial tcp: lookup \(address.host): \(reason)")
    }
    defer { freeaddrinfo(list) }
    var targets: [Target] = []
    var next = list
    while let entry = next?.pointee {
      next = entry.ai_next
      guard let start = entry.ai_addr else { continue }
      let bytes = Array(UnsafeRawBufferPointer(start: start, count: Int(entry.ai_addrlen)))
      targets.append(Target(family: entry.ai_family, bytes: bytes, name: name(start, entry.ai_addrlen)))
    }
    // As Go does, which asks version 4 of a name first where there is a choice.
    return targets.filter { $0.family == AF_INET } + targets.filter { $0.family != AF_INET }
  }

  private static func name(_ address: UnsafeMutablePointer<sockaddr>, _ length: socklen_t) -> String {
    var host = [CChar](repeating: 0, count: 128)
    var port = [CChar](repeating: 0, count: 16)
    getnameinfo(address, length, &host, 127, &port, 15, NI_NUMERICHOST | NI_NUMERICSERV)
    let text = { (buffer: [CChar]) in
      String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return text(host).contains(":") ? "[\(text(host))]:\(text(port))" : "\(text(host)):\(text(port))"
  }

  private static func connected(_ target: Target, until deadline: Deadline?) throws(NetworkProblem) -> Int32 {
    let descriptor = socket(target.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("dial tcp \(target.name): socket") }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    let result = target.bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      } ?? -1
    }
    do throws(NetworkProblem) {
      if result == 0 { return descriptor }
      guard errno == EINPROGRESS else { throw .system("dial tcp \(target.name): connect") }
      // As long as Go's dialer waits.
      let limit = Deadline(after: .seconds(30))
      let wait = min(limit.milliseconds, deadline?.milliseconds ?? .max)
      guard try Self.poll([(descriptor, Int16(POLLOUT))], milliseconds: wait)[0] != 0 else {
        if limit.hasPassed { throw .failed("dial tcp \(target.name): i/o timeout") }
        throw .timedOut
      }
      var code: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
      if code != 0 { throw .system("dial tcp \(target.name): connect", code) }
      return descriptor
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  // MARK: Waiting, reading, writing

  /// Waits until something happens to one of several descriptors. What happened to each; all 0 when nothing did.
  static func poll(
    _ interests: [(descriptor: Int32, events: Int16)], milliseconds: Int32
  ) throws(NetworkProblem) -> [Int16] {
    var requests = interests.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
    while true {
      let count = Glibc.poll(&requests, nfds_t(requests.count), milliseconds)
      if count >= 0 { return requests.map(\.revents) }
      if errno != EINTR { throw .system("poll") }
    }
  }

  /// What has come, at most `limit` bytes; nil when nothing has, empty at the end.
  func readAvailable(_ limit: Int) throws(NetworkProblem) -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, size in
      count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      size = max(0, count)
    }
    if count >= 0 { return bytes }
    if errno == EAGAIN || errno == EINTR { return nil }
    throw .system("read tcp")
  }

  /// How many of the bytes the system took; 0 when it takes none just now.
  func writeAvailable(_ bytes: ArraySlice<UInt8>) throws(NetworkProblem) -> Int {
    let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if count >= 0 { return count }
    if errno == EAGAIN || errno == EINTR { return 0 }
    throw .system("write tcp")
  }
}

import Glibc

/// A TCP connection, read and written by one thread, that never waits longer than it is told.
package final class Socket {
  let descriptor: Int32

  /// Connects to the first of the host's addresses that answers.
  init(_ address: ServerAddress, until deadline: Deadline?) throws(NetworkProblem) {
    var problem = NetworkProblem.failed("dial tcp: lookup \(address.host): no such host")
    for target in try HostLookup.targets(of: address, until: deadline) {
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

  private static func connected(_ target: HostLookup.Target, until deadline: Deadline?) throws(NetworkProblem) -> Int32
  {
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
  package static func poll(
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

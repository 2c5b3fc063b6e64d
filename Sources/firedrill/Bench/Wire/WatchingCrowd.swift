import Glibc

/// Clients that watch, all of them in one thread.
struct WatchingCrowd {
  private static let bufferSize = 1 << 16

  private let sockets: [LoopbackSocket]
  private var buffer = [UInt8](repeating: 0, count: bufferSize)

  /// Opens watches, and waits until all of them have their first events.
  init(paths: [String], port: UInt16) throws {
    sockets = try paths.map { path in
      let socket = try LoopbackSocket(port: port)
      try socket.send(WireRequest.bytes("GET", path))
      return socket
    }
    try wait(for: "\"ADDED\"")
  }

  /// Waits until each client has received `text`, which comes in one piece.
  mutating func wait(for text: String) throws {
    for socket in sockets {
      while try !receives(text, on: socket) {}
    }
  }

  private mutating func receives(_ text: String, on socket: LoopbackSocket) throws -> Bool {
    try buffer.withUnsafeMutableBytes { buffer in
      // What comes is text; it gets the end that C wants.
      let count = try socket.receive(into: UnsafeMutableRawBufferPointer(rebasing: buffer.dropLast()))
      buffer[count] = 0
      guard let start = buffer.baseAddress else { return false }
      return strstr(start.assumingMemoryBound(to: CChar.self), text) != nil
    }
  }

  /// Reads whatever comes for a while.
  mutating func read(for seconds: Int) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    var ready = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    while ContinuousClock.now < end {
      guard poll(&ready, nfds_t(ready.count), 1000) > 0 else { continue }
      for index in ready.indices where ready[index].revents != 0 {
        _ = try buffer.withUnsafeMutableBytes { try sockets[index].receive(into: $0) }
      }
    }
  }
}

/// The process's limit of open files, which its connections need.
enum FileLimit {
  static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

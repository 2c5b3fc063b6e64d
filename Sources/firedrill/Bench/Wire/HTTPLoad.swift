import Glibc

/// Clients of one server that each send a request when they have the answer to the one before, over connections that they
/// keep: all of them in one thread, so that the server has the rest of the machine.
struct HTTPLoad {
  struct Result {
    let answers: Int
    let bodyBytes: Int
    let seconds: Double
    /// Of each answer.
    let milliseconds: [Double]

    var perSecond: Double { Double(answers) / max(1e-6, seconds) }
  }

  private struct Client {
    let socket: LoopbackSocket
    var counter = AnswerCounter()
    var sentAt: UInt64 = 0
  }

  private static let bufferSize = 1 << 18

  let port: UInt16
  let clients: Int

  /// Sends `count` requests in all, the `number`th of them as `request` makes it.
  func run(count: Int, _ request: (Int) -> [UInt8]) throws -> Result {
    var all = try (0..<min(clients, count)).map { _ in Client(socket: try LoopbackSocket(port: port)) }
    var ready = all.map { pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 16)
    defer { buffer.deallocate() }
    var times: [Double] = []
    times.reserveCapacity(count)
    var (next, answers) = (0, 0)
    let start = Stopwatch.nanoseconds()
    func send(_ client: inout Client) throws {
      guard next < count else { return }
      client.sentAt = Stopwatch.nanoseconds()
      try client.socket.send(request(next))
      next += 1
    }
    for index in all.indices { try send(&all[index]) }
    while answers < count {
      guard poll(&ready, nfds_t(ready.count), 10_000) > 0 || errno == EINTR else {
        throw Failure("the server does not answer")
      }
      for index in ready.indices where ready[index].revents != 0 {
        let received = try all[index].socket.receive(into: buffer)
        guard try all[index].counter.take(UnsafeRawBufferPointer(rebasing: buffer[..<received])) else { continue }
        times.append(Double(Stopwatch.nanoseconds() - all[index].sentAt) / 1e6)
        answers += 1
        try send(&all[index])
      }
    }
    return Result(
      answers: answers, bodyBytes: all.reduce(0) { $0 + $1.counter.bodyBytes },
      seconds: Double(Stopwatch.nanoseconds() - start) / 1e9, milliseconds: times)
  }
}

/// A request as it goes over the wire.
enum WireRequest {
  static func bytes(
    _ method: String, _ path: String, accept: String = "application/json", contentType: String = "application/json",
    token: String? = nil, body: [UInt8] = []
  ) -> [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: \(accept)\r\nUser-Agent: firedrill-bench\r\n"
    if let token { head += "Authorization: Bearer \(token)\r\n" }
    if !body.isEmpty { head += "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }
}

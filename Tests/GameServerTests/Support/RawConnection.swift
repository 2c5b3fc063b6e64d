import Glibc

/// A connection of a client that does exactly what it is told.
final class RawConnection {
  struct Answer {
    var status: Int
    var fields: [String: String]
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  private let descriptor: Int32
  private var received: [UInt8] = []
  /// Whether nothing came in time when more was waited for.
  private var hasWaited = false
  /// Whether the head of an answer has come.
  private var hasBegun = false

  /// - Parameters:
  ///   - patience: seconds to wait for more of an answer.
  ///   - window: bytes that may be on their way to this side; nil for what the system likes.
  init(port: Int, patience: Int = 30, window: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    if var window {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    }
    // A sockaddr_in. Which module that type is of depends on the files that are compiled before this one.
    let family = UInt16(AF_INET)
    let address: [UInt8] =
      [UInt8(family & 0xFF), UInt8(family >> 8), UInt8(port >> 8 & 0xFF), UInt8(port & 0xFF), 127, 0, 0, 1]
      + [UInt8](repeating: 0, count: 8)
    let result = address.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      }
    }
    guard result == 0 else { throw Problem.noConnection }
  }

  deinit { close(descriptor) }

  enum Problem: Error {
    case noConnection
    /// The server has closed the connection.
    case ended
    /// Nothing came in time.
    case silence
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Asks, and reads the whole answer.
  func ask(
    _ method: String, _ target: String, fields: [String: String] = [:], body: [UInt8] = []
  ) throws -> Answer {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: test\r\n"
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
    if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
    send(Array((head + "\r\n").utf8) + body)
    return try answer()
  }

  func answer(to method: String = "GET") throws -> Answer {
    var answer = try head()
    while answer.status == 100 { answer = try head() }
    if method == "HEAD" || answer.status < 200 { return answer }
    if answer.fields["transfer-encoding"] == "chunked" {
      while let chunk = try chunk() { answer.body += chunk }
    } else {
      answer.body = try take(Int(answer.fields["content-length"] ?? "0") ?? 0)
    }
    return answer
  }

  func head() throws -> Answer {
    hasBegun = false
    var lines: [String] = []
    while let line = try? line(), !line.isEmpty { lines.append(line) }
    guard let first = lines.first?.split(separator: " "), first.count > 1 else { throw Problem.ended }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    hasBegun = true
    return Answer(status: Int(first[1]) ?? 0, fields: fields, body: [])
  }

  /// The next piece of a chunked body; nil at its end.
  func chunk() throws -> [UInt8]? {
    guard let size = Int(try line(), radix: 16) else { throw Problem.ended }
    let chunk = try take(size)
    _ = try line()
    return size == 0 ? nil : chunk
  }

  private func line() throws -> String {
    while true {
      if let end = received.firstIndex(of: 0x0A) {
        let line = received[..<end]
        received.removeFirst(end + 1)
        return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      }
      try fill()
    }
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while received.count < count { try fill() }
    defer { received.removeFirst(count) }
    return Array(received.prefix(count))
  }

  /// What has come and was not read, or comes next.
  func bytes() throws(Problem) -> [UInt8] {
    if received.isEmpty { try fill() }
    defer { received = [] }
    return received
  }

  /// Closes this side: nothing more is sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Whether the server has closed the connection, without anything more.
  var isClosed: Bool {
    guard received.isEmpty else { return false }
    do {
      try fill()
      return false
    } catch {
      return error == .ended
    }
  }

  /// Whether nothing came of an answer that was waited for, though the connection stands.
  var isSilent: Bool { received.isEmpty && hasWaited && !hasBegun }

  /// Makes the end of this connection one without any manners.
  func resetsAtEnd() {
    var choice = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &choice, socklen_t(MemoryLayout<linger>.size))
  }

  private func fill() throws(Problem) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    hasWaited = count < 0 && errno == EAGAIN
    guard count > 0 else { throw count == 0 || errno == ECONNRESET ? Problem.ended : Problem.silence }
    received += buffer.prefix(count)
  }
}

/// A client that speaks WebSockets over a connection of its own.
final class WebSocketClient {
  private let connection: RawConnection
  let answer: RawConnection.Answer
  private var pending: [UInt8] = []

  /// - Parameter target: below the cluster's path.
  init(_ served: Served, _ target: String, protocols: String) throws {
    connection = try served.connect()
    connection.send(
      "GET \(served.path)\(target) HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Protocol: \(protocols)\r\n\r\n")
    answer = try connection.head()
  }

  /// Sends a message, or a frame of one, of at most 65,535 bytes, masked with zeros.
  func send(_ message: [UInt8], opcode: UInt8 = 2, isLast: Bool = true) {
    let count = message.count
    let length = count < 126 ? [UInt8(count)] : [126, UInt8(count >> 8), UInt8(count & 255)]
    connection.send([(isLast ? 0x80 : 0) | opcode, length[0] | 0x80] + length.dropFirst() + [0, 0, 0, 0] + message)
  }

  /// Whether the server closes the connection, without anything more.
  var isClosed: Bool { pending.isEmpty && connection.isClosed }

  func resetsAtEnd() { connection.resetsAtEnd() }

  func send(_ text: String, on channel: UInt8) { send([channel] + Array(text.utf8)) }

  /// The next message; nil once the server has said that it ends the connection.
  func message() throws -> [UInt8]? {
    let frame = try frame()
    return frame.opcode == 8 ? nil : frame.bytes
  }

  /// The next frame.
  func frame() throws -> (opcode: UInt8, bytes: [UInt8]) {
    let head = try take(2)
    var length = Int(head[1])
    if length == 126 { length = try take(2).reduce(0) { $0 << 8 | Int($1) } }
    if length == 127 { length = try take(8).reduce(0) { $0 << 8 | Int($1) } }
    return (head[0] & 15, try take(length))
  }

  /// What comes on each channel, until the end of the connection or of `isDone`.
  func read(until isDone: ([UInt8: String]) -> Bool = { _ in false }) throws -> [UInt8: String] {
    var texts: [UInt8: String] = [:]
    while !isDone(texts), let message = try message(), let channel = message.first {
      texts[channel, default: ""] += String(decoding: message.dropFirst(), as: UTF8.self)
    }
    return texts
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while pending.count < count { pending += try connection.bytes() }
    defer { pending.removeFirst(count) }
    return Array(pending.prefix(count))
  }
}

import Foundation
import Glibc
import Synchronization

/// A server on a free port of 127.0.0.1 that does with every connection what the test says.
package final class LoopbackServer: Sendable {
  package let port: Int
  private let listener: Int32
  private let accepted = Mutex(0)

  /// How many connections there were.
  package var connectionCount: Int { accepted.withLock { $0 } }

  package init(_ serve: @escaping @Sendable (Peer) -> Void) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, size)
        _ = listen(listener, 16)
        _ = getsockname(listener, $0, &size)
      }
    }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0, let self else {
          if descriptor >= 0 { close(descriptor) }
          // Here alone: a number that is closed elsewhere may be another server's when it is accepted from.
          close(listener)
          return
        }
        self.accepted.withLock { $0 += 1 }
        Thread.detachNewThread {
          serve(Peer(descriptor))
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }
}

/// The server's side of a connection; closed when it goes.
package final class Peer {
  package let descriptor: Int32
  private var received: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// A request's head, as text; nil when the client closed.
  package func readHead() -> String? {
    while true {
      if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        received.removeSubrange(..<end.upperBound)
        return head
      }
      guard fill() else { return nil }
    }
  }

  package func read(_ count: Int) -> [UInt8] {
    while received.count < count { guard fill() else { break } }
    let bytes = Array(received.prefix(count))
    received.removeFirst(bytes.count)
    return bytes
  }

  package func write(_ text: String) { write(Array(text.utf8)) }

  package func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  package func pause(_ milliseconds: UInt32) { usleep(milliseconds * 1000) }

  private func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    received += buffer.prefix(count)
    return true
  }
}

extension Peer {
  /// Answers every request of the connection with a JSON body.
  package func answer(_ body: String, status: String = "200 OK", fields: String = "") {
    write(
      "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    )
  }

  /// A message of the client over a WebSocket, unmasked; nil for a frame that is none.
  package func readMessage() -> [UInt8]? {
    let head = read(2)
    guard head.count == 2, head[0] == 0x82, head[1] & 0x80 != 0 else { return nil }
    var count = Int(head[1] & 0x7F)
    if count == 126 { count = read(2).reduce(0) { $0 << 8 | Int($1) } }
    let mask = read(4)
    return read(count).enumerated().map { $0.element ^ mask[$0.offset & 3] }
  }

  /// Sends a message on a channel.
  package func writeMessage(_ channel: UInt8, _ text: String) {
    let payload = [channel] + Array(text.utf8)
    let length: [UInt8] =
      payload.count < 126 ? [UInt8(payload.count)] : [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    write([0x82] + length + payload)
  }
}

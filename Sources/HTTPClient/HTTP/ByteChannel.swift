import Glibc

/// A connection's bytes, plain or through TLS, with what was read ahead.
package final class ByteChannel {
  private static let piece = 64 << 10

  private let socket: Socket
  private let secure: TLSSession?
  /// What has come and was not taken yet.
  private var received: [UInt8] = []
  private var taken = 0
  package private(set) var isAtEnd = false

  init(_ socket: Socket, secure: TLSSession? = nil) {
    self.socket = socket
    self.secure = secure
  }

  package var descriptor: Int32 { socket.descriptor }

  /// What has come and was not taken yet.
  package var pending: ArraySlice<UInt8> { received[taken...] }

  package func take(_ count: Int) -> ArraySlice<UInt8> {
    let end = taken + min(received.count - taken, max(0, count))
    let bytes = received[taken..<end]
    taken = end
    if taken == received.count {
      received.removeAll(keepingCapacity: true)
      taken = 0
    }
    return bytes
  }

  /// Waits for more bytes; false at the end of the stream.
  package func fill(until deadline: Deadline?) throws(NetworkProblem) -> Bool {
    while true {
      if try fillAvailable() { return true }
      if isAtEnd { return false }
      let events = Int16(secure?.wantsToWrite == true ? POLLOUT : POLLIN)
      if try Socket.poll([(descriptor, events)], milliseconds: deadline.milliseconds)[0] == 0 { throw .timedOut }
    }
  }

  /// Takes in what is there; false when there is nothing.
  package func fillAvailable() throws(NetworkProblem) -> Bool {
    let bytes =
      if let secure { try secure.readAvailable(Self.piece) } else { try socket.readAvailable(Self.piece) }
    guard let bytes else { return false }
    if bytes.isEmpty {
      isAtEnd = true
      return false
    }
    if taken > 0 {
      received.removeFirst(taken)
      taken = 0
    }
    received += bytes
    return true
  }

  /// Sends all of it. What comes meanwhile is taken in, so that neither side waits for the other.
  package func write(_ bytes: [UInt8], until deadline: Deadline? = nil) throws(NetworkProblem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = if let secure { try secure.writeAvailable(rest) } else { try socket.writeAvailable(rest) }
      rest = rest.dropFirst(count)
      if rest.isEmpty { return }
      if count > 0 { continue }
      let happened = try Socket.poll([(descriptor, Int16(POLLIN | POLLOUT))], milliseconds: deadline.milliseconds)[0]
      if happened == 0 { throw .timedOut }
      if Int32(happened) & POLLIN != 0 {
        _ = try fillAvailable()
        if isAtEnd { throw .endOfStream }
      }
    }
  }
}

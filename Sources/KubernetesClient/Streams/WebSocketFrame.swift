import HTTPClient

/// Frames of a WebSocket (RFC 6455), as a client writes and reads them.
struct WebSocketFrame: Equatable {
  enum Opcode: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10
  }

  /// Bytes of the longest frame that is read.
  private static let largest = 64 << 20

  var isFinal = true
  var opcode: Opcode
  var payload: [UInt8]

  /// The frame as a client must send it: masked.
  func bytes(mask: (UInt8, UInt8, UInt8, UInt8)) -> [UInt8] {
    var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode.rawValue]
    let count = payload.count
    if count < 126 {
      bytes.append(0x80 | UInt8(count))
    } else if count <= 0xFFFF {
      bytes += [0x80 | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
    } else {
      bytes.append(0x80 | 127)
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: UInt64(count) >> UInt64(shift)))
      }
    }
    let key = [mask.0, mask.1, mask.2, mask.3]
    bytes += key
    for (index, byte) in payload.enumerated() { bytes.append(byte ^ key[index & 3]) }
    return bytes
  }

  /// Takes the next frame from a channel; nil while it has not come whole.
  static func take(from channel: ByteChannel) throws(NetworkProblem) -> WebSocketFrame? {
    let pending = channel.pending
    let start = pending.startIndex
    guard pending.count >= 2 else { return nil }
    let second = pending[start + 1]
    let isMasked = second & 0x80 != 0
    let lengthBytes = second & 0x7F == 126 ? 2 : second & 0x7F == 127 ? 8 : 0
    let headCount = 2 + lengthBytes + (isMasked ? 4 : 0)
    guard pending.count >= headCount else { return nil }
    var length = UInt64(second & 0x7F)
    if lengthBytes > 0 {
      length = pending[start + 2..<start + 2 + lengthBytes].reduce(0) { $0 << 8 | UInt64($1) }
    }
    guard length <= UInt64(largest) else { throw .failed("websocket: read limit exceeded") }
    guard let opcode = Opcode(rawValue: pending[start] & 0x0F) else {
      throw .failed("websocket: bad opcode \(pending[start] & 0x0F)")
    }
    let count = Int(length)
    guard pending.count - headCount >= count else { return nil }
    let isFinal = pending[start] & 0x80 != 0
    let head = Array(channel.take(headCount))
    var payload = Array(channel.take(count))
    if isMasked {
      let key = head.suffix(4)
      for index in payload.indices { payload[index] ^= key[key.startIndex + index & 3] }
    }
    return WebSocketFrame(isFinal: isFinal, opcode: opcode, payload: payload)
  }
}

import NIOCore
import NIOWebSocket

/// Where a protocol's bytes come from: a connection, or the messages of a WebSocket on it.
protocol ByteSource {
  /// The next bytes; nil at their end.
  mutating func next() async throws -> ByteBuffer?
}

/// The bytes of a connection as they are.
struct PlainBytes: ByteSource {
  private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator

  init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) { iterator = inbound.makeAsyncIterator() }

  mutating func next() async throws -> ByteBuffer? { try await iterator.next() }
}

/// The messages of a WebSocket. Pings are answered on the way.
struct WebSocketMessages: ByteSource {
  /// Bytes of a message, in however many frames it comes.
  private static let messageLimit = 4 << 20

  private var iterator: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>

  init(
    _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) {
    iterator = inbound.makeAsyncIterator()
    self.outbound = outbound
  }

  mutating func next() async throws -> ByteBuffer? {
    var message = ByteBuffer()
    while let frame = try await iterator.next() {
      switch frame.opcode {
      case .binary, .text, .continuation:
        message.writeImmutableBuffer(frame.unmaskedData)
        guard message.readableBytes <= Self.messageLimit else { return nil }
        if frame.fin { return message }
      case .ping: try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
      case .connectionClose: return nil
      default: continue
      }
    }
    return nil
  }
}

extension NIOAsyncChannelOutboundWriter<WebSocketFrame> {
  func send(_ bytes: ByteBuffer) async throws {
    try await write(WebSocketFrame(fin: true, opcode: .binary, data: bytes))
  }

  func sendClose() async throws {
    var normal = ByteBuffer()
    normal.write(webSocketErrorCode: .normalClosure)
    try await write(WebSocketFrame(fin: true, opcode: .connectionClose, data: normal))
  }
}

import NIOCore
import NIOWebSocket

/// Answers who ends a WebSocket with the code that it gave (RFC 6455, 5.5.1), unless this side was first.
final class WebSocketFarewell: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame
  typealias OutboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private var isSaid = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    if frame.opcode == .connectionClose, !isSaid {
      isSaid = true
      var reason = frame.unmaskedData
      let code = reason.readSlice(length: 2) ?? ByteBuffer()
      let farewell = WebSocketFrame(fin: true, opcode: .connectionClose, data: code)
      context.writeAndFlush(wrapOutboundOut(farewell), promise: nil)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // Nothing comes after it, whoever still has something to say.
    guard !isSaid else {
      promise?.succeed()
      return
    }
    isSaid = unwrapOutboundIn(data).opcode == .connectionClose
    context.write(data, promise: promise)
  }
}

import NIOCore

/// Notices that a client has closed its side of the connection: nobody waits for more of a stream.
final class ClientDeparture: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let promise: EventLoopPromise<Void>

  init(on eventLoop: any EventLoop) { promise = eventLoop.makePromise() }

  var future: EventLoopFuture<Void> { promise.futureResult }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { promise.succeed() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    promise.succeed()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { promise.succeed() }
}

import NIOCore

/// Notices that a client has closed its side of the connection: nobody waits for more of a stream.
final class ClientDeparture: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let promise: EventLoopPromise<Void>

  init(on eventLoop: any EventLoop) { promise = eventLoop.makePromise() }

  var future: EventLoopFuture<Void> { promise.futureResult }

  /// Waits until everything that was written to the connection has left; throws when it was closed before.
  static func untilSent(on channel: any Channel) async throws {
    // What is written last leaves last, also when it is nothing.
    try await channel.pipeline.context(handlerType: Self.self).flatMap { context in
      context.writeAndFlush(NIOAny(ByteBuffer()))
    }.get()
  }

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

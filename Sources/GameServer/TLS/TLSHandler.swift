import NIOCore

/// TLS between a connection's bytes and the handlers that speak HTTP.
final class TLSHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The most that one TLS record holds.
  private static let recordSize = 16_384

  private let session: TLSSession
  private let client: ConnectionClient
  private var isReady = false
  private var isOver = false

  init(_ session: TLSSession, for client: ConnectionClient) {
    self.session = session
    self.client = client
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    unwrapInboundIn(data).withUnsafeReadableBytes { session.receive($0) }
    if !isReady { shakeHands(context) }
    if isReady { decrypt(context) }
    sendOutput(context)
  }

  private func shakeHands(_ context: ChannelHandlerContext) {
    switch session.shakeHands() {
    case .wantsMore: return
    case .done:
      isReady = true
      client.certificate = session.clientCertificate
    case .ended, .failed: fail(context)
    }
  }

  private func decrypt(_ context: ChannelHandlerContext) {
    while !isOver {
      var buffer = context.channel.allocator.buffer(capacity: Self.recordSize)
      var progress = TLSSession.Progress.wantsMore
      buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.recordSize) { bytes in
        let (outcome, count) = session.read(into: bytes)
        progress = outcome
        return count
      }
      switch progress {
      case .done: context.fireChannelRead(wrapInboundOut(buffer))
      case .wantsMore: return
      case .ended: return context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
      case .failed: return fail(context)
      }
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // Nothing is written before a request has been read.
    guard isReady, !isOver else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    let bytes = unwrapOutboundIn(data)
    guard bytes.readableBytes > 0 else { return context.write(data, promise: promise) }
    let progress = bytes.withUnsafeReadableBytes { session.write($0) }
    guard progress == .done else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return fail(context)
    }
    context.write(wrapOutboundOut(ByteBuffer(bytes: session.takeOutput())), promise: promise)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if isReady, !isOver, mode != .input {
      session.end()
      sendOutput(context)
    }
    if mode == .all { isOver = true }
    context.close(mode: mode, promise: promise)
  }

  private func sendOutput(_ context: ChannelHandlerContext) {
    let bytes = session.takeOutput()
    if !bytes.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil) }
  }

  /// Ends a connection on which there is no TLS; who spoke plain HTTP is told so in HTTP, as Go's server does.
  private func fail(_ context: ChannelHandlerContext) {
    isOver = true
    if !isReady, session.clientSpokeHTTP {
      let answer = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"
      context.write(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    } else {
      sendOutput(context)
    }
    context.flush()
    context.close(promise: nil)
  }
}

import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// Lets a connection be taken over that has carried requests before, as clients with a pool of connections want it. NIO
/// upgrades only the first request of a channel: so the request becomes the first one of a channel of its own, over a pair
/// of sockets, and from then on bytes pass between that channel and the client's connection.
struct LateUpgrade {
  let directory: ClusterDirectory
  let client: ConnectionClient

  /// Returns when the connection is done; then there is nothing more to answer.
  func serve(_ request: HTTPRequest, on channel: any Channel) async throws {
    let logger = Logger(label: "firedrill") { _ in SwiftLogNoOpLogHandler() }
    let api = APIChannel(directory: directory, tls: nil, leadingClient: client)
    let sockets = try Self.socketPair()
    let bootstrap = ClientBootstrap(group: channel.eventLoop).channelOption(.allowRemoteHalfClosure, value: true)
    let served = try await bootstrap.withConnectedSocket(sockets.served) { api.setup(channel: $0, logger: logger) }
    let link = try await bootstrap.withConnectedSocket(sockets.link) { link in
      link.eventLoop.makeCompletedFuture {
        let (near, far) = Bridge.pair()
        try link.pipeline.syncOperations.addHandler(far)
        // Where bytes are no HTTP yet, and no HTTP any more.
        let encoder = try channel.pipeline.syncOperations.handler(type: HTTPResponseEncoder.self)
        try channel.pipeline.syncOperations.addHandler(near, position: .before(encoder))
        return link
      }
    }
    try await link.writeAndFlush(ByteBuffer(string: Self.head(of: request)))
    await api.handle(value: served, logger: logger)
    // What was said last may still be on its way; behind it the bridge closes the connection.
    try await channel.closeFuture.get()
  }

  private static func socketPair() throws -> (served: Int32, link: Int32) {
    var sockets: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0 else {
      throw IOError(errnoCode: errno, reason: "socketpair")
    }
    return (sockets[0], sockets[1])
  }

  /// The request as it came over the wire; none that is taken over has a body.
  private static func head(of request: HTTPRequest) -> String {
    var text = "\(request.method.rawValue) \(request.path ?? "/") HTTP/1.1\r\nHost: \(request.authority ?? "")\r\n"
    for field in request.headerFields { text += "\(field.name.rawName): \(field.value)\r\n" }
    return text + "\r\n"
  }
}

/// One of two ends: what arrives at the one leaves at the other, no faster than that takes it.
private final class Bridge: ChannelDuplexHandler {
  typealias InboundIn = NIOAny
  typealias OutboundIn = NIOAny

  private weak var other: Bridge?
  private var context: ChannelHandlerContext?
  private var waitsToRead = false

  static func pair() -> (Bridge, Bridge) {
    let (first, second) = (Bridge(), Bridge())
    first.other = second
    second.other = first
    return (first, second)
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { other?.context?.write(data, promise: nil) }

  func channelReadComplete(context: ChannelHandlerContext) {
    other?.context?.flush()
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    other?.end(.all)
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case .inputClosed? = event as? ChannelEvent else { return context.fireUserInboundEventTriggered(event) }
    other?.end(.output)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { other?.goOn() }
    context.fireChannelWritabilityChanged()
  }

  func read(context: ChannelHandlerContext) {
    waitsToRead = !(other?.context?.channel.isWritable ?? true)
    if !waitsToRead { context.read() }
  }

  /// Closes this end once everything before has left it.
  private func end(_ mode: CloseMode) {
    guard let context else { return }
    let last = context.writeAndFlush(NIOAny(IOData.byteBuffer(ByteBuffer())))
    last.assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: nil) }
  }

  private func goOn() {
    guard waitsToRead else { return }
    waitsToRead = false
    context?.read()
  }
}

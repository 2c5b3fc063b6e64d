import APIServer
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// A connection: HTTP, unless its first request takes it over for a WebSocket or for SPDY.
struct APIChannel: ServerChildChannel {
  enum Upgraded: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case webSocket(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, PodStream)
    case spdy(NIOAsyncChannel<ByteBuffer, ByteBuffer>, PodStream)
  }

  struct Value: ServerChildChannelValue {
    let upgraded: EventLoopFuture<Upgraded>
    let channel: any Channel
    let client: ConnectionClient
  }

  /// Bytes of all header fields; more is answered with 431.
  private static let headerLimit = 64 * 1024
  /// How long a connection may go without a request.
  private static let idleLimit = Duration.seconds(120)
  /// How long the first request's head may take to arrive.
  private static let firstRequestLimit = TimeAmount.seconds(30)

  let directory: ClusterDirectory
  /// What answers outside of the clusters.
  var site: Site?
  /// Nil for plain HTTP.
  let tls: TLSContext?
  /// How long a client may take nothing of what it asked for.
  var unreadLimit = TimeAmount.seconds(60)
  /// Whose requests these are, where another connection leads them here.
  var leadingClient: ConnectionClient?

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let departure = ClientDeparture(on: channel.eventLoop)
      let client = leadingClient ?? ConnectionClient(isSecure: tls != nil, left: departure.future)
      let configuration = NIOTypedHTTPServerUpgradeConfiguration<Upgraded>(
        upgraders: PodUpgrade(directory: directory, client: client).upgraders,
        notUpgradingCompletionHandler: { channel in Self.serveHTTP(on: channel, logger: logger) })
      var pipeline = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: configuration)
      pipeline.enableErrorHandling = false
      pipeline.enableResponseHeaderValidation = false
      pipeline.enablePipelining = false
      pipeline.decoderConfiguration.maxHeaderListSize = Self.headerLimit
      pipeline.decoderConfiguration.maxHeaderFieldSize = Self.headerLimit
      let upgraded = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(configuration: pipeline)
      let decoder = try channel.pipeline.syncOperations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      try channel.pipeline.syncOperations.addHandler(UpgradeFilter(), position: .after(decoder))
      try channel.pipeline.syncOperations.addHandler(ProtocolErrors())
      let deadline = channel.eventLoop.scheduleTask(in: Self.firstRequestLimit) { channel.close(promise: nil) }
      upgraded.whenComplete { _ in deadline.cancel() }
      try channel.pipeline.syncOperations.addHandler(departure, position: .first)
      try channel.pipeline.syncOperations.addHandler(UnreadLimit(unreadLimit, for: client), position: .before(decoder))
      if let tls {
        guard let session = tls.session() else { throw ChannelError.operationUnsupported }
        try channel.pipeline.syncOperations.addHandler(TLSHandler(session, for: client), position: .first)
      }
      return Value(upgraded: upgraded, channel: channel, client: client)
    }
  }

  private static func serveHTTP(on channel: any Channel, logger: Logger) -> EventLoopFuture<Upgraded> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandlers([
        HTTP1ToHTTPServerCodec(secure: false),
        HTTPConnectionStateHandler(idleTimeout: idleLimit, logger: logger),
      ])
      return .http(
        try NIOAsyncChannel(
          wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
    }
  }

  func handle(value: Value, logger: Logger) async {
    await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
      await serve(value, logger)
    }
  }

  private func serve(_ value: Value, _ logger: Logger) async {
    guard let upgraded = try? await value.upgraded.get() else {
      try? await value.channel.close()
      return
    }
    switch upgraded {
    case .http(let channel):
      let handler = ConnectionHandler(directory: directory, site: site, client: value.client)
      await handler.handleHTTP(asyncChannel: channel, logger: logger)
    case .webSocket(let channel, let stream): await StreamConnection(stream: stream).run(on: channel)
    case .spdy(let channel, let stream): await StreamConnection(stream: stream).run(on: channel)
    }
  }
}

/// Serves one connection's requests.
private struct ConnectionHandler: HTTPChannelHandler {
  typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  let directory: ClusterDirectory
  let site: Site?
  let client: ConnectionClient

  var responder: Responder {
    { [directory, site, client] request, writer, channel in
      try await APIResponder(directory: directory, site: site, client: client, channel: channel)
        .respond(request, writer)
    }
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
  }

  func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}

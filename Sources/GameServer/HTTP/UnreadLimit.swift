import NIOCore

/// Closes a connection whose client takes nothing of what it asked for. It would be kept for ever otherwise, with all that
/// waits on it: a connection is idle only when everything is answered.
final class UnreadLimit: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  private let client: ConnectionClient
  private let limit: TimeAmount
  private var deadline: Scheduled<Void>?

  /// - Parameter limit: how long what was written may fill the connection.
  init(_ limit: TimeAmount, for client: ConnectionClient) {
    self.client = client
    self.limit = limit
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline =
      context.channel.isWritable
      ? nil
      : context.eventLoop.scheduleTask(in: limit) { [client, channel = context.channel] in
        if !client.mayPause { channel.close(promise: nil) }
      }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }
}

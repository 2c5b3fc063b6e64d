import NIOCore
import NIOWebSocket

/// Serves a connection that was taken over.
struct StreamConnection {
  let stream: PodStream

  func run(on channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
    try? await channel.executeThenClose { inbound, outbound in
      await serve(channel.channel) { link in
        var source = PlainBytes(inbound)
        await serveSPDY(&source, link) { try await outbound.write($0) }
      }
    }
    await stream.close()
  }

  func run(on channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>) async {
    try? await channel.executeThenClose { inbound, outbound in
      await serve(channel.channel) { link in
        var source = WebSocketMessages(inbound, outbound)
        switch stream.purpose {
        case .command, .refused:
          try await WebSocketSession(stream: stream, link: link).run(&source, outbound)
        case .ports where stream.subprotocol == StreamProtocols.tunnel:
          await serveSPDY(&source, link) { try await outbound.send($0) }
        case .ports(let ports):
          try await WebSocketPortForward(stream: stream, ports: ports, link: link).run(&source, outbound)
        }
      }
    }
    await stream.close()
  }

  private func serveSPDY(
    _ source: inout some ByteSource, _ link: StreamLink, send: @escaping @Sendable (ByteBuffer) async throws -> Void
  ) async {
    let connection = SPDYConnection(transmit: send)
    let session = SPDYSession(connection: connection, link: link)
    switch stream.purpose {
    case .command, .refused:
      var command = SPDYCommand(stream, connection, link)
      await session.run(&command, &source)
    case .ports:
      var forward = SPDYPortForward(stream, connection)
      await session.run(&forward, &source)
    }
  }

  /// Lets a protocol run until it is done or the connection is gone, whichever comes first.
  private func serve(
    _ channel: any Channel, _ body: @escaping @Sendable (StreamLink) async throws -> Void
  ) async {
    let link = StreamLink(channel: channel)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await body(link) }
      group.addTask { try? await channel.closeFuture.get() }
      await group.next()
      group.cancelAll()
      // What waits for the channel's end is not ended by being cancelled.
      channel.close(promise: nil)
    }
  }
}

/// The connection below a protocol.
struct StreamLink: Sendable {
  /// How long a client may take to end the connection once everything is said. To close before it has read what it was
  /// sent could take that away from it.
  private static let patience = TimeAmount.seconds(3)

  let channel: any Channel

  /// Closes the connection in a while, unless the client does before.
  func closeSoon() { _ = close(in: Self.patience) }

  func close(in time: TimeAmount) -> Scheduled<Void> {
    channel.eventLoop.scheduleTask(in: time) { [channel] in channel.close(promise: nil) }
  }
}

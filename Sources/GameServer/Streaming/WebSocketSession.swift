import APIServer
import Cluster
import KubernetesModel
import NIOCore
import NIOWebSocket

/// A remote command over a WebSocket: each message starts with the number of its channel.
struct WebSocketSession {
  let stream: PodStream
  let link: StreamLink

  func run(
    _ source: inout WebSocketMessages, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await send(to: outbound)
        link.closeSoon()
      }
      defer { group.cancelAll() }
      while let message = try await source.next() { await take(message) }
      // However long the command would go on.
      await stream.close()
    }
  }

  // MARK: From the client

  private func take(_ message: ByteBuffer) async {
    var message = message
    guard case .command(let number) = stream.purpose, let channel: UInt8 = message.readInteger() else { return }
    switch channel {
    case RemoteCommandChannel.standardInput:
      if message.readableBytes > 0 { await stream.host.write(Array(message.readableBytesView), to: number) }
    case RemoteCommandChannel.resize:
      guard let size = ResizeMessage(lastIn: message.readableBytesView) else { return }
      await stream.host.resize(number, columns: size.columns, rows: size.rows)
    case RemoteCommandChannel.close where message.readInteger(as: UInt8.self) == RemoteCommandChannel.standardInput:
      await stream.host.write(nil, to: number)
    default: return
    }
  }

  // MARK: To the client

  private func send(to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async throws {
    // As a kubelet does, to say that the connection stands. A client that listens to no output takes a message on that
    // channel for a mistake.
    let first = stream.call.request.isSet("stdout") ? RemoteCommandChannel.standardOutput : RemoteCommandChannel.status
    try await write([], on: first, to: outbound)
    guard let status = try await bringOutput(to: outbound) else { return }
    try await write(JSONWriter.bytes(status), on: RemoteCommandChannel.status, to: outbound)
    try await outbound.sendClose()
  }

  /// Brings what the command writes; returns how it ended, nil where that is not known any more.
  private func bringOutput(to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async throws -> JSONValue? {
    let number: Int
    switch stream.purpose {
    case .command(let command): number = command
    case .refused(let status): return status
    case .ports: return nil
    }
    while let read = await stream.host.next(of: number) {
      switch read {
      case .bytes(let bytes, let isError):
        try await write(
          bytes, on: isError ? RemoteCommandChannel.standardError : RemoteCommandChannel.standardOutput, to: outbound)
      case .ended(let exitCode): return CommandStatus.of(exitCode)
      case .wantsInput, .pending, .watchEvents: continue
      }
    }
    return nil
  }

  private func write(
    _ bytes: [UInt8], on channel: UInt8, to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    var buffer = ByteBuffer()
    buffer.writeInteger(channel)
    buffer.writeBytes(bytes)
    try await outbound.send(buffer)
  }
}

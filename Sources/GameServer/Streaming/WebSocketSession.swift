import APIServer
import Cluster
import KubernetesModel
import NIOCore
import NIOWebSocket

/// A remote command over a WebSocket: each message starts with the number of its channel.
struct WebSocketSession {
  private enum Channel {
    static let standardInput: UInt8 = 0
    static let standardOutput: UInt8 = 1
    static let standardError: UInt8 = 2
    static let status: UInt8 = 3
    static let resize: UInt8 = 4
    /// Only in version 5: the payload names the channel that its sender closes.
    static let close: UInt8 = 255
  }

  /// Bytes of one message, in however many frames it comes.
  private static let messageLimit = 4 << 20

  private let stream: PodStream

  init(_ stream: PodStream) { self.stream = stream }

  func run(on channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>) async {
    try? await channel.executeThenClose { inbound, outbound in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await receive(inbound, outbound) }
        group.addTask { try? await send(to: outbound) }
        await group.next()
        group.cancelAll()
      }
    }
  }

  // MARK: From the client

  private func receive(
    _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    var message = ByteBuffer()
    for try await frame in inbound {
      switch frame.opcode {
      case .binary, .text, .continuation:
        message.writeImmutableBuffer(frame.unmaskedData)
        guard message.readableBytes <= Self.messageLimit else { return }
        guard frame.fin else { continue }
        await take(message)
        message.clear()
      case .ping:
        try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
      case .connectionClose: return
      default: continue
      }
    }
  }

  private func take(_ message: ByteBuffer) async {
    var message = message
    guard let channel: UInt8 = message.readInteger() else { return }
    switch channel {
    case Channel.standardInput:
      if message.readableBytes > 0 { await stream.host.write(Array(message.readableBytesView), to: stream.number) }
    case Channel.close where message.readInteger(as: UInt8.self) == Channel.standardInput:
      await stream.host.write(nil, to: stream.number)
    case Channel.resize: await resize(Array(message.readableBytesView))
    default: return
    }
  }

  /// The client's terminal has another size: `{"Width":80,"Height":24}`.
  private func resize(_ message: [UInt8]) async {
    guard let size = try? JSONParser.parse(message), let columns = size["Width"]?.intValue,
      let rows = size["Height"]?.intValue
    else { return }
    await stream.host.resize(stream.number, columns: Int(clamping: columns), rows: Int(clamping: rows))
  }

  // MARK: To the client

  private func send(to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async throws {
    // As a kubelet does, to say that the connection stands.
    try await write([], on: Channel.standardOutput, to: outbound)
    while let read = await stream.host.next(of: stream.number) {
      switch read {
      case .bytes(let bytes, let isError):
        try await write(bytes, on: isError ? Channel.standardError : Channel.standardOutput, to: outbound)
      case .ended(let exitCode):
        try await write(JSONWriter.bytes(CommandStatus.of(exitCode)), on: Channel.status, to: outbound)
        var normal = ByteBuffer()
        normal.write(webSocketErrorCode: .normalClosure)
        try await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: normal))
        return
      case .wantsInput, .pending, .watchEvents: continue
      }
    }
  }

  private func write(
    _ bytes: [UInt8], on channel: UInt8, to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    var buffer = ByteBuffer()
    buffer.writeInteger(channel)
    buffer.writeBytes(bytes)
    try await outbound.write(WebSocketFrame(fin: true, opcode: .binary, data: buffer))
  }
}

/// How a remote command ended, as the status channel tells it.
enum CommandStatus {
  static func of(_ exitCode: Int) -> JSONValue {
    guard exitCode != 0 else { return ["metadata": [:], "status": "Success"] }
    return [
      "metadata": [:], "status": "Failure", "reason": "NonZeroExitCode",
      "message": .string("command terminated with non-zero exit code: exit status \(exitCode)"),
      "details": ["causes": [["reason": "ExitCode", "message": .string(String(exitCode))]]],
    ]
  }
}

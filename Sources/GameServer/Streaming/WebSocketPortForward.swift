import Cluster
import NIOCore
import NIOWebSocket

/// Ports of a pod over the channels of a WebSocket: two for each port, one for its bytes and one for what goes wrong.
struct WebSocketPortForward {
  let stream: PodStream
  let ports: [Int]
  let link: StreamLink

  func run(
    _ source: inout WebSocketMessages, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    let traffic = PortTraffic(host: stream.host, call: stream.call)
    var opened: [Int?] = []
    do {
      try await open(traffic, outbound, into: &opened)
      try await serve(opened, traffic, &source, outbound)
    } catch {
      // The client is gone.
    }
    for number in opened { if let number { await stream.host.close(number) } }
  }

  private func serve(
    _ numbers: [Int?], _ traffic: PortTraffic, _ source: inout WebSocketMessages,
    _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        await bring(from: numbers, traffic, outbound)
        // Every connection is over: so is the port-forward.
        try? await outbound.sendClose()
        link.closeSoon()
      }
      defer { group.cancelAll() }
      try await receive(&source, numbers)
    }
  }

  /// Opens the connections, and says which channels have which port; nil for a connection that there is not.
  private func open(
    _ traffic: PortTraffic, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>, into numbers: inout [Int?]
  ) async throws {
    for (index, port) in ports.enumerated() {
      for channel in [2 * index, 2 * index + 1] {
        var hello = ByteBuffer(bytes: [UInt8(truncatingIfNeeded: channel)])
        hello.writeInteger(UInt16(truncatingIfNeeded: port), endianness: .little)
        try await outbound.send(hello)
      }
      let opened = await traffic.open(port)
      numbers.append(opened.number)
      if opened.number == nil { try await Self.send(ByteBuffer(string: opened.problem), 2 * index + 1, outbound) }
    }
  }

  private func bring(
    from numbers: [Int?], _ traffic: PortTraffic, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for (index, number) in numbers.enumerated() {
        guard let number else { continue }
        group.addTask {
          try? await traffic.pump(number) { bytes, isError in
            try await Self.send(bytes, 2 * index + (isError ? 1 : 0), outbound)
          }
        }
      }
    }
  }

  private func receive(_ source: inout WebSocketMessages, _ numbers: [Int?]) async throws {
    while var message = try await source.next() {
      guard let channel: UInt8 = message.readInteger(), channel % 2 == 0, Int(channel) / 2 < numbers.count,
        let number = numbers[Int(channel) / 2]
      else { continue }
      await stream.host.write(Array(message.readableBytesView), to: number)
    }
  }

  private static func send(
    _ bytes: ByteBuffer, _ channel: Int, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    var message = ByteBuffer(bytes: [UInt8(truncatingIfNeeded: channel)])
    message.writeImmutableBuffer(bytes)
    try await outbound.send(message)
  }
}

import Testing

@testable import GameServer

@Suite(.serialized) struct PortForwardTests {
  private static func connect(_ served: Served) throws -> SPDYClient {
    let client = try SPDYClient(served, StreamingPods.portForward(), protocols: ["portforward.k8s.io"])
    #expect(client.answer.status == 101)
    #expect(client.answer.fields["x-stream-protocol-version"] == "portforward.k8s.io")
    return client
  }

  /// Opens a connection to a port.
  private static func open(_ client: SPDYClient, _ port: Int, _ number: Int) throws -> (error: UInt32, data: UInt32) {
    func headers(_ kind: String) -> [String: String] {
      ["streamType": kind, "port": "\(port)", "requestID": "\(number)"]
    }
    // Nothing is ever sent on the error stream: its side ends at once.
    return (try client.open(headers("error"), isLast: true), try client.open(headers("data")))
  }

  private static let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

  @Test("A request through a forwarded port is answered by the container's program, and the next one, too.")
  func requests() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try Self.connect(served)
      let (error, data) = try Self.open(client, 80, 0)
      for count in 1...2 {
        try client.send(Self.request, on: data)
        try client.read { $0.text(data).ranges(of: "</html>").count == count }
      }
      #expect(client.text(data).hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(client.text(data).contains("Welcome to nginx!"))
      try client.send("", on: data, isLast: true)
      try client.read { $0.ended == [error, data] }
      #expect(client.text(error).isEmpty)
      #expect(served.closesStreams())
    }
  }

  @Test("A port on which nobody listens is told on the error stream, and others go on.")
  func refusedPort() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try Self.connect(served)
      let refused = try Self.open(client, 9999, 0)
      try client.read { $0.ended == [refused.error, refused.data] }
      #expect(client.text(refused.error).hasPrefix("error forwarding port 9999 to pod "))
      #expect(client.text(refused.error).contains("connection refused"))
      let open = try Self.open(client, 80, 1)
      try client.send("HEAD / HTTP/1.0\r\n\r\n", on: open.data)
      try client.read { $0.ended.contains(open.data) }
      #expect(client.text(open.data).contains("200 OK"))
      #expect(client.text(open.data).hasSuffix("\r\n\r\n"))
    }
  }

  @Test("Connections of one port-forward do not wait for each other.")
  func severalConnections() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try Self.connect(served)
      let opened = try (0..<20).map { try Self.open(client, 80, $0) }
      for (_, data) in opened.reversed() { try client.send(Self.request, on: data) }
      try client.read { client in opened.allSatisfy { client.text($0.data).contains("</html>") } }
      #expect(served.openStreams == 20)
      for (_, data) in opened { try client.send(.rstStream(id: data, status: 5)) }
      try client.readUntilPong(1)
    }
  }

  @Test("What is no HTTP is answered with 400, and the connection ends.")
  func noise() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try Self.connect(served)
      let (_, data) = try Self.open(client, 80, 0)
      try client.send("hello?\r\n\r\n", on: data)
      try client.read { $0.ended.contains(data) }
      #expect(client.text(data).hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    }
  }

  @Test("Ports are forwarded over the channels of a WebSocket, too.")
  func webSocketChannels() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(
        served, StreamingPods.portForward(options: "ports=80&ports=9999"), protocols: "v4.channel.k8s.io")
      #expect(client.answer.status == 101)
      client.send(Self.request, on: 0)
      let texts = try client.read { texts in
        texts[0]?.contains("</html>") == true && texts[3]?.contains("refused") == true
      }
      #expect(texts[0]?.hasPrefix("P\0HTTP/1.1 200 OK\r\n") == true)
      #expect(texts[1] == "P\0")
      // Nothing but the port's number, the low byte first.
      #expect(texts[2] == String(decoding: [15, 39] as [UInt8], as: UTF8.self))
    }
  }

  @Test("A client that leaves while its ports are opened leaves nothing behind.")
  func earlyLeave() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let ports = (1...64).map { _ in "ports=80" }.joined(separator: "&")
      for _ in 0..<40 {
        let client = try WebSocketClient(
          served, StreamingPods.portForward(options: ports), protocols: "v4.channel.k8s.io")
        #expect(client.answer.status == 101)
        client.resetsAtEnd()
      }
      #expect(served.closesStreams())
    }
  }

  @Test("A WebSocket carries SPDY where that is asked for.")
  func tunnel() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(
        served, StreamingPods.portForward(), protocols: "SPDY/3.1+portforward.k8s.io")
      #expect(client.answer.fields["sec-websocket-protocol"] == "SPDY/3.1+portforward.k8s.io")
      // A ping, in two messages.
      client.send([0x80, 3, 0, 6, 0, 0])
      client.send([0, 4, 0, 0, 0, 1])
      #expect(try client.message() == [0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1])
    }
  }

  @Test(
    "Ports that are missing or too many are refused.",
    arguments: ["", "ports=x", "ports=80" + String(repeating: ",80", count: 64)])
  func badPorts(options: String) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(
        served, StreamingPods.portForward(options: options), protocols: "v4.channel.k8s.io")
      #expect(client.answer.status == 400)
    }
  }
}

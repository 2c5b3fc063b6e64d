import Testing

@testable import GameServer

@Suite(.serialized) struct WebSocketCommandTests {
  private static let protocols = "v5.channel.k8s.io"

  @Test(
    "A command's output, errors and end come on their channels.",
    arguments: [
      ("echo out", [1: "out\n", 3: #"{"metadata":{},"status":"Success"}"#]),
      ("cat nothing", [2: "cat: can't open 'nothing': No such file or directory\n"]),
    ] as [(String, [UInt8: String])])
  func commands(command: String, expected: [UInt8: String]) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(served, StreamingPods.exec(command), protocols: Self.protocols)
      #expect(client.answer.status == 101)
      let texts = try client.read()
      for (channel, text) in expected { #expect(texts[channel] == text) }
    }
  }

  @Test("A program that there is not is told on the status channel, in the words of the API server.")
  func missingProgram() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(served, StreamingPods.exec("nowhere"), protocols: Self.protocols)
      #expect(client.answer.status == 101)
      let status = try #require(try client.read()[3])
      #expect(status.contains("Internal error occurred: Internal error occurred: error executing command in container"))
      #expect(status.contains("executable file not found in $PATH"))
    }
  }

  @Test("Input, its end and the terminal's size go to the command.")
  func inputAndSize() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let reading = try WebSocketClient(
        served, StreamingPods.exec("cat", options: "stdin=true&stdout=true"), protocols: Self.protocols)
      reading.send("word\n", on: 0)
      reading.send([255, 0])
      #expect(try reading.read()[1] == "word\n")
      let terminal = try WebSocketClient(
        served, StreamingPods.exec("sh", options: "stdin=true&stdout=true&tty=true"), protocols: Self.protocols)
      terminal.send(#"{"Width":99,"Height":33}"#, on: 4)
      terminal.send("stty size\rexit\r", on: 0)
      #expect(try terminal.read()[1]?.contains("33 99\r\n") == true)
    }
  }

  private static let cat = StreamingPods.exec("cat", options: "stdin=true&stdout=true")

  @Test("A message may come in pieces, with pings between them, which are answered.")
  func fragments() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(served, Self.cat, protocols: Self.protocols)
      #expect(try client.message() == [1])
      client.send([0] + Array("wo".utf8), opcode: 2, isLast: false)
      client.send(Array("there?".utf8), opcode: 9)
      client.send(Array("rd\n".utf8), opcode: 0)
      let pong = try client.frame()
      #expect(pong.opcode == 10)
      #expect(pong.bytes == Array("there?".utf8))
      #expect(try client.message() == [1] + Array("word\n".utf8))
    }
  }

  @Test("Who ends a WebSocket is answered in its own words.")
  func closing() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      for options in [Self.cat, StreamingPods.portForward(options: "ports=80")] {
        let client = try WebSocketClient(served, options, protocols: "v4.channel.k8s.io")
        client.send([0x03, 0xE9], opcode: 8)
        var frame = try client.frame()
        while frame.opcode != 8 { frame = try client.frame() }
        #expect(frame.bytes == [0x03, 0xE9])
        #expect(client.isClosed)
      }
      #expect(served.closesStreams())
    }
  }

  @Test("A message without end ends the connection.")
  func endlessMessage() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try WebSocketClient(served, Self.cat, protocols: Self.protocols)
      let piece = [UInt8](repeating: 97, count: 65_000)
      for number in 0..<80 { client.send(piece, opcode: number == 0 ? 2 : 0, isLast: false) }
      #expect(served.closesStreams())
    }
  }

  @Test("A protocol that nobody speaks is refused, and what is no protocol for ports.")
  func foreignProtocol() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      for protocols in ["v1.channel.k8s.io", "SPDY/3.1+portforward.k8s.io"] {
        let client = try WebSocketClient(served, StreamingPods.exec("true"), protocols: protocols)
        #expect(client.answer.status == 403)
      }
    }
  }
}

import NIOCore
import Testing

@testable import GameServer

@Suite(.serialized) struct HostileSPDYTests {
  private static let command = StreamingPods.exec("sleep 3600")

  private static func control(_ kind: UInt8, length: Int, _ rest: [UInt8] = []) -> [UInt8] {
    [0x80, 3, 0, kind, 0, UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)] + rest
  }

  @Test(
    "What breaks the rules ends the connection, with a word, and nothing else.",
    arguments: [
      ("a control frame that is too long", control(1, length: 0xFF_FFFF)),
      ("another version", [0x80, 2, 0, 1, 0, 0, 0, 0]),
      ("a stream without a number", control(1, length: 2, [0, 0])),
      ("a stream with an even number", control(1, length: 10, [0, 0, 0, 2, 0, 0, 0, 0, 0, 0])),
      ("headers that are no zlib", control(1, length: 14, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])),
      ("headers with another dictionary", control(8, length: 10, [0, 0, 0, 1, 0x78, 0xBB, 1, 2, 3, 4])),
      ("settings that are fewer than said", control(4, length: 4, [0xFF, 0xFF, 0xFF, 0xFF])),
      ("a ping without a number", control(6, length: 0)),
      ("a window without a size", control(9, length: 4, [0, 0, 0, 1])),
    ] as [(String, [UInt8])])
  func brokenFrames(what: String, bytes: [UInt8]) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, Self.command)
      client.send(raw: bytes)
      try client.read { _ in false }
      #expect(client.farewell == 1)
      #expect(client.isClosed)
      #expect(try served.connect().ask("GET", served.path + "/version").status == 200)
    }
  }

  @Test("Headers that grow without end when they are inflated end the connection.")
  func headerBomb() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, Self.command)
      _ = try client.open(["a": String(repeating: "a", count: 1 << 20)])
      try client.read { _ in false }
      #expect(client.farewell == 1)
    }
  }

  @Test("A number that was used before ends the connection.")
  func repeatedStream() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, Self.command)
      for _ in 0..<2 { try client.send(.synStream(id: 1, headers: SPDYHeaders(), isLast: false)) }
      try client.read { _ in false }
      #expect(client.farewell == 1)
    }
  }

  @Test("Kinds of frames that are not known, and streams that there are not, are passed over.")
  func unknownFrames() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, Self.command)
      client.send(raw: Self.control(10, length: 3, [1, 2, 3]) + Self.control(0xEE, length: 0))
      try client.send("lost", on: 77)
      try client.send(.rstStream(id: 79, status: 5))
      try client.send(.windowUpdate(id: 81, delta: 1))
      try client.send(.ping(id: 2))
      try client.readUntilPong(9)
      #expect(client.pongs == [9])
      #expect(!client.isClosed)
    }
  }

  @Test("A window that is made too large costs its stream only.")
  func overgrownWindow() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, Self.command)
      let id = try client.open(["streamType": "stdout"])
      try client.send(.windowUpdate(id: id, delta: SPDYFrame.numberMask))
      try client.readUntilPong(1)
      #expect(client.resets == [id: SPDYFrame.Status.flowControlError])
    }
  }

  @Test("Streams that nobody asked for are refused, and thousands of them, too.")
  func manyStreams() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try SPDYClient(served, StreamingPods.portForward(), protocols: ["portforward.k8s.io"])
      #expect(client.answer.status == 101)
      for number in 0..<3000 {
        let kind = number % 3 == 0 ? "data" : "error"
        _ = try client.open(["streamType": kind, "port": "80", "requestID": "\(number)"])
      }
      _ = try client.open(["streamType": "unheard of", "port": "80"])
      _ = try client.open(["streamType": "data", "port": "70000"])
      try client.readUntilPong(1)
      #expect(client.accepted.count == SPDYConnection.streamLimit)
      #expect(client.resets.count == 3002 - SPDYConnection.streamLimit)
      #expect(Set(client.resets.values) == [SPDYFrame.Status.refusedStream])
    }
  }

  @Test("Noise ends the connection or is passed over, and the server goes on.", arguments: 1...8 as ClosedRange<UInt64>)
  func noise(seed: UInt64) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      var state = seed
      for round in 0..<9 {
        let client = try SPDYClient(served, Self.command)
        var bytes: [UInt8] = []
        for _ in 0..<2000 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          bytes.append(UInt8(truncatingIfNeeded: state >> 33))
        }
        // Frames of every kind that there is, with a sound head, and noise in them.
        let count = round % 2 == 0 ? bytes.count : 200
        client.send(raw: Self.control(UInt8(1 + round), length: count, bytes))
      }
      #expect(try served.connect().ask("GET", served.path + "/version").status == 200)
    }
  }
}

import Testing

@testable import GameServer

/// What a request has to say for its connection to be taken over, and what comes behind one.
@Suite(.serialized) struct UpgradeRequestTests {
  private static let spdy = "Upgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: v4.channel.k8s.io\r\n"
  private static let webSocket =
    "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    + "Sec-WebSocket-Protocol: v5.channel.k8s.io\r\n"

  @Test(
    "An upgrade that Connection does not name is refused, and what comes right behind it is answered as HTTP.",
    arguments: [spdy, webSocket, spdy + "Connection: keep-alive\r\n", webSocket + "Connection: up, grade\r\n"])
  func withoutConnection(fields: String) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try served.connect()
      client.send(
        "GET \(served.path)\(StreamingPods.exec("ls")) HTTP/1.1\r\nHost: test\r\n\(fields)\r\n"
          + "GET \(served.path)/version HTTP/1.1\r\nHost: test\r\n\r\n")
      let refused = try client.answer()
      #expect(refused.status == 400)
      #expect(refused.text.contains("Upgrade request required"))
      #expect(try client.answer().status == 200)
      #expect(try served.connect().ask("GET", served.path + "/version").status == 200)
    }
  }

  @Test("A request for a stream without an upgrade is told to ask for one, whatever the command.")
  func withoutUpgrade() async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      for target in [StreamingPods.exec("ls"), StreamingPods.exec("nowhere"), StreamingPods.portForward()] {
        let answer = try served.connect().ask("GET", served.path + target)
        #expect(answer.status == 400)
        #expect(answer.text.contains("Upgrade request required"))
      }
    }
  }

  @Test("What comes right behind an upgrade is the other protocol's.", arguments: [spdy, webSocket])
  func pipelined(fields: String) async throws {
    try await Served.sandbox(manifests: StreamingPods.manifests) { served in
      let client = try served.connect()
      client.send(
        "GET \(served.path)\(StreamingPods.exec("ls")) HTTP/1.1\r\nHost: test\r\nConnection: keep-alive, UPGRADE\r\n"
          + "\(fields)\r\nGET \(served.path)/version HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try client.head().status == 101)
      client.finishSending()
      while (try? client.bytes()) != nil {}
      #expect(try served.connect().ask("GET", served.path + "/version").status == 200)
    }
  }
}

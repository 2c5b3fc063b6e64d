import Testing

@testable import GameServer

@Suite(.serialized) struct LateUpgradeTests {
  private static let upgrade = [
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13", "Sec-WebSocket-Protocol": "v4.channel.k8s.io",
  ]

  private static let pod = """
    apiVersion: v1
    kind: Pod
    metadata: {name: box}
    spec: {containers: [{name: main, image: "nginx:1.27"}]}
    """

  @Test("A connection that has carried requests before can be taken over for a command.")
  func commandOnUsedConnection() async throws {
    try await Served.sandbox(manifests: Self.pod) { served in
      let client = try served.connect()
      let pods = served.path + "/api/v1/namespaces/default/pods"
      #expect(try client.ask("GET", pods + "/box").text.contains(#""phase":"Running""#))
      let answer = try client.ask(
        "GET", pods + "/box/exec?command=echo&command=hello&stdout=true", fields: Self.upgrade)
      #expect(answer.status == 101)
      #expect(answer.fields["sec-websocket-protocol"] == "v4.channel.k8s.io")
      var frames = ""
      while !frames.contains("Success") { frames += String(decoding: try client.bytes(), as: UTF8.self) }
      #expect(frames.contains("\u{1}hello\n"))
    }
  }

  @Test("What is refused later on a connection is answered as it is at the beginning.")
  func refusalOnUsedConnection() async throws {
    try await Served.sandbox { served in
      let target = served.path + "/api/v1/namespaces/default/pods/none/exec?command=ls"
      let client = try served.connect()
      #expect(try client.ask("GET", served.path + "/version").status == 200)
      let late = try client.ask("GET", target, fields: Self.upgrade)
      let first = try served.connect().ask("GET", target, fields: Self.upgrade)
      #expect(late.status == 404)
      #expect(late.body == first.body)
    }
  }
}

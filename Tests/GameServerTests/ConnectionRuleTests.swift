import Testing

@testable import GameServer

/// What HTTP says of connections, as a client sees it.
@Suite(.serialized) struct ConnectionRuleTests {
  private static let maps = "/api/v1/namespaces/default/configmaps"

  @Test(
    "A request behind which no HTTP can be read is answered, and told that its connection ends.",
    arguments: [
      "GET /version HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
      "CONNECT test:80 HTTP/1.1\r\n",
    ])
  func deafConnection(request: String) async throws {
    try await Served.sandbox { served in
      for isLate in [false, true] {
        let client = try served.connect()
        if isLate { #expect(try client.ask("GET", served.path + "/version").status == 200) }
        client.send(request.replacing(" /version", with: " \(served.path)/version") + "Host: test\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.status == (request.hasPrefix("GET") ? 200 : 404))
        #expect(answer.fields["connection"] == "close")
        #expect(client.isClosed)
      }
    }
  }

  @Test("An offer of another protocol that Connection does not name changes nothing.")
  func idleOffer() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      for _ in 0..<2 {
        let answer = try client.ask("GET", served.path + "/version", fields: ["Upgrade": "h2c"])
        #expect(answer.status == 200)
        #expect(answer.fields["connection"] == nil)
      }
    }
  }

  @Test(
    "A client that wants its connection closed is heard, however it says so.",
    arguments: [("1.1", "close"), ("1.1", "Close"), ("1.1", "TE, close"), ("1.0", "TE"), ("1.0", "keep-alive")])
  func closing(version: String, value: String) async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      client.send("GET \(served.path)/version HTTP/\(version)\r\nHost: test\r\nConnection: \(value)\r\n\r\n")
      let answer = try client.answer()
      #expect(answer.status == 200)
      #expect(answer.fields["connection"] == "close")
      #expect(client.isClosed)
    }
  }

  @Test("A watch over HTTP/1.0 comes without chunks, and ends with its connection.")
  func oldWatch() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      client.send("GET \(served.path)\(Self.maps)?watch=true&timeoutSeconds=1 HTTP/1.0\r\n\r\n")
      let head = try client.head()
      #expect(head.status == 200)
      #expect(head.fields["transfer-encoding"] == nil)
      var text = ""
      while let bytes = try? client.bytes() { text += String(decoding: bytes, as: UTF8.self) }
      #expect(text.hasPrefix("{") && text.contains("kube-root-ca.crt"))
      #expect(client.isClosed)
    }
  }

  @Test("A request without a host is none in HTTP/1.1.")
  func missingHost() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      client.send("GET \(served.path)/version HTTP/1.1\r\n\r\n")
      #expect(try client.answer().status == 400)
    }
  }

  @Test("A client that waits to be told so sends its body then.")
  func expectation() async throws {
    try await Served.sandbox { served in
      let client = try RawConnection(port: served.port, patience: 3)
      let body = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"late"}}"#
      client.send(
        "POST \(served.path)\(Self.maps) HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n")
      #expect(try client.head().status == 100)
      client.send(body)
      #expect(try client.answer().status == 201)
      #expect(try client.ask("GET", served.path + "/version").status == 200)
    }
  }

  @Test("To HEAD a watch is answered with its head alone.")
  func headOfWatch() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      client.send("HEAD \(served.path)\(Self.maps)?watch=true HTTP/1.1\r\nHost: test\r\n\r\n")
      let head = try client.head()
      #expect(head.status == 200)
      #expect(head.fields["content-type"] == "application/json")
      #expect(client.isClosed)
      #expect(served.closesStreams())
    }
  }

  @Test("What is no HTTP behind a watch ends it, and adds nothing to it.")
  func noiseBehindWatch() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      client.send("GET \(served.path)\(Self.maps)?watch=true HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try client.head().status == 200)
      _ = try client.chunk()
      client.send("\0\0 this is no request\r\n\r\n")
      var text = ""
      while let bytes = try? client.bytes() { text += String(decoding: bytes, as: UTF8.self) }
      #expect(!text.contains("Bad Request"), "\(text)")
      #expect(served.closesStreams())
    }
  }

  @Test("What is no HTTP behind requests is answered after them.")
  func noiseBehindRequests() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      let request = "GET \(served.path)/version HTTP/1.1\r\nHost: test\r\n\r\n"
      client.send(request + request + "\0\0 this is no request\r\n\r\n")
      #expect(try client.answer().status == 200)
      #expect(try client.answer().status == 200)
      #expect(try client.answer().status == 400)
      #expect(client.isClosed)
    }
  }
}

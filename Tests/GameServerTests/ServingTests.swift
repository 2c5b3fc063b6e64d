import Testing

@testable import GameServer

@Suite(.serialized) struct ServingTests {
  private static let pods = "/api/v1/namespaces/default/pods"

  @Test("A cluster answers below its own path, and nothing tells whether another exists.")
  func clusterPaths() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      let known = try client.ask("GET", served.path + "/api/v1/nodes")
      #expect(known.status == 200)
      #expect(known.text.contains("node-1"))
      let unknown = try client.ask("GET", "/clusters/0123456789abcdef0123456789abcdef/api/v1/nodes")
      let nonsense = try client.ask("GET", "/clusters/x/y")
      #expect(unknown.status == 404)
      #expect(unknown.body == nonsense.body)
    }
  }

  @Test("What a client creates another one's watch is told.")
  func watchTellsOfCreation() async throws {
    try await Served.sandbox { served in
      let watcher = try served.connect()
      watcher.send("GET \(served.path)/api/v1/namespaces/default/configmaps?watch=true HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try watcher.head().status == 200)
      let body = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"fresh"}}"#
      let created = try served.connect().ask(
        "POST", served.path + "/api/v1/namespaces/default/configmaps",
        fields: ["Content-Type": "application/json"], body: Array(body.utf8))
      #expect(created.status == 201)
      var events = ""
      while !events.contains(#""name":"fresh""#) {
        events += String(decoding: try #require(try watcher.chunk()), as: UTF8.self)
      }
      #expect(events.contains(#""type":"ADDED""#))
    }
  }

  @Test("A watch ends when its client said it should.")
  func watchEndsInTime() async throws {
    try await Served.sandbox { served in
      let answer = try served.connect().ask(
        "GET", served.path + "/api/v1/namespaces/kube-public/secrets?watch=true&timeoutSeconds=1")
      #expect(answer.status == 200)
      #expect(answer.body.isEmpty)
    }
  }

  @Test(
    "What is not well formed is answered, and the connection or the next one goes on.",
    arguments: [
      ("POST", pods, "application/json", "{", 400), ("POST", pods, "text/plain", "{}", 415),
      ("GET", "/api/v1/pods?limit=x", "", "", 400), ("GET", "/api/v1/pods?labelSelector=%25", "", "", 400),
      ("GET", "/api/v1/pods?continue=zz", "", "", 400), ("GET", "/api/%zz", "", "", 400),
      ("OPTIONS", "/api/v1/pods", "", "", 405), ("GET", pods + "/none/exec?command=ls", "", "", 404),
    ] as [(String, String, String, String, Int)])
  func badRequests(method: String, path: String, type: String, body: String, status: Int) async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      var fields: [String: String] = [:]
      if !type.isEmpty { fields["Content-Type"] = type }
      let answer = try client.ask(method, served.path + path, fields: fields, body: Array(body.utf8))
      #expect(answer.status == status, "\(answer.text)")
      #expect(try client.ask("GET", served.path + "/version").status == 200)
    }
  }

  @Test("A body over the limit is refused before it is read.")
  func largeBody() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      client.send(
        "POST \(served.path)\(Self.pods) HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
          + "Content-Length: 4000000\r\n\r\n")
      let answer = try client.answer()
      #expect(answer.status == 413)
      #expect(answer.text.contains("Request entity too large: limit is 3145728"))
    }
  }

  @Test("A head that is too large, or no HTTP at all, is told so.")
  func badHeads() async throws {
    try await Served.sandbox { served in
      let large = try served.connect()
      large.send("GET / HTTP/1.1\r\nHost: test\r\nX: " + String(repeating: "x", count: 200_000) + "\r\n\r\n")
      #expect(try large.answer().status == 431)
      let noise = try served.connect()
      noise.send("\u{16}\u{3}\u{1} this is no request\r\n\r\n")
      #expect(try noise.answer().status == 400)
      #expect(try served.connect().ask("GET", served.path + "/version").status == 200)
    }
  }

  @Test("Large answers are compressed for who takes that.")
  func compression() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      let path = served.path + "/openapi/v3/api/v1"
      let plain = try client.ask("GET", path)
      let compressed = try client.ask("GET", path, fields: ["Accept-Encoding": "gzip"])
      #expect(plain.body.count > 128 << 10)
      #expect(compressed.fields["content-encoding"] == "gzip")
      #expect(compressed.body.starts(with: [0x1F, 0x8B]))
      #expect(compressed.body.count < plain.body.count / 4)
    }
  }

  @Test("A ServiceAccount's token speaks for it, and a wrong one for nobody.")
  func tokens() async throws {
    try await Served.sandbox { served in
      let client = try served.connect()
      let issued = try client.ask(
        "POST", served.path + "/api/v1/namespaces/default/serviceaccounts/default/token",
        fields: ["Content-Type": "application/json"], body: Array("{}".utf8))
      let token = try #require(issued.text.split(separator: "\"").map(String.init).first { $0.count > 200 })
      let refused = try client.ask(
        "GET", served.path + "/api/v1/nodes", fields: ["Authorization": "Bearer \(token)"])
      #expect(refused.status == 403)
      #expect(refused.text.contains("system:serviceaccount:default:default"))
      let wrong = try client.ask("GET", served.path + "/api/v1/nodes", fields: ["Authorization": "Bearer x"])
      #expect(wrong.status == 401)
    }
  }

  @Test("A stream whose client went away is closed, though nothing more came on it.")
  func departedClient() async throws {
    try await Served.sandbox { served in
      var client: RawConnection? = try served.connect()
      client?.send("GET \(served.path)/api/v1/namespaces/kube-public/secrets?watch=true HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try client?.head().status == 200)
      #expect(served.openStreams == 1)
      client = nil
      #expect(served.closesStreams())
    }
  }

  @Test("Requests with an upgrade that is not for them are answered as they are.")
  func foreignUpgrade() async throws {
    try await Served.sandbox { served in
      let answer = try served.connect().ask(
        "GET", served.path + "/version",
        fields: ["Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABk"])
      #expect(answer.status == 200)
    }
  }
}

import KubernetesModel
import Testing

@testable import GameServer

@Suite(.serialized) struct SiteServingTests {
  private static func site() -> Site {
    let bus = EventBus(epoch: "e")
    bus.publish("hello", ["x": 1], to: .board)
    return .of([
      Route(.get, "/", .anyone) { _ in .html("<h1>Hello</h1>") },
      Route(.get, "/large", .anyone) { _ in .text(String(repeating: "x", count: 300_000)) },
      Route(.get, "/events", .anyone) { call in
        .events(bus.follow([.board], after: call.request.header("last-event-id")))
      },
      Route(.post, "/echo", .anyone, takes: [Field("text", .text(limit: 1000), "")]) { call in .text(call.text("text"))
      },
      Route(.get, "/who", .anyone) { call in .text(call.request.remoteAddress) },
    ])
  }

  @Test("Pages are answered over HTTP, their heads alone, and compressed where that is taken.")
  func pages() async throws {
    try await Served.site(Self.site()) { port in
      let client = try RawConnection(port: port)
      #expect(try client.ask("GET", "/").text == "<h1>Hello</h1>")
      client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try client.answer(to: "HEAD").fields["content-length"] == "14")
      let packed = try client.ask("GET", "/large", fields: ["Accept-Encoding": "gzip"])
      #expect(packed.fields["content-encoding"] == "gzip" && packed.body.count < 5000)
      #expect(try client.ask("GET", "/who").text == "127.0.0.1")
      #expect(try client.ask("GET", "/clusters/x/api").status == 404)
      #expect(try client.ask("OPTIONS", "/").status == 405)
    }
  }

  @Test(
    "What is no request of the site is refused, and the server goes on.",
    arguments: [
      "GET /../x HTTP/1.1\r\nHost: test\r\n\r\n", "GET /%ff HTTP/1.1\r\nHost: test\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 9999999\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
      "GET / HTTP/1.1\r\n\r\n", "BREW / HTTP/1.1\r\nHost: test\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /who HTTP/1.1\r\nHost: test\r\nCookie: firedrill=\u{1}\u{2}\r\nAuthorization: Bearer \u{1}\r\n\r\n",
    ])
  func hostile(text: String) async throws {
    try await Served.site(Self.site()) { port in
      let client = try RawConnection(port: port)
      client.send(text)
      #expect((400..<500).contains(try client.answer().status))
      #expect(try RawConnection(port: port).ask("GET", "/").status == 200)
    }
  }

  @Test("Events come as they happen, and end with their reader.")
  func events() async throws {
    try await Served.site(Self.site()) { port in
      let client = try RawConnection(port: port)
      client.send("GET /events HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(try client.head().fields["content-type"] == "text/event-stream")
      var text = ""
      while !text.contains("\"x\":1}\n\n") {
        text += String(decoding: try #require(try client.chunk()), as: UTF8.self)
      }
      #expect(text.contains("event: hello\ndata: {\"x\":1}\n\n"))
    }
  }
}

import HTTPClient
import KubernetesModel
import LoopbackServing
import Testing

@Suite struct WebClientTests {
  private func client(_ server: LoopbackServer, token: String = "") throws -> WebClient {
    try WebClient(server: "http://127.0.0.1:\(server.port)", token: token)
  }

  @Test("A request carries JSON and the token, and connections are used again.")
  func requests() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      while let head = peer.readHead() {
        requests.add(head)
        let count = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }?.dropFirst(16)
        peer.answer(String(decoding: peer.read(count.flatMap { Int($0) } ?? 0), as: UTF8.self))
      }
    }
    let client = try client(server, token: "s3cret")
    let answer = try client.send("POST", "/api/v1/x?a=" + WebClient.escaped("1 &2"), body: .json(["line": "k get po"]))
    #expect(answer.status == 200 && answer.json["line"]?.stringValue == "k get po")
    _ = try client.send("GET", "/api/v1/me")
    #expect(server.connectionCount == 1)
    let head = try #require(requests.all.first)
    #expect(head.hasPrefix("POST /api/v1/x?a=1%20%262 HTTP/1.1\r\n"))
    #expect(head.contains("Authorization: Bearer s3cret") && head.contains("Content-Type: application/json"))
    #expect(requests.all.last?.contains("Content-") == false)
  }

  @Test("A path before the server's own is kept, and nothing can break out of a line.")
  func paths() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      if let head = peer.readHead() { requests.add(head) }
      peer.answer("{}", fields: "Connection: close\r\n")
    }
    let client = try WebClient(server: "http://127.0.0.1:\(server.port)/drill/", token: "a\r\nX-Evil: 1")
    _ = try client.send("GET", "/api/v1/me")
    #expect(requests.all.first?.hasPrefix("GET /drill/api/v1/me HTTP/1.1") == true)
    #expect(requests.all.first?.contains("\r\nX-Evil") == false)
  }

  @Test("A refusal is told in the server's words.")
  func refusals() throws {
    let server = LoopbackServer { peer in
      _ = peer.readHead()
      peer.answer("{\"message\":\"There is no such run.\"}", status: "404 Not Found", fields: "Retry-After: 7\r\n")
    }
    let answer = try client(server).send("GET", "/api/v1/runs/1")
    let problem = WebProblem(refusal: answer)
    #expect(problem.status == 404 && problem.reason == "There is no such run" && answer.retryAfter == 7)
    #expect(throws: problem) { try self.client(server).events("/api/v1/runs/1/events") }
  }

  @Test("Who does not answer is told from who says no, and what may have been done from what was not.")
  func unreachable() throws {
    let port = LoopbackServer { _ in }.port
    let nobody = try WebClient(server: "http://127.0.0.1:\(port)")
    let refused = #expect(throws: WebProblem.self) { try nobody.send("GET", "/") }
    #expect(refused?.kind == .unreachable && refused?.reason == "connection refused" && refused?.isSent == false)
    let silent = LoopbackServer { peer in
      _ = peer.readHead()
      _ = peer.readHead()
    }
    let late = #expect(throws: WebProblem.self) {
      try self.client(silent).send("POST", "/", within: .milliseconds(50))
    }
    #expect(late?.reason == "it does not answer in time" && late?.isSent == true)
    let rude = LoopbackServer { peer in _ = peer.readHead() }
    let closed = #expect(throws: WebProblem.self) { try self.client(rude).send("POST", "/") }
    #expect(closed?.reason == "it closed the connection" && closed?.isSent == true)
    #expect(throws: WebProblem.self) { try WebClient(server: "drill.example.org") }
  }

  @Test("Events come as they are sent, and the end of the stream is told.")
  func events() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      if let head = peer.readHead() { requests.add(head) }
      peer.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n")
      for text in [": hello\n\nid: 8\nevent: out", "put\ndata: 1\n\n", "data: 2\n\ndata: 3\n\n"] {
        peer.write(String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n")
      }
      _ = peer.readHead()
    }
    let stream = try client(server).events("/events", after: "7")
    #expect(requests.all.first?.contains("Last-Event-ID: 7") == true)
    var events: [ServerSentEvent] = []
    while events.count < 3 { events += try stream.read(within: .seconds(5)) }
    #expect(events.map(\.data) == ["1", "2", "3"] && events.map(\.id) == ["8", "8", "8"])
    #expect(try stream.read(within: .milliseconds(10)).isEmpty)
    let short = LoopbackServer { peer in
      _ = peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n")
    }
    let ending = try client(short).events("/events")
    #expect(try ending.read(within: .seconds(5)).map(\.data) == ["1"])
    #expect(throws: WebProblem.self) { try ending.read(within: .seconds(5)) }
  }

  @Test("Answers before the answer are passed over, and have an end, as fields behind a body have.")
  func preludes() throws {
    let patient = LoopbackServer { peer in
      _ = peer.readHead()
      for _ in 0..<5 { peer.write("HTTP/1.1 103 Early Hints\r\n\r\n") }
      peer.answer("{\"a\":1}")
    }
    #expect(try client(patient).send("GET", "/").json["a"] == 1)
    let endless = LoopbackServer { peer in
      _ = peer.readHead()
      for _ in 0..<100 { peer.write("HTTP/1.1 100 Continue\r\n\r\n") }
      _ = peer.readHead()
    }
    let early = #expect(throws: WebProblem.self) { try self.client(endless).send("GET", "/") }
    #expect(early?.reason == "net/http: too many 1xx informational responses")
    let trailing = LoopbackServer { peer in
      _ = peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
      for _ in 0..<100 { peer.write("X: y\r\n") }
      _ = peer.readHead()
    }
    let late = #expect(throws: WebProblem.self) { try self.client(trailing).send("GET", "/") }
    #expect(late?.reason == "http: suspiciously long trailer after chunked body")
  }

  @Test("An answer that is longer than wanted is not read to its end.")
  func longAnswers() throws {
    let server = LoopbackServer { peer in
      _ = peer.readHead()
      peer.answer(String(repeating: "x", count: 5000))
    }
    let problem = #expect(throws: WebProblem.self) { try self.client(server).send("GET", "/", largest: 4000) }
    #expect(problem?.reason == "the answer is too long")
  }
}

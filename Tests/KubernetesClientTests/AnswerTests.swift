import APIServer
import Kubectl
import KubernetesClient
import LoopbackServing
import SimulationKernel
import Testing

@Suite struct AnswerTests {
  @Test(
    "A body is read to its end, however that is told.",
    arguments: [
      ["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"],
      ["HTTP/1.1 200 OK\r\nContent-Le", "ngth: 5\r\n\r", "\nhe", "llo"],
      ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"],
      [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2", ";x=y\r\nh", "e\r", "\n3\r\nllo\r\n0\r\nA: b\r\n\r\n",
      ],
      ["HTTP/1.0 200 OK\r\n\r\nhel", "lo"],
      ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nContent-Length: 5\n\nhello"],
    ])
  func bodyIsReadToItsEnd(pieces: [String]) throws {
    let server = LoopbackServer { peer in
      guard peer.readHead() != nil else { return }
      for piece in pieces {
        peer.write(piece)
        peer.pause(2)
      }
    }
    #expect(try transport(to: server).send(APIRequest(.get, "/api")).text == "hello")
  }

  @Test("Warnings are read as texts.")
  func warningsAreReadAsTexts() throws {
    let server = LoopbackServer { peer in
      while peer.readHead() != nil {
        peer.answer("{}", fields: "Warning: 299 - \"say \\\"hello\\\", now\"\r\nWarning: 299 - \"two\"\r\n")
      }
    }
    let response = try transport(to: server).send(APIRequest(.get, "/api"))
    #expect(response.warnings == ["say \"hello\", now", "two"])
  }

  @Test(
    "What is no answer is named in Go's words.",
    arguments: [
      ("", "EOF"), ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "unexpected EOF"),
      (
        "hello world\r\n\r\n",
        "net/http: HTTP/1.x transport connection broken: malformed HTTP status code \"world\""
      ),
      ("rubbish\r\n\r\n", "net/http: HTTP/1.x transport connection broken: malformed HTTP response \"rubbish\""),
      ("HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n", "bad Content-Length \"-4\""),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "invalid byte in chunk length"),
    ])
  func whatIsNoAnswerIsNamedInGosWords(answer: String, reason: String) {
    let server = LoopbackServer { peer in
      if peer.readHead() != nil { peer.write(answer) }
    }
    let failure = #expect(throws: TransportFailure.self) {
      try transport(to: server).send(APIRequest(.get, "/api", query: [("timeout", "32s")]))
    }
    #expect(failure?.reason == reason)
    #expect(failure?.request == "Get \"http://127.0.0.1:\(server.port)/api?timeout=32s\"")
    #expect(failure?.host == "127.0.0.1:\(server.port)")
  }

  @Test("A port where nobody listens, a server that is silent and a scheme that is unknown are failures.")
  func failuresToConnect() {
    var failure = #expect(throws: TransportFailure.self) {
      try transport(to: "http://127.0.0.1:1").send(APIRequest(.get, "/api"))
    }
    #expect(failure?.reason == "dial tcp 127.0.0.1:1: connect: connection refused")
    let silent = LoopbackServer { peer in
      _ = peer.readHead()
      peer.pause(2000)
    }
    failure = #expect(throws: TransportFailure.self) {
      try transport(to: silent) { $0.timeout = .milliseconds(50) }.send(APIRequest(.get, "/api"))
    }
    #expect(failure?.reason == "net/http: request canceled (Client.Timeout exceeded while awaiting headers)")
    failure = #expect(throws: TransportFailure.self) {
      try transport(to: "gopher://127.0.0.1").send(APIRequest(.get, "/api"))
    }
    #expect(failure?.reason == "unsupported protocol scheme \"gopher\"")
  }

  @Test(
    "A port that is none is told, and the usual port is not asked instead.",
    arguments: [
      (":abc", "invalid port \":abc\" after host"), (":-1", "invalid port \":-1\" after host"),
      (":+80", "invalid port \":+80\" after host"), (":99999", "dial tcp: address 99999: invalid port"),
      (":65536", "dial tcp: address 65536: invalid port"),
      (":0", "dial tcp 127.0.0.1:0: connect: connection refused"),
    ])
  func portsThatAreNone(port: String, reason: String) {
    for url in ["http://127.0.0.1\(port)", "http://127.0.0.1\(port)/clusters/1"] {
      let failure = #expect(throws: TransportFailure.self) { try transport(to: url).send(APIRequest(.get, "/api")) }
      #expect(failure?.reason == reason)
    }
  }
}

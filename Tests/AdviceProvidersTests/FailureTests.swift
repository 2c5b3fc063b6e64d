import KubernetesModel
import LoopbackServing
import Testing

@testable import AdviceProviders

/// A way in which a service fails, and what is made of it.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
  let name: String
  let kind: ProviderProblem.Kind
  var style = ProviderStyle.openAI
  let serve: @Sendable (Peer) -> Void

  var testDescription: String { name }

  init(
    _ name: String, _ kind: ProviderProblem.Kind, _ style: ProviderStyle = .openAI,
    _ serve: @escaping @Sendable (Peer) -> Void
  ) {
    (self.name, self.kind, self.style, self.serve) = (name, kind, style, serve)
  }

  static func status(_ status: String, fields: String = "", body: String = "{}", _ kind: ProviderProblem.Kind) -> Self {
    Misbehaviour(status, kind) { $0.answer(body, status: status, fields: fields) }
  }

  static let all: [Misbehaviour] = statuses + streams + bodies

  private static let statuses = [
    status("401 Unauthorized", body: #"{"error":{"message":"bad key sk-verysecret"}}"#, .keyRefused(status: 401)),
    status("403 Forbidden", .keyRefused(status: 403)),
    status("402 Payment Required", .noCredit(status: 402)),
    status(
      "400 Bad Request", body: #"{"error":{"message":"Your credit balance is too low."}}"#, .noCredit(status: 400)),
    status("404 Not Found", body: #"{"error":"model 'wise-7b' not found"}"#, .unknown(status: 404)),
    status("413 Content Too Large", .refused(status: 413)),
    status("429 Too Many Requests", fields: "Retry-After: 20\r\n", .busy(status: 429, wait: 20)),
    status("429 Too Many Requests", fields: "Retry-After: soon\r\n", .busy(status: 429, wait: nil)),
    status(
      "429 Too Many Requests", fields: "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", .busy(status: 429, wait: 0)),
    status("500 Internal Server Error", body: "<html>sorry</html>", .failing(status: 500)),
    status("529 Overloaded", .busy(status: 529, wait: nil)),
    status("302 Found", fields: "Location: http://127.0.0.1:1/v1\r\n", .redirected(status: 302)),
    status("307 Temporary Redirect", fields: "Location: https://evil.example.com\r\n", .redirected(status: 307)),
  ]

  private static let streams = [
    Misbehaviour("cut in the middle", .cutOff) { peer in
      peer.beginStream()
      for event in Events.openAI(["One. ", "Two. "]).prefix(2) { peer.writeChunk(event) }
    },
    Misbehaviour("ends before it is done", .cutOff, .anthropic) {
      $0.stream(Array(Events.anthropic(["One."]).prefix(4)))
    },
    Misbehaviour("never begins", .slow(seconds: 1, hasBegun: false)) { $0.waitForEnd() },
    Misbehaviour("begins without a word", .slow(seconds: 1, hasBegun: false)) { peer in
      peer.beginStream()
      peer.waitForEnd()
    },
    Misbehaviour("stops in the middle", .slow(seconds: 1, hasBegun: true)) { peer in
      peer.beginStream()
      peer.writeChunk(Events.openAI(["One. "])[0])
      peer.waitForEnd()
    },
    Misbehaviour("only comments", .tooLong) { peer in
      peer.beginStream()
      for _ in 0..<300 { peer.writeChunk(String(repeating: ": still here\n\n", count: 500)) }
      peer.waitForEnd()
    },
    Misbehaviour("endless words", .tooLong) { peer in
      peer.beginStream()
      for _ in 0..<400 { peer.writeChunk(Events.openAI([String(repeating: "word ", count: 10)])[0]) }
      peer.waitForEnd()
    },
    Misbehaviour("empty", .empty) { $0.stream(Events.openAI(["", " \n"])) },
    Misbehaviour("without a single event", .empty) { $0.stream(["\n\n"]) },
    Misbehaviour("only thoughts", .onlyThoughts) { peer in
      peer.stream([
        Events.event(["choices": [["delta": ["reasoning_content": "hm"]]]]),
        Events.event(["choices": [["delta": [:], "finish_reason": "length"]]]), "data: [DONE]\n\n",
      ])
    },
    Misbehaviour("malformed events", .malformed) { $0.stream(["data: {\"choices\": [\n\n"]) },
    Misbehaviour("an error in the stream", .gaveUp) {
      $0.stream(["data: {\"error\":{\"message\":\"out of memory\"}}\n\n"])
    },
    Misbehaviour("an error event", .gaveUp, .anthropic) { peer in
      peer.stream(
        Events.anthropic(["One."]).prefix(4)
          + ["event: error\n" + Events.event(["type": "error", "error": ["message": "Overloaded"]])])
    },
  ]

  private static let bodies = [
    Misbehaviour("malformed JSON", .malformed) { $0.answer("{\"choices\":") },
    Misbehaviour("JSON of something else", .malformed) { $0.answer("{\"hello\":\"world\"}") },
    Misbehaviour("a text", .malformed) { $0.answer("hello") },
    Misbehaviour("nothing", .empty) { $0.answer("") },
    Misbehaviour("an empty answer", .empty) { $0.answer("{\"choices\":[{\"message\":{\"content\":null}}]}") },
    Misbehaviour("a web page", .webPage) { $0.answer("<!doctype html><title>Log in</title>") },
    Misbehaviour("ten megabytes", .tooLong) { peer in
      peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n\r\n{\"a\":\"")
      for _ in 0..<160 { peer.write([UInt8](repeating: 0x61, count: 65_536)) }
    },
    Misbehaviour("a body that is shorter than said", .cutOff) { peer in
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"choices\":")
    },
    Misbehaviour("no HTTP", .protocolFault) { $0.write("SSH-2.0-OpenSSH_9.6\r\n") },
    Misbehaviour("a head without end", .protocolFault) { peer in
      peer.write("HTTP/1.1 200 OK\r\n")
      for _ in 0..<40 { peer.write("X: " + String(repeating: "x", count: 65_536) + "\r\n") }
    },
    Misbehaviour("interim answers without end", .protocolFault) { peer in
      for _ in 0..<100 { peer.write("HTTP/1.1 100 Continue\r\n\r\n") }
      peer.waitForEnd()
    },
    Misbehaviour("gone without a word", .unreachable("it closes the connection")) { _ in },
  ]
}

@Suite struct FailureTests {
  @Test("Whatever a service does, it comes to a problem within the limit.", arguments: Misbehaviour.all)
  func misbehaviour(_ case: Misbehaviour) throws {
    let service = ScriptedService { peer, _ in `case`.serve(peer) }
    let provider = try Provider(service.settings("", `case`.style))
    // Those that wait do so for all of it.
    let waits = if case .slow = `case`.kind { true } else { false }
    let pieces = Pieces()
    let problem = #expect(throws: ProviderProblem.self) {
      try provider.ask("", "", limit: waits ? .milliseconds(60) : .seconds(10), onText: pieces.add)
    }
    #expect(problem?.kind == (waits ? .slow(seconds: 1, hasBegun: !pieces.all.isEmpty) : `case`.kind))
    #expect(service.asked.count == 1)
    let said = "\(String(describing: problem)) \(problem?.sentence ?? "") \(problem?.mend ?? "")"
    #expect(!said.contains("sk-verysecret"))
  }

  @Test("What a service says of its failure is for who runs it, and no player hears it.")
  func details() throws {
    let words = "bad\\nkey sk-verysecret \\u001b[31m<script>" + String(repeating: "x", count: 400)
    let service = ScriptedService { peer, _ in
      peer.answer("{\"error\":{\"message\":\"\(words)\"}}", status: "401 Unauthorized")
    }
    let problem = try #require(
      #expect(throws: ProviderProblem.self) { try Provider(service.settings()).ask("", "") })
    #expect(problem.detail.hasPrefix("bad key *** [31m<script>xxx") && problem.detail.count == 300)
    #expect(problem.sentence == "The AI service does not take the key (401).")
  }

  @Test("A redirect is not followed.")
  func redirects() throws {
    let other = ScriptedService { peer, _ in peer.stream(Events.openAI(["Yes?"])) }
    let there = other.address
    let service = ScriptedService { peer, _ in
      peer.answer("", status: "308 Permanent Redirect", fields: "Location: \(there)/v1/chat/completions\r\n")
    }
    let problem = #expect(throws: ProviderProblem.self) { try Provider(service.settings()).ask("", "") }
    #expect(problem?.kind == .redirected(status: 308))
    #expect(problem?.detail == "it names \(there)/v1/chat/completions")
    #expect(other.asked.isEmpty)
  }

  @Test("A service that is not there is told as such.")
  func unreachable() throws {
    let port = LoopbackServer { _ in }.port
    let endpoint = try #require(ProviderEndpoint("http://127.0.0.1:\(port)"))
    let provider = Provider(ProviderSettings(endpoint: endpoint, model: "m"))
    let problem = #expect(throws: ProviderProblem.self) { try provider.ask("", "") }
    #expect(problem?.kind == .unreachable("connection refused"))
    #expect(problem?.sentence == "The AI service cannot be reached (connection refused).")
  }
}

import APIServer
import Kubectl
import KubernetesClient
import KubernetesModel
import LoopbackServing
import SimulationKernel
import Testing

@Suite struct StreamTests {
  @Test("Watch events come line by line, however the bytes come.")
  func watchEventsComeLineByLine() throws {
    let server = LoopbackServer { peer in
      guard peer.readHead() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      for piece in ["{\"type\":\"ADDED\",", "\"object\":1}\n{\"type\":\"MODI", "FIED\"}\n"] {
        peer.write("\(String(piece.utf8.count, radix: 16))\r\n\(piece)\r\n")
        peer.pause(20)
      }
      peer.write("0\r\n\r\n")
    }
    let client = transport(to: server)
    let response = try client.send(APIRequest(.get, "/api/v1/pods", query: [("watch", "true")]))
    let types = try client.events(of: response).map { event in
      switch event {
      case .watchEvents(let events): events.map { $0["type"]?.stringValue ?? "" }.joined(separator: " ")
      case .ended: "end"
      default: "\(event)"
      }
    }
    #expect(types == ["ADDED", "MODIFIED", "end"])
  }

  @Test("A followed log comes as it is written, and waits no longer than it is told.")
  func followedLogComesAsItIsWritten() throws {
    let server = LoopbackServer { peer in
      guard peer.readHead() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none\n\r\n")
      peer.pause(2000)
    }
    let client = transport(to: server)
    let response = try client.send(
      APIRequest(.get, "/api/v1/namespaces/default/pods/web/log", query: [("follow", "true")]))
    var stream = try #require(response.stream)
    guard case .bytes(let bytes, isError: false) = client.read(&stream, until: client.now + .seconds(5)) else {
      Issue.record("the first line did not come")
      return
    }
    #expect(bytes == Array("one\n".utf8))
    guard case .deadlineReached = client.read(&stream, until: client.now + .milliseconds(20)) else {
      Issue.record("the deadline passed unnoticed")
      return
    }
    client.close(stream)
  }

  private static let upgraded =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: v5.channel.k8s.io\r\n\r\n"

  private func command(_ query: [(name: String, value: String)] = []) -> APIRequest {
    APIRequest(.get, "/api/v1/namespaces/default/pods/web/exec", query: [("command", "sh")] + query)
  }

  @Test("A command's outputs are told apart, its input arrives, and its exit code comes back.")
  func commandTakesInputAndEndsWithItsExitCode() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      requests.add(peer.readHead() ?? "")
      peer.write(Self.upgraded)
      peer.writeMessage(1, "")
      var input: [UInt8] = []
      while let message = peer.readMessage(), message.first == 0 { input += message.dropFirst() }
      peer.writeMessage(1, "got \(input.count)\n")
      peer.writeMessage(2, String(repeating: "e", count: 300))
      peer.writeMessage(
        3,
        #"{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}"#)
      peer.pause(200)
    }
    let client = transport(to: server)
    let response = try client.send(command([("stdin", "true")]))
    #expect(response.status == 101)
    var stream = try #require(response.stream)
    client.write(Array(repeating: 7, count: 100_000), to: &stream)
    client.write(nil, to: &stream)
    var output = ""
    var errors = ""
    var code = -1
    for event in try client.events(of: response) {
      switch event {
      case .bytes(let bytes, isError: false): output += String(decoding: bytes, as: UTF8.self)
      case .bytes(let bytes, isError: true): errors += String(decoding: bytes, as: UTF8.self)
      case .ended(let exitCode): code = exitCode
      default: Issue.record("unexpected: \(event)")
      }
    }
    #expect(output == "got 100000\n")
    #expect(errors.count == 300)
    #expect(code == 3)
    let head = try #require(requests.all.first)
    #expect(head.contains("\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"))
    #expect(head.contains("\r\nSec-WebSocket-Protocol: v5.channel.k8s.io"))
  }

  @Test(
    "How a command's stream breaks is told.",
    arguments: [
      (#"{"status":"Failure","message":"container is gone"}"#, "container is gone"),
      (nil, "websocket: close 1006 (abnormal closure): unexpected EOF"),
    ] as [(String?, String)])
  func howACommandsStreamBreaksIsTold(status: String?, reason: String) throws {
    let server = LoopbackServer { peer in
      _ = peer.readHead()
      peer.write(Self.upgraded)
      if let status { peer.writeMessage(3, status) }
    }
    let client = transport(to: server)
    guard case .failed(let text)? = try client.events(of: try client.send(command())).last else {
      Issue.record("the stream did not fail")
      return
    }
    #expect(text == reason)
  }

  @Test("A server that refuses a command answers as it does any request.")
  func refusedCommandIsAnAnswer() throws {
    let server = LoopbackServer { peer in
      while peer.readHead() != nil { peer.answer(#"{"kind":"Status"}"#, status: "403 Forbidden") }
    }
    let response = try transport(to: server).send(command())
    #expect(response.status == 403)
    #expect(response.text == #"{"kind":"Status"}"#)
  }
}

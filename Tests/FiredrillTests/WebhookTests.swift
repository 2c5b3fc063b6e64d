import LoopbackServing
import Testing

@Suite struct WebhookTests {
  private let program = Program()

  @Test("An organiser can try whether a chat takes messages, and its address is not repeated.")
  func trying() throws {
    let requests = Requests()
    let server = LoopbackServer { peer in
      guard let head = peer.readHead() else { return }
      requests.add(head)
      if head.hasPrefix("POST /gone") {
        peer.answer("no_service", status: "404 Not Found")
      } else {
        peer.answer("ok")
      }
      _ = peer.read(1 << 20)
    }
    let url = "http://127.0.0.1:\(server.port)/hooks/s3cret"
    let taken = try program.run(["admin", "webhook", "test"], changing: ["FIREDRILL_WEBHOOK_URL": url])
    #expect(taken.status == 0 && taken.output == "The chat at 127.0.0.1 has taken a message.\n", "\(taken)")
    #expect(requests.all.first?.hasPrefix("POST /hooks/s3cret HTTP/1.1") == true)
    let gone = try program.run(["admin", "webhook", "test", "--webhook", "http://127.0.0.1:\(server.port)/gone/s3cret"])
    #expect(gone.status == 1)
    #expect(
      gone.errors == "firedrill: the chat at 127.0.0.1 takes no messages: it answers with status 404.\n", "\(gone)")
    #expect(try program.run(["admin", "webhook", "test"]).errors.contains("set FIREDRILL_WEBHOOK_URL"))
  }

  @Test("A server is not started with a chat's address that is none.")
  func wrongAddress() throws {
    let result = try program.run(["serve", "--webhook", "hooks.example.com"])
    #expect(result.status == 64 && result.errors.contains("must be like https://hooks.example.com"), "\(result)")
  }
}

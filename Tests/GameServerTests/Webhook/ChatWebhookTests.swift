import Foundation
import KubernetesModel
import Logging
import LoopbackServing
import Synchronization
import Testing

@testable import GameServer

/// What was written to a log.
private final class KeptLog: LogHandler, Sendable {
  let lines = Mutex<[String]>([])

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) {
    lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
  }
}

/// A chat that takes messages, or does what the test says.
private final class Chat: Sendable {
  private struct State {
    var texts: [String] = []
    var lines: [String] = []
  }

  private let state = Mutex(State())
  private let hasCome = DispatchSemaphore(value: 0)

  var texts: [String] { state.withLock { $0.texts } }
  var lines: [String] { state.withLock { $0.lines } }

  /// - Parameter answer: the status line and fields for the request of that number, from 1.
  func serve(_ answer: @escaping @Sendable (Int) -> (status: String, fields: String)) -> LoopbackServer {
    LoopbackServer { peer in
      while let head = peer.readHead() {
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }?.dropFirst(16)
        let body = (try? JSONParser.parse(peer.read(length.flatMap { Int($0) } ?? 0))) ?? .null
        let number = self.state.withLock { state in
          state.texts.append(body["text"]?.stringValue ?? "")
          state.lines.append(head.split(separator: "\r\n").first.map(String.init) ?? "")
          return state.texts.count
        }
        let (status, fields) = answer(number)
        peer.answer("ok", status: status, fields: fields)
        self.hasCome.signal()
      }
    }
  }

  /// Waits until so many requests have come.
  func wait(for count: Int) -> Bool {
    for _ in 0..<count where hasCome.wait(timeout: .now() + 10) == .timedOut { return false }
    return true
  }
}

@Suite struct ChatWebhookTests {
  private func webhook(_ server: LoopbackServer, log: KeptLog = KeptLog()) throws -> ChatWebhook {
    try webhook("http://127.0.0.1:\(server.port)/hooks/s3cret", log)
  }

  private func webhook(_ url: String, _ log: KeptLog) throws -> ChatWebhook {
    let address = try #require(WebhookAddress(url))
    return ChatWebhook(
      address, log: Logger(label: "test") { _ in log }, pace: .init(unit: .milliseconds(1), patience: .seconds(5)))
  }

  @Test("A message is posted as Slack and Mattermost take it, and what waits together goes together.")
  func posting() throws {
    let chat = Chat()
    let server = chat.serve { _ in ("200 OK", "") }
    let webhook = try webhook(server)
    webhook.send("One.")
    webhook.send("Two.")
    webhook.start()
    defer { webhook.stop() }
    #expect(chat.wait(for: 1))
    #expect(chat.texts == ["One.\nTwo."] && chat.lines == ["POST /hooks/s3cret HTTP/1.1"])
    webhook.send("Three.")
    #expect(chat.wait(for: 1))
    #expect(chat.texts.last == "Three.")
  }

  @Test("A chat that is busy or fails is asked again, and hears all of it.")
  func repeating() throws {
    let chat = Chat()
    let server = chat.serve { number in
      switch number {
      case 1: ("429 Too Many Requests", "Retry-After: 3\r\n")
      case 2: ("503 Service Unavailable", "")
      default: ("200 OK", "")
      }
    }
    let log = KeptLog()
    let webhook = try webhook(server, log: log)
    webhook.start()
    defer { webhook.stop() }
    webhook.send("One.")
    #expect(chat.wait(for: 3))
    #expect(chat.texts == ["One.", "One.", "One."])
    #expect(log.lines.withLock { $0 } == [])
  }

  @Test("A chat that refuses is not asked again; it is one line in the log that does not tell the address.")
  func refusing() throws {
    let chat = Chat()
    let server = chat.serve { number in number == 3 ? ("200 OK", "") : ("404 Not Found", "") }
    let log = KeptLog()
    let webhook = try webhook(server, log: log)
    webhook.start()
    defer { webhook.stop() }
    for text in ["One.", "Two.", "Three.", "Four."] {
      webhook.send(text)
      #expect(chat.wait(for: 1))
    }
    #expect(chat.texts == ["One.", "Two.", "Three.", "Four."])
    let lines = log.lines.withLock { $0 }
    #expect(lines.count >= 2 && lines[0].hasPrefix("the chat takes no messages"))
    #expect(lines[0].contains("it answers with status 404") && lines[1].hasPrefix("the chat takes messages again"))
    #expect(!lines.joined().contains("s3cret"))
  }

  @Test("A chat that is not there delays nobody, and what is too much is forgotten, the oldest first.")
  func queue() throws {
    let chat = Chat()
    let server = chat.serve { _ in ("200 OK", "") }
    let log = KeptLog()
    let webhook = try webhook(server, log: log)
    for number in 0..<150 { webhook.send("\(number)") }
    webhook.start()
    defer { webhook.stop() }
    #expect(chat.wait(for: 1))
    #expect(chat.texts == [(50..<150).map { "\($0)" }.joined(separator: "\n")])
    #expect(log.lines.withLock { $0 }.first?.hasPrefix("messages to the chat are forgotten") == true)
  }

  @Test("A long queue goes in several messages.")
  func longQueue() throws {
    let chat = Chat()
    let server = chat.serve { _ in ("200 OK", "") }
    let webhook = try webhook(server)
    for letter in ["a", "b", "c"] { webhook.send(String(repeating: letter, count: 2000)) }
    webhook.start()
    defer { webhook.stop() }
    #expect(chat.wait(for: 3))
    #expect(chat.texts.map(\.count) == [2000, 2000, 2000])
  }

  @Test("An address is one of the web, and is shown without what is secret in it.")
  func addresses() throws {
    for url in [
      "", "hooks.example.com/x", "ftp://example.com", "https://a:b@example.com", "https://exa mple.com",
      "https://example.com:", "https://example.com:0", "https://example.com:abc", "https://example.com:99999",
      "https://[::1]:", "https://[::1]8",
    ] {
      #expect(WebhookAddress(url) == nil)
    }
    let address = try #require(WebhookAddress("https://hooks.example.com/services/T0/B0/s3cret?a=1"))
    #expect("\(address)" == "hooks.example.com" && address.target == "/services/T0/B0/s3cret?a=1")
    var dumped = ""
    dump(address, to: &dumped)
    #expect(!dumped.contains("s3cret"))
    #expect(WebhookAddress("https://hooks.example.com")?.target == "/")
    #expect(WebhookAddress("https://[::1]:8443/x")?.target == "/x")
  }
}

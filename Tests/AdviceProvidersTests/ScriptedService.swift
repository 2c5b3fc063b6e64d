import Foundation
import KubernetesModel
import LoopbackServing
import Synchronization
import Testing

@testable import AdviceProviders

/// A question as it came to a service.
struct Asked: Sendable {
  let head: String
  let body: JSONValue

  /// `POST /v1/messages HTTP/1.1`
  var line: String { head.split(separator: "\r\n").first.map(String.init) ?? "" }
}

/// An AI service on a loopback port that does what the test says.
final class ScriptedService: Sendable {
  private final class Record: Sendable {
    let asked = Mutex<[Asked]>([])
  }

  let server: LoopbackServer
  private let record: Record

  init(_ serve: @escaping @Sendable (Peer, Asked) -> Void) {
    let record = Record()
    self.record = record
    server = LoopbackServer { peer in
      guard let asked = peer.readQuestion() else { return }
      record.asked.withLock { $0.append(asked) }
      serve(peer, asked)
    }
  }

  var asked: [Asked] { record.asked.withLock { $0 } }

  var address: String { "http://127.0.0.1:\(server.port)" }

  func settings(_ path: String = "/v1", _ style: ProviderStyle? = nil) throws -> ProviderSettings {
    let endpoint = try #require(ProviderEndpoint(address + path, style: style))
    return ProviderSettings(endpoint: endpoint, model: "wise-7b", key: "sk-verysecret")
  }
}

extension Peer {
  func readQuestion() -> Asked? {
    guard let head = readHead() else { return nil }
    let count = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }.flatMap {
      Int($0.dropFirst(16))
    }
    let body = (try? JSONParser.parse(read(count ?? 0))) ?? .null
    return Asked(head: head, body: body)
  }

  func beginStream() {
    write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
  }

  func writeChunk(_ text: String) { write(String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n") }

  /// A whole stream, each event in a piece of its own.
  func stream(_ events: [String]) {
    beginStream()
    for event in events { writeChunk(event) }
    write("0\r\n\r\n")
  }

  /// Until the client has gone: what it sends is not read.
  func waitForEnd() { while readHead() != nil {} }
}

/// The events of streams that speak a language.
enum Events {
  static func openAI(_ texts: [String], usage: Bool = true) -> [String] {
    let pieces = texts.map { event(["choices": [["index": 0, "delta": ["content": .string($0)]]]]) }
    let end = event(["choices": [["index": 0, "delta": [:], "finish_reason": "stop"]]])
    let count = event(["choices": [], "usage": ["prompt_tokens": 42, "completion_tokens": 7]])
    return pieces + [end] + (usage ? [count] : []) + ["data: [DONE]\n\n"]
  }

  static func anthropic(_ texts: [String]) -> [String] {
    let start: JSONValue = [
      "type": "message_start", "message": ["usage": ["input_tokens": 42, "output_tokens": 1]],
    ]
    let pieces = texts.map { text -> JSONValue in
      ["type": "content_block_delta", "index": 0, "delta": ["type": "text_delta", "text": .string(text)]]
    }
    let end: [JSONValue] = [
      ["type": "content_block_stop", "index": 0],
      ["type": "message_delta", "delta": ["stop_reason": "end_turn"], "usage": ["output_tokens": 7]],
      ["type": "message_stop"],
    ]
    let block: JSONValue = ["type": "content_block_start", "index": 0, "content_block": ["type": "text", "text": ""]]
    return ([start, block, ["type": "ping"]] + pieces + end).map { value in
      "event: \(value["type"]?.stringValue ?? "")\n" + event(value)
    }
  }

  static func event(_ value: JSONValue) -> String { "data: \(JSONWriter.string(value, escapesHTML: false))\n\n" }
}

/// What a provider said, piece by piece.
final class Pieces {
  private(set) var all: [String] = []

  func add(_ text: String) -> Bool {
    all.append(text)
    return true
  }
}

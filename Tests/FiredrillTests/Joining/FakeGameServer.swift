import Foundation
import Glibc
import KubernetesModel
import Synchronization

/// A game server on a loopback port that says what a test wants: the REST API of one run, and its events.
final class FakeGameServer: Sendable {
  struct Request: Sendable {
    let method: String
    let path: String
    let fields: [String: String]
    let body: JSONValue
  }

  struct Answer: Sendable {
    var status = 200
    var body: JSONValue = [:]
  }

  private struct State {
    var requests: [Request] = []
    var events: [(id: Int, text: String)] = []
    var readers: [Int32] = []
    var isGone = false
    var state: JSONValue = ["input": "ready"]
  }

  let port: Int
  private let listener: Int32
  private let state = Mutex(State())
  private let answer: @Sendable (FakeGameServer, Request) -> Answer

  /// - Parameter answer: what a request is answered that is not for the events.
  init(_ answer: @escaping @Sendable (FakeGameServer, Request) -> Answer) {
    self.answer = answer
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, size)
        _ = listen(listener, 16)
        _ = getsockname(listener, $0, &size)
      }
    }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0, let self else { return }
        Thread.detachNewThread { self.serve(descriptor) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var address: String { "http://127.0.0.1:\(port)" }

  var requests: [Request] { state.withLock { $0.requests } }

  /// What was sent to a path's end, in order.
  func bodies(of end: String) -> [JSONValue] { requests.filter { $0.path.hasSuffix(end) }.map(\.body) }

  // MARK: Events

  /// What a new connection is told first.
  func stand(_ value: JSONValue) { state.withLock { $0.state = value } }

  func send(_ name: String, _ data: JSONValue = [:]) {
    state.withLock { state in
      let id = state.events.count + 1
      let text = "id: \(id)\nevent: \(name)\ndata: \(JSONWriter.string(data, escapesHTML: false))\n\n"
      state.events.append((id, text))
      for reader in state.readers { Self.write(text, to: reader) }
    }
  }

  func print(_ text: String, isError: Bool = false) {
    send("output", ["data": .string(Base64.encode(Array(text.utf8))), "error": .bool(isError)])
  }

  /// The line that runs is done.
  func finish(_ status: Int = 0, input: String = "ready") {
    send("done", ["status": JSONValue(status)])
    send("prompt", ["input": .string(input), "namespace": "harbour"])
  }

  /// Cuts all streams of events off, as a restart does.
  func cut() {
    state.withLock { state in
      for reader in state.readers { shutdown(reader, Int32(SHUT_RDWR)) }
      state.readers = []
    }
  }

  /// From now on nothing is answered any more.
  func leave() {
    state.withLock { $0.isGone = true }
    cut()
  }

  // MARK: Serving

  private func serve(_ descriptor: Int32) {
    defer { close(descriptor) }
    var received: [UInt8] = []
    while let request = Self.read(descriptor, &received) {
      if state.withLock({ $0.isGone }) { return }
      state.withLock { $0.requests.append(request) }
      if request.path.hasSuffix("/events") {
        open(descriptor, after: request.fields["last-event-id"].flatMap { Int($0) })
        // Until it is cut off.
        while Self.receive(descriptor, &received) {}
        state.withLock { state in state.readers.removeAll { $0 == descriptor } }
        return
      }
      let answer = answer(self, request)
      let body = JSONWriter.string(answer.body, escapesHTML: false)
      Self.write(
        "HTTP/1.1 \(answer.status) Answer\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
        to: descriptor)
    }
  }

  private func open(_ descriptor: Int32, after lastID: Int?) {
    state.withLock { state in
      var text = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
      text += "event: state\ndata: \(JSONWriter.string(state.state, escapesHTML: false))\n\n"
      if let lastID { text += state.events.filter { $0.id > lastID }.map(\.text).joined() }
      Self.write(text, to: descriptor)
      state.readers.append(descriptor)
    }
  }

  private static func read(_ descriptor: Int32, _ received: inout [UInt8]) -> Request? {
    while true {
      if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
        let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let fields = Dictionary(
          lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map {
              (line[..<$0].lowercased(), line[line.index($0, offsetBy: 2)...].description)
            }
          }, uniquingKeysWith: { first, _ in first })
        let count = Int(fields["content-length"] ?? "") ?? 0
        while received.count < end.upperBound + count { guard receive(descriptor, &received) else { return nil } }
        let body = Array(received[end.upperBound..<end.upperBound + count])
        received.removeSubrange(..<(end.upperBound + count))
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count > 1 else { return nil }
        return Request(
          method: words[0], path: words[1], fields: fields, body: (try? JSONParser.parse(body)) ?? .null)
      }
      guard receive(descriptor, &received) else { return nil }
    }
  }

  private static func receive(_ descriptor: Int32, _ received: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    received += buffer.prefix(count)
    return true
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }
}

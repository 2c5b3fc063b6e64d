import Glibc
import KubernetesModel

/// Asks the API of a server, several questions at once.
struct ServerAccess {
  struct Call {
    let method: String
    let path: String
    var token: String?
    var body: JSONValue?

    /// - Parameter path: below `/api/v1/`.
    init(_ method: String, _ path: String, token: String? = nil, body: JSONValue? = nil) {
      self.method = method
      self.path = "/api/v1/" + path
      self.token = token
      self.body = body
    }

    var bytes: [UInt8] {
      WireRequest.bytes(method, path, token: token, body: body.map { JSONWriter.bytes($0, escapesHTML: false) } ?? [])
    }
  }

  /// One connection with its question.
  private final class Exchange {
    let socket: LoopbackSocket
    var index = 0
    private var reader = ResponseReader()
    private var status = 0
    private var body: [UInt8] = []

    init(_ port: UInt16) throws { socket = try LoopbackSocket(port: port) }

    /// The answer, once all of it is there.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws -> (status: Int, body: [UInt8])? {
      let count = try socket.receive(into: buffer)
      var isWhole = false
      try reader.take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { part in
        switch part {
        case .head(let status): (self.status, body) = (status, [])
        case .body(let bytes): body += bytes
        case .end: isWhole = true
        }
      }
      return isWhole ? (status, body) : nil
    }
  }

  let port: UInt16
  private static let patience: Int32 = 60_000

  func ask(_ call: Call) throws -> JSONValue { try ask([call]).first ?? .null }

  /// The answers in the order of the questions.
  /// - Parameters:
  ///   - clients: how many are asked at once.
  ///   - didFinish: is told how many were answered.
  func ask(_ calls: [Call], clients: Int = 8, didFinish: (Int) -> Void = { _ in }) throws -> [JSONValue] {
    let exchanges = try (0..<min(clients, calls.count)).map { _ in try Exchange(port) }
    var ready = exchanges.map { pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var answers = [JSONValue](repeating: .null, count: calls.count)
    var (next, finished) = (0, 0)
    func send(_ exchange: Exchange) throws {
      guard next < calls.count else { return }
      exchange.index = next
      try exchange.socket.send(calls[next].bytes)
      next += 1
    }
    for exchange in exchanges { try send(exchange) }
    while finished < calls.count {
      guard poll(&ready, nfds_t(ready.count), Self.patience) > 0 || errno == EINTR else {
        throw Failure("the server does not answer")
      }
      for index in ready.indices where ready[index].revents != 0 {
        guard let (status, body) = try exchanges[index].receive(into: buffer) else { continue }
        answers[exchanges[index].index] = try Self.value(status, body, calls[exchanges[index].index])
        finished += 1
        didFinish(finished)
        try send(exchanges[index])
      }
    }
    return answers
  }

  private static func value(_ status: Int, _ body: [UInt8], _ call: Call) throws -> JSONValue {
    guard (200..<300).contains(status) else {
      throw Failure("\(call.method) \(call.path) was answered \(status): \(String(decoding: body, as: UTF8.self))")
    }
    return body.isEmpty ? .null : (try? JSONParser.parse(body)) ?? .null
  }
}

extension JSONValue {
  /// What an answer of the API must hold.
  func required(text key: String) throws -> String {
    guard let text = self[key]?.stringValue else { throw Failure("the server's answer lacks \(key)") }
    return text
  }

  func required(number keys: String...) throws -> Int64 {
    var value = self
    for key in keys { value = value[key] ?? .null }
    guard let number = value.intValue else { throw Failure("the server's answer lacks \(keys.joined(separator: "."))") }
    return Int64(number)
  }
}

package import KubernetesModel

/// Asks a game server: JSON over HTTP/1.1, with a personal token. Connections are kept for the next request. Used from one
/// thread.
package final class WebClient {
  /// What a request carries.
  package enum Body: Sendable {
    case none
    case json(JSONValue)
    case bytes([UInt8], type: String)
  }

  package struct Answer: Sendable {
    package let status: Int
    package let contentType: String
    package let body: [UInt8]
    /// Seconds after which to ask again, where the server says so.
    package let retryAfter: Int?
    /// Where the server sends us to instead.
    package let location: String?

    package var isSuccess: Bool { (200..<300).contains(status) }
    /// Null where it is no JSON.
    package var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }
  }

  /// Bytes of an answer that are read.
  package static let largestBody = 256 << 20
  /// How long to wait for an answer.
  package static let patience = Duration.seconds(30)

  private let dialer: Dialer
  private let token: String
  private var idle: [HTTPConnection] = []

  /// - Parameters:
  ///   - server: `https://drill.example.org`; a path before its own is kept.
  ///   - token: shown with every request; empty for none.
  ///   - authority: PEM of whom to trust, besides nobody; empty for the system's authorities.
  package init(server: String, token: String = "", authority: [UInt8] = []) throws(WebProblem) {
    do throws(NetworkProblem) {
      dialer = Dialer(try ServerAddress(server), TLSSettings(authority: authority))
    } catch {
      throw WebProblem(error, isSent: false)
    }
    self.token = token
  }

  /// Asks once, and reads the whole answer.
  /// - Parameters:
  ///   - path: with its query, escaped as a URL has it.
  ///   - largest: bytes of an answer that are read; a longer one is a problem.
  package func send(
    _ method: String, _ path: String, body: Body = .none, within patience: Duration = WebClient.patience,
    largest: Int = WebClient.largestBody
  ) throws(WebProblem) -> Answer {
    let deadline = Deadline(after: patience)
    let (connection, head) = try ask(method, path, body, accept: "application/json", until: deadline)
    do throws(NetworkProblem) {
      var bytes: [UInt8] = []
      while let piece = try connection.readPiece(until: deadline) {
        bytes += piece
        guard bytes.count <= largest else { throw .failed("the answer is too long") }
      }
      if connection.isReusable { idle.append(connection) }
      return Answer(
        status: head.status, contentType: head["content-type"] ?? "", body: bytes,
        retryAfter: head["retry-after"].flatMap { Int($0) }, location: head["location"])
    } catch {
      throw WebProblem(error, isSent: true)
    }
  }

  /// Opens a stream of events.
  /// - Parameter lastID: of the last event that was seen; empty for the first time.
  package func events(
    _ path: String, after lastID: String = "", within patience: Duration = WebClient.patience
  ) throws(WebProblem) -> EventStream {
    let deadline = Deadline(after: patience)
    let fields = lastID.isEmpty ? [] : [("Last-Event-ID", lastID)]
    let (connection, head) = try ask(
      "GET", path, .none, accept: "text/event-stream", fields: fields, until: deadline)
    guard head.status == 200, head["content-type"]?.hasPrefix("text/event-stream") ?? false else {
      let body = (try? connection.readAll(until: deadline)) ?? []
      throw WebProblem(
        refusal: Answer(
          status: head.status, contentType: "", body: body, retryAfter: nil, location: head["location"]))
    }
    return EventStream(connection)
  }

  // MARK: Asking

  private func ask(
    _ method: String, _ path: String, _ body: Body, accept: String, fields: [(String, String)] = [],
    until deadline: Deadline
  ) throws(WebProblem) -> (HTTPConnection, ResponseHead) {
    let bytes = text(method, path, body, [("Accept", accept)] + fields)
    while let connection = idle.popLast() {
      guard !connection.isClosed else { continue }
      do throws(NetworkProblem) {
        return (connection, try connection.send(bytes, until: deadline))
      } catch {
        if case .timedOut = error { throw WebProblem(error, isSent: true) }
        // What a server closes is often closed while the request is on its way.
        guard method == "GET" else { throw WebProblem(error, isSent: true) }
      }
    }
    let connection: HTTPConnection
    do throws(NetworkProblem) {
      connection = try dialer.connect(until: deadline)
    } catch {
      throw WebProblem(error, isSent: false)
    }
    do throws(NetworkProblem) {
      return (connection, try connection.send(bytes, until: deadline))
    } catch {
      throw WebProblem(error, isSent: true)
    }
  }

  private func text(_ method: String, _ path: String, _ body: Body, _ fields: [(String, String)]) -> [UInt8] {
    let address = dialer.address
    var fields = [("Host", address.authority), ("User-Agent", "firedrill")] + fields
    if !token.isEmpty { fields.append(("Authorization", "Bearer " + token)) }
    var content: [UInt8] = []
    switch body {
    case .none: if method != "GET" { fields.append(("Content-Length", "0")) }
    case .json(let value):
      content = JSONWriter.bytes(value, escapesHTML: false)
      fields += [("Content-Type", "application/json"), ("Content-Length", String(content.count))]
    case .bytes(let bytes, let type):
      content = bytes
      fields += [("Content-Type", type), ("Content-Length", String(content.count))]
    }
    let root = address.path.hasSuffix("/") ? String(address.path.dropLast()) : address.path
    return RequestHead.bytes(method, root + path, fields) + content
  }

  /// A text as one part of a path, or as a value of a query.
  package static func escaped(_ text: String) -> String { RequestHead.escaped(text, keeping: "-_.~") }
}

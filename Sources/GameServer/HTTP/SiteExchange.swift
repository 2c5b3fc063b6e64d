import HTTPTypes
import HummingbirdCore
import NIOCore

/// Answers one HTTP request from the site.
struct SiteExchange: Sendable {
  let site: Site
  let client: ConnectionClient
  let channel: any Channel

  /// Between signs of life on a stream of events.
  private static let heartbeat = TimeAmount.seconds(15)

  func respond(_ request: Request, _ writer: consuming ResponseWriter) async throws {
    guard let method = SiteRequest.Method(rawValue: request.head.method.rawValue),
      var call = SiteRequest(
        method, request.head.path ?? "/", headers: Self.headers(request.head), isSecure: client.isSecure)
    else {
      let isKnown = SiteRequest.Method(rawValue: request.head.method.rawValue) != nil
      let answer = SiteResponse.text(isKnown ? "This address is not well formed.\n" : "", status: isKnown ? 400 : 405)
      return try await send(answer, to: writer, request, closing: true)
    }
    call.remoteAddress = address(of: call)
    do throws(SiteError) {
      let limit = try await site.bodyLimit(for: call)
      call.body = try await body(of: request, writer, limit)
    } catch {
      return try await send(site.refuse(error, call), to: writer, request, closing: true)
    }
    let answer = await site.answer(call)
    guard case .events(let feed) = answer.body else { return try await send(answer, to: writer, request) }
    try await stream(feed, answer, to: writer, request)
  }

  private func body(
    of request: Request, _ writer: borrowing ResponseWriter, _ limit: Int
  ) async throws(SiteError) -> [UInt8] {
    do throws(BodyProblem) {
      return try await BodyReading.collect(request, writer, limit: limit)
    } catch {
      throw error.siteError
    }
  }

  /// The fields of a request by their names in lower case.
  private static func headers(_ head: HTTPRequest) -> [String: String] {
    var headers: [String: String] = [:]
    for field in head.headerFields {
      let name = field.name.canonicalName
      let separator = name == "cookie" ? "; " : ", "
      headers[name] = headers[name].map { $0 + separator + field.value } ?? field.value
    }
    if let host = head.authority { headers["host"] = host }
    return headers
  }

  /// Whom a request comes from: behind a proxy the last one that the proxy saw, which nobody but the proxy has written.
  private func address(of call: SiteRequest) -> String {
    let peer = channel.remoteAddress?.ipAddress ?? ""
    guard site.settings.trustsProxy, let forwarded = call.header("x-forwarded-for"),
      let last = forwarded.split(separator: ",").last
    else { return peer }
    return String(last.filter { !$0.isWhitespace }.prefix(64))
  }

  // MARK: Answers

  private func send(
    _ answer: SiteResponse, to writer: consuming ResponseWriter, _ request: Request, closing: Bool = false
  ) async throws {
    guard case .bytes(let bytes) = answer.body else { return }
    var body = ByteBuffer(bytes: bytes)
    var head = Self.head(of: answer)
    if bytes.count >= 1024, head.headerFields[.contentEncoding] == nil, !answer.holdsSecret,
      Gzip.isAccepted(by: request.headers[.acceptEncoding] ?? ""), let compressed = Gzip.compress(body)
    {
      body = compressed
      head.headerFields[.contentEncoding] = "gzip"
      head.headerFields[.vary] = "Accept-Encoding"
    }
    if answer.status != 204 { head.headerFields[.contentLength] = String(body.readableBytes) }
    if closing || request.isLast { head.headerFields[.connection] = "close" }
    let isHead = request.head.method == .head || answer.status == 204
    try await writer.write(response: head, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: body))
    if closing { throw ConnectionIsDone() }
  }

  private static func head(of answer: SiteResponse) -> HTTPResponse {
    var head = HTTPResponse(status: HTTPResponse.Status(code: answer.status))
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { head.headerFields.append(HTTPField(name: name, value: value)) }
    }
    return head
  }

  // MARK: Events

  private func stream(
    _ feed: EventFeed, _ answer: SiteResponse, to writer: consuming ResponseWriter, _ request: Request
  ) async throws {
    defer { feed.end() }
    var head = Self.head(of: answer)
    if request.isLast { head.headerFields[.connection] = "close" }
    guard request.head.method != .head else {
      _ = try await writer.writeHead(head)
      throw ConnectionIsDone()
    }
    client.whenLeft { feed.end() }
    defer { client.putDown() }
    let pulse = channel.eventLoop.scheduleRepeatedTask(initialDelay: Self.heartbeat, delay: Self.heartbeat) { _ in
      feed.beat()
    }
    defer { pulse.cancel() }
    var body = try await writer.writeHead(head)
    // Browsers call a stream open at its first bytes.
    try await body.write(ByteBuffer(bytes: ServerEvent.heartbeat))
    while true {
      switch await feed.next() {
      case .events(let events):
        try await body.write(ByteBuffer(bytes: events.flatMap(\.encoded)))
      case .heartbeat: try await body.write(ByteBuffer(bytes: ServerEvent.heartbeat))
      case .ended: return try await body.finish(nil)
      }
    }
  }
}

extension SiteResponse {
  /// What is compressed tells by its length what it holds: not where a page has a token beside what others may put there.
  fileprivate var holdsSecret: Bool { header("set-cookie") != nil }
}

extension BodyProblem {
  fileprivate var siteError: SiteError {
    switch self {
    case .tooLarge(let limit): SiteError(413, "This is too large: at most \(limit) bytes are taken.")
    case .slow: SiteError(408, "The body did not arrive in time.")
    case .cutShort: .badRequest("The body ended early.")
    }
  }
}

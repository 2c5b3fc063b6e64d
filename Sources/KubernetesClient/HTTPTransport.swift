package import APIServer
import Glibc
import HTTPClient
package import Kubectl
import KubernetesModel
package import SimulationKernel

/// Reaches a cluster over HTTP/1.1, as the kubeconfig says. Connections are kept for the next request.
package final class HTTPTransport: APITransport {
  private enum Opened {
    case body(BodyStream)
    case command(CommandStream)
  }

  private let terminal: HostTerminal
  private let session: String
  private var access = ClusterAccess()
  private var command = "kubectl"
  private var dialer: Dialer?
  private var idle: [HTTPConnection] = []
  private var streams: [Int: Opened] = [:]
  private var lastStream = 0

  /// - Parameter session: tells the requests of one run of kubectl from those of others.
  package init(terminal: HostTerminal, session: String) {
    self.terminal = terminal
    self.session = session
  }

  package var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000)
  }

  package func use(_ access: ClusterAccess, for command: String) {
    self.access = access
    self.command = command
    idle = []
    dialer = nil
  }

  package func wait(until instant: Instant) -> Bool {
    let left = instant - now
    if left > .zero { _ = try? Socket.poll([], milliseconds: Deadline(after: left).milliseconds) }
    return true
  }

  // MARK: Requests

  package func send(_ request: APIRequest) throws(TransportFailure) -> APIResponse {
    let deadline = access.timeout.map { Deadline(after: $0) }
    do throws(NetworkProblem) {
      let text = RequestText(
        address: try ServerAddress(access.server), access: access, command: command, session: session)
      if Self.opensCommand(request) { return try open(request, text, until: deadline) }
      let (connection, head) = try ask(
        text.bytes(request), text.address, mayRepeat: request.method == .get, until: deadline)
      return try answer(request, connection, head, until: deadline)
    } catch {
      throw failure(request, error)
    }
  }

  private func answer(
    _ request: APIRequest, _ connection: HTTPConnection, _ head: ResponseHead, until deadline: Deadline?
  ) throws(NetworkProblem) -> APIResponse {
    var response = APIResponse(
      status: head.status, contentType: head["content-type"] ?? "", warnings: head.warnings, body: .none)
    if head.status == 200, let content = Self.stream(request) {
      response.body = .stream(keep(.body(BodyStream(connection, content))))
      return response
    }
    response.body = .bytes(try connection.readAll(until: deadline))
    if connection.isReusable { idle.append(connection) }
    return response
  }

  /// Whether an answer goes on as long as the client reads it.
  private static func stream(_ request: APIRequest) -> BodyStream.Content? {
    guard request.method == .get else { return nil }
    let isYes = { (name: String) in ["true", "1"].contains(request.parameter(name) ?? "") }
    if isYes("watch") { return .watch }
    return isYes("follow") && request.path.hasSuffix("/log") ? .bytes : nil
  }

  /// Sends a request over a connection that is there, or over a new one.
  /// - Parameter mayRepeat: whether the request changes nothing. What a server closes is often closed while the request is on
  ///   its way, and then nobody knows whether it was done.
  private func ask(
    _ bytes: [UInt8], _ address: ServerAddress, mayRepeat: Bool, until deadline: Deadline?
  ) throws(NetworkProblem) -> (HTTPConnection, ResponseHead) {
    while let connection = idle.popLast() {
      guard !connection.isClosed else { continue }
      do throws(NetworkProblem) {
        return (connection, try connection.send(bytes, until: deadline))
      } catch {
        if case .timedOut = error { throw error }
        guard mayRepeat else { throw error }
      }
    }
    let connection = try connect(address, until: deadline)
    return (connection, try connection.send(bytes, until: deadline))
  }

  private func connect(_ address: ServerAddress, until deadline: Deadline?) throws(NetworkProblem) -> HTTPConnection {
    let dialer = dialer ?? Dialer(address, access.tls)
    self.dialer = dialer
    return try dialer.connect(until: deadline)
  }

  private func failure(_ request: APIRequest, _ problem: NetworkProblem) -> TransportFailure {
    let reason =
      switch problem {
      case .failed(let text): text
      case .timedOut: "net/http: request canceled (Client.Timeout exceeded while awaiting headers)"
      case .endOfStream: "EOF"
      }
    let verb = request.method.rawValue.prefix(1) + request.method.rawValue.dropFirst().lowercased()
    var url = access.server
    var host = ""
    if let address = try? ServerAddress(access.server) {
      let text = RequestText(address: address, access: access, command: command, session: session)
      (url, host) = (address.origin + text.target(request), address.authority)
    }
    return TransportFailure(request: "\(verb) \"\(url)\"", host: host, reason: reason)
  }

  // MARK: Commands in containers

  private static func opensCommand(_ request: APIRequest) -> Bool {
    let parts = request.path.split(separator: "/")
    return request.method == .get && parts.count == 7 && parts[4] == "pods"
      && ["exec", "attach"].contains(parts[6])
  }

  private func open(
    _ request: APIRequest, _ text: RequestText, until deadline: Deadline?
  ) throws(NetworkProblem) -> APIResponse {
    var generator = SystemRandomNumberGenerator()
    let key = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let upgrade = [
      ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
      ("Sec-WebSocket-Key", Base64.encode(key)), ("Sec-WebSocket-Protocol", CommandStream.subprotocol),
    ]
    let connection = try connect(text.address, until: deadline)
    let head = try connection.send(text.bytes(request, upgrade: upgrade), until: deadline)
    guard head.status == 101 else { return try answer(request, connection, head, until: deadline) }
    guard head["sec-websocket-protocol"] == CommandStream.subprotocol else {
      throw .failed("unable to upgrade streaming request: websocket: bad handshake")
    }
    let isYes = { (name: String) in request.parameter(name) == "true" }
    let stream = CommandStream(
      connection.channel, terminal: terminal, takesInput: isYes("stdin"), isTerminal: isYes("tty"))
    return APIResponse(status: 101, contentType: "", body: .stream(keep(.command(stream))))
  }

  // MARK: Streams

  private func keep(_ opened: Opened) -> APIStream {
    lastStream += 1
    streams[lastStream] = opened
    return .remote(lastStream)
  }

  package func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent {
    guard case .remote(let number) = stream, let opened = streams[number] else { return .ended(exitCode: 0) }
    let limit = deadline == .distantFuture ? nil : Deadline(after: deadline - now)
    let event =
      switch opened {
      case .body(let body): body.read(until: limit)
      case .command(let command): command.read(until: limit)
      }
    switch event {
    case .ended, .failed: streams[number] = nil
    default: break
    }
    return event
  }

  package func write(_ bytes: [UInt8]?, to stream: inout APIStream) {
    guard case .remote(let number) = stream, case .command(let command)? = streams[number] else { return }
    command.write(bytes)
  }

  package func close(_ stream: APIStream) {
    if case .remote(let number) = stream { streams[number] = nil }
  }
}

extension ClusterAccess {
  fileprivate var tls: TLSSettings {
    TLSSettings(
      authority: trust.authority, skipsVerification: trust.skipsVerification, serverName: trust.serverName,
      certificate: credentials.certificate, key: credentials.key)
  }
}

import APIServer
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket
import Synchronization

/// Takes connections over for `exec`, `attach` and `portforward`. What a cluster refuses is answered as plain HTTP.
struct PodUpgrade: Sendable {
  /// Bytes of a frame: clients send standard input in pieces of 32 KiB.
  private static let frameLimit = 1 << 20
  /// Connections that a port-forward may ask for at once.
  private static let portLimit = 64

  let directory: ClusterDirectory
  let client: ConnectionClient

  var upgraders: [any NIOTypedHTTPServerProtocolUpgrader<APIChannel.Upgraded>] {
    [webSocket(), SPDYUpgrader(upgrade: self)]
  }

  private func webSocket() -> NIOTypedWebSocketServerUpgrader<APIChannel.Upgraded> {
    let box = OpenedStream()
    return NIOTypedWebSocketServerUpgrader(
      maxFrameSize: Self.frameLimit,
      shouldUpgrade: { channel, head in
        let promise = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
        promise.completeWithTask {
          let offered = head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init)
          guard let stream = try await open(head, offered: offered, over: .webSocket, on: channel) else { return nil }
          box.set(stream)
          return ["Sec-WebSocket-Protocol": stream.subprotocol]
        }
        return promise.futureResult
      },
      upgradePipelineHandler: { channel, _ in
        Self.leaveHTTP(channel).flatMapThrowing {
          guard let stream = box.take() else { throw ChannelError.inappropriateOperationForState }
          try channel.pipeline.syncOperations.addHandler(WebSocketFarewell())
          let asyncChannel = try NIOAsyncChannel<WebSocketFrame, WebSocketFrame>(wrappingChannelSynchronously: channel)
          return .webSocket(asyncChannel, stream)
        }
      })
  }

  /// What comes is no HTTP any more, and a client that ends its side of the connection is gone: none of the protocols goes on
  /// after that.
  static func leaveHTTP(_ channel: any Channel) -> EventLoopFuture<Void> {
    do {
      let pipeline = channel.pipeline.syncOperations
      return pipeline.removeHandler(try pipeline.handler(type: ProtocolErrors.self)).flatMap {
        channel.setOption(.allowRemoteHalfClosure, value: false)
      }
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
  }

  /// Opens the stream that a request asks for; nil where that was refused, which the client then has been told.
  func open(
    _ head: HTTPRequestHead, offered: [String], over transport: StreamProtocols, on channel: any Channel
  ) async throws -> PodStream? {
    switch await open(head, offered: offered, over: transport) {
    case .success(let stream):
      // However the connection ends, before it is taken over even.
      channel.closeFuture.whenComplete { _ in Task { await stream.close() } }
      client.takeOver()
      return stream
    case .failure(let refusal):
      try await refuse(refusal.response, on: channel)
      return nil
    }
  }

  private func open(
    _ head: HTTPRequestHead, offered: [String], over transport: StreamProtocols
  ) async -> Result<PodStream, Refusal> {
    guard let address = RequestAddress(target: head.uri), let place = await directory.place(at: address),
      let request = try? HTTPRequest(head, secure: false, splitCookie: false),
      var call = APICall(request, address, body: [], from: client)
    else { return .failure(Refusal(response: APIResponse(.unknownCluster))) }
    let host = place.host
    call.seat = place.seat
    let isPortForward = call.request.path.hasSuffix("/portforward")
    let spoken = isPortForward ? transport.portForwards : transport.commands
    guard let subprotocol = transport.choose(spoken, offered) else {
      return .failure(Refusal(response: APIResponse(.noCommonProtocol(offered, spoken))))
    }
    let ports = call.takePorts()
    if isPortForward, subprotocol == StreamProtocols.channels, !(1...Self.portLimit).contains(ports.count) {
      let problem = ports.isEmpty ? "query parameter \"ports\" is required" : "too many ports"
      return .failure(Refusal(response: APIResponse(.badRequest(problem))))
    }
    let answer = await host.handle(call)
    guard await host.settle() else { return .failure(Refusal(response: APIResponse(.notKept))) }
    func stream(_ purpose: PodStream.Purpose) -> Result<PodStream, Refusal> {
      .success(PodStream(host: host, call: call, purpose: purpose, subprotocol: subprotocol))
    }
    if let number = answer.stream { return stream(.command(number)) }
    if isPortForward, answer.response.isSuccess { return stream(.ports(ports)) }
    guard answer.response.comesOnStream, case .value(let status) = answer.response.body else {
      return .failure(Refusal(response: answer.response))
    }
    if transport.isTranslated { return stream(.refused(status)) }
    let own = KubeletRefusal(status)
    return own.beforeUpgrade.map { .failure(Refusal(response: $0)) } ?? stream(.refused(own.status))
  }

  /// Answers as plain HTTP, and closes the connection: NIO does not hand a refused request on.
  private func refuse(_ response: APIResponse, on channel: any Channel) async throws {
    let answer = WholeAnswer(response)
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status))
    head.headers = HTTPHeaders(answer.head.headerFields)
    head.headers.replaceOrAdd(name: "Connection", value: "close")
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(answer.body)), promise: nil)
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    try await channel.close()
  }
}

/// Why a connection is not taken over.
private struct Refusal: Error {
  let response: APIResponse
}

/// Carries what was opened from the one half of an upgrade to the other.
final class OpenedStream: Sendable {
  private let stream = Mutex<PodStream?>(nil)

  func set(_ value: PodStream) { stream.withLock { $0 = value } }
  func take() -> PodStream? { stream.withLock { $0.take() } }
}

extension APICall {
  /// Takes the ports out of the query: they are asked for one by one.
  fileprivate mutating func takePorts() -> [Int] {
    let texts = request.query.filter { $0.name == "ports" }.flatMap { $0.value.split(separator: ",") }
    request.query.removeAll { $0.name == "ports" }
    return texts.compactMap { Int($0) }.filter { (1...65_535).contains($0) }
  }

  /// The request for a connection to one port.
  func forPort(_ port: Int) -> APICall {
    var call = self
    call.request.query.append((name: "ports", value: String(port)))
    return call
  }
}

extension APIStatus {
  /// Kubelet: `unable to negotiate protocol`.
  fileprivate static func noCommonProtocol(_ offered: [String], _ spoken: [String]) -> APIStatus {
    APIStatus(
      code: 403, reason: "Forbidden",
      message: "unable to upgrade: unable to negotiate protocol: client supports [\(offered.joined(separator: " "))], "
        + "server accepts [\(spoken.joined(separator: " "))]", hasDetails: false)
  }
}

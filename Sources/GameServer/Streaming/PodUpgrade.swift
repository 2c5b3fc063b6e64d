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
  /// What remote commands speak, the best first.
  static let commandProtocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"]
  /// Bytes of a frame: clients send standard input in pieces of 32 KiB.
  private static let frameLimit = 1 << 20

  let directory: ClusterDirectory

  func webSocket() -> NIOTypedWebSocketServerUpgrader<APIChannel.Upgraded> {
    let box = OpenedStream()
    return NIOTypedWebSocketServerUpgrader(
      maxFrameSize: Self.frameLimit,
      shouldUpgrade: { channel, head in
        let promise = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
        promise.completeWithTask {
          let offered = head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init)
          switch await open(head, offered: offered) {
          case .success(let stream):
            // However the connection ends, before it is taken over even.
            channel.closeFuture.whenComplete { _ in Task { await stream.host.close(stream.number) } }
            box.set(stream)
            return ["Sec-WebSocket-Protocol": stream.subprotocol]
          case .failure(let refusal):
            try await refuse(refusal.response, on: channel)
            return nil
          }
        }
        return promise.futureResult
      },
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          guard let stream = box.take() else { throw ChannelError.inappropriateOperationForState }
          let asyncChannel = try NIOAsyncChannel<WebSocketFrame, WebSocketFrame>(wrappingChannelSynchronously: channel)
          return .webSocket(asyncChannel, stream)
        }
      })
  }

  /// Opens the stream that a request asks for.
  private func open(_ head: HTTPRequestHead, offered: [String]) async -> Result<PodStream, Refusal> {
    guard let address = RequestAddress(target: head.uri), let host = directory.host(at: address),
      let request = try? HTTPRequest(head, secure: false, splitCookie: false),
      let call = APICall(request, address, body: [])
    else { return .failure(Refusal(response: APIResponse(.unknownCluster))) }
    guard let subprotocol = Self.commandProtocols.first(where: offered.contains) else {
      return .failure(Refusal(response: APIResponse(.noCommonProtocol(offered))))
    }
    let answer = await host.handle(call)
    guard let number = answer.stream else { return .failure(Refusal(response: answer.response)) }
    return .success(PodStream(host: host, number: number, subprotocol: subprotocol))
  }

  /// Answers as plain HTTP, and closes the connection: NIO does not hand a refused request on.
  private func refuse(_ response: APIResponse, on channel: any Channel) async throws {
    let answer = WholeAnswer(response)
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status))
    head.headers = HTTPHeaders(answer.head.headerFields)
    head.headers.replaceOrAdd(name: "Connection", value: "close")
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: answer.body))), promise: nil)
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    try await channel.close()
  }
}

/// Why a connection is not taken over.
private struct Refusal: Error {
  let response: APIResponse
}

/// Carries what was opened from the one half of an upgrade to the other.
private final class OpenedStream: Sendable {
  private let stream = Mutex<PodStream?>(nil)

  func set(_ value: PodStream) { stream.withLock { $0 = value } }
  func take() -> PodStream? { stream.withLock { $0.take() } }
}

extension APIStatus {
  fileprivate static func noCommonProtocol(_ offered: [String]) -> APIStatus {
    .badRequest(
      "unable to upgrade: the client offers the protocols [\(offered.joined(separator: " "))], this server speaks "
        + "[\(PodUpgrade.commandProtocols.joined(separator: " "))]")
  }
}

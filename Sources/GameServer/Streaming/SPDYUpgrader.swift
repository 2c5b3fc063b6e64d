import NIOCore
import NIOHTTP1

/// Takes a connection over for SPDY, as kubectl asks before versions 1.30 (commands) and 1.31 (ports), and later where
/// WebSockets do not get through.
struct SPDYUpgrader: NIOTypedHTTPServerProtocolUpgrader {
  static let streamProtocolField = "X-Stream-Protocol-Version"

  let supportedProtocol = "SPDY/3.1"
  let requiredUpgradeHeaders: [String] = []

  private let upgrade: PodUpgrade
  private let box = OpenedStream()

  init(upgrade: PodUpgrade) { self.upgrade = upgrade }

  func buildUpgradeResponse(
    channel: any Channel, upgradeRequest head: HTTPRequestHead, initialResponseHeaders: HTTPHeaders
  ) -> EventLoopFuture<HTTPHeaders> {
    let promise = channel.eventLoop.makePromise(of: HTTPHeaders.self)
    promise.completeWithTask { [upgrade, box] in
      let offered = head.headers[canonicalForm: Self.streamProtocolField].map(String.init)
      guard let stream = try await upgrade.open(head, offered: offered, over: .spdy, on: channel) else {
        throw UpgradeRefused()
      }
      box.set(stream)
      var headers = initialResponseHeaders
      headers.add(name: Self.streamProtocolField, value: stream.subprotocol)
      return headers
    }
    return promise.futureResult
  }

  func upgrade(
    channel: any Channel, upgradeRequest: HTTPRequestHead
  ) -> EventLoopFuture<APIChannel.Upgraded> {
    PodUpgrade.leaveHTTP(channel).flatMapThrowing { [box] in
      guard let stream = box.take() else { throw ChannelError.inappropriateOperationForState }
      return .spdy(try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel), stream)
    }
  }
}

/// The client has been answered.
private struct UpgradeRefused: Error {}

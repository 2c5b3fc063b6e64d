import NIOCore
import NIOHTTP1

/// Lets only requests ask for an upgrade that may get one. NIO's upgrade handler loses a request that it does not upgrade,
/// and clients offer HTTP/2 upgrades on ordinary requests.
final class UpgradeFilter: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Only a connection's first request can take it over; what follows may be no HTTP.
  private var hasSeenHead = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasSeenHead, case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    hasSeenHead = true
    if !Self.mayUpgrade(head) { head.headers.remove(name: "Upgrade") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  static func mayUpgrade(_ head: HTTPRequestHead) -> Bool {
    let offered = head.headers[canonicalForm: "Upgrade"].map { $0.lowercased() }
    guard offered == ["websocket"], let address = RequestAddress(target: head.uri), address.isPodStream else {
      return false
    }
    return head.headers["Sec-WebSocket-Key"].count == 1 && head.headers["Sec-WebSocket-Version"] == ["13"]
      && head.headers["Content-Length"].isEmpty && head.headers["Transfer-Encoding"].isEmpty
  }
}

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Lets only requests ask for an upgrade that may get one. NIO's upgrade handler loses a request that it does not upgrade,
/// and clients offer HTTP/2 upgrades on ordinary requests.
final class UpgradeFilter: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// NIO upgrades only a connection's first request; what follows may be no HTTP. Requests that want an upgrade later are
  /// `LateUpgrade`'s.
  private var hasSeenHead = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasSeenHead, case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    hasSeenHead = true
    if !Self.mayUpgrade(head) { head.headers.remove(name: "Upgrade") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// The same for a later request.
  static func mayUpgrade(_ request: HTTPRequest) -> Bool { (try? HTTPRequestHead(request)).map(mayUpgrade) ?? false }

  static func mayUpgrade(_ head: HTTPRequestHead) -> Bool {
    // Without this the decoder reads on for HTTP behind the request, and its parts would come to who expects bytes.
    guard head.asksForUpgrade else { return false }
    let offered = head.headers[canonicalForm: "Upgrade"].map { $0.lowercased() }
    guard let address = RequestAddress(target: head.uri), address.isPodStream,
      head.headers["Content-Length"].allSatisfy({ $0 == "0" }), head.headers["Transfer-Encoding"].isEmpty
    else { return false }
    if offered == ["spdy/3.1"] { return true }
    return offered == ["websocket"] && head.method == .GET && head.headers["Sec-WebSocket-Key"].count == 1
      && head.headers["Sec-WebSocket-Version"] == ["13"]
  }
}

extension HTTPRequestHead {
  /// Whether the decoder takes what comes behind the request for another protocol: it goes by `Connection` as well, as real
  /// API servers do.
  fileprivate var asksForUpgrade: Bool {
    !headers["Upgrade"].isEmpty && headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
  }
}

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Lets only requests ask for an upgrade that may get one: NIO's upgrade handler loses a request that it does not upgrade,
/// and clients offer HTTP/2 upgrades on ordinary requests. Where a request is its connection's last, says so in its
/// `Connection` field, in one form for everybody behind.
final class UpgradeFilter: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private enum State {
    case http
    /// A client that knows no chunks.
    case oldHTTP
    /// Behind a request that may take the connection over: what comes may be no HTTP.
    case open
  }

  private var state = State.http

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .open = state { return context.fireChannelRead(data) }
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    let isLast = !head.isKeepAlive || head.version != .http1_1
    if head.version != .http1_1 {
      state = .oldHTTP
      head.headers.remove(name: "Upgrade")
      head.headers.remove(name: "Expect")
      // Which need not be named there.
      if head.headers["Host"].isEmpty { head.headers.add(name: "Host", value: "") }
    } else if Self.mayUpgrade(head) {
      state = .open
      return context.fireChannelRead(data)
    }
    // Behind such a request the decoder reads nothing.
    let isDeaf = head.asksForUpgrade || head.method == .CONNECT
    head.headers.remove(name: "Upgrade")
    if isLast || isDeaf { head.headers.replaceOrAdd(name: "Connection", value: "close") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .oldHTTP = state, case .head(var head) = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    head.version = .http1_0
    context.write(wrapOutboundOut(.head(head)), promise: promise)
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

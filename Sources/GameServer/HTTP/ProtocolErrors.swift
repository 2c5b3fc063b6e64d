import NIOCore
import NIOHTTP1

/// Answers what is no HTTP request with 400, and one whose head is too large with 431; then closes the connection. Requests
/// before it are answered first; an answer that goes on, as a watch's does, ends there.
final class ProtocolErrors: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Requests that have come, whole or in part, and are not answered to the end.
  private var unanswered = 0
  /// Whether the last of them has come in part.
  private var isReading = false
  /// Whether an answer has begun and goes on.
  private var isAnswering = false
  private var problem: HTTPResponseStatus?
  private var hasAnswered = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: (unanswered, isReading) = (unanswered + 1, true)
    case .body: break
    case .end: isReading = false
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !hasAnswered else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    let part = unwrapOutboundIn(data)
    context.write(data, promise: promise)
    switch part {
    case .head(let head): isAnswering = head.status.code >= 200
    case .body: break
    case .end:
      (unanswered, isAnswering) = (unanswered - 1, false)
      answerProblem(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    guard problem == nil else { return }
    guard !isAnswering else { return context.close(promise: nil) }
    problem = error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
    answerProblem(context)
  }

  /// Answers, once everything before was.
  private func answerProblem(_ context: ChannelHandlerContext) {
    guard let problem, unanswered - (isReading ? 1 : 0) <= 0 else { return }
    hasAnswered = true
    let text = "\(problem.code) \(problem.reasonPhrase)"
    var head = HTTPResponseHead(version: .http1_1, status: problem)
    head.headers = [
      "Content-Type": "text/plain; charset=utf-8", "Content-Length": String(text.utf8.count), "Connection": "close",
    ]
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}

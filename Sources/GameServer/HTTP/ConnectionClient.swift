import NIOCore
import Synchronization

/// Who is at the other end of a connection.
final class ConnectionClient: Sendable {
  private struct State {
    var certificate: [UInt8]?
    /// Ends what the connection carries now.
    var endStream: (@Sendable () -> Void)?
    var mayPause = false
    var hasLeft = false
  }

  /// Whether the connection goes through TLS.
  let isSecure: Bool
  private let state = Mutex(State())

  /// - Parameter left: completed when the client has closed its side of the connection.
  init(isSecure: Bool, left: EventLoopFuture<Void>) {
    self.isSecure = isSecure
    left.whenComplete { _ in self.leave() }
  }

  /// The certificate that the client showed, in its distinguished encoding.
  var certificate: [UInt8]? {
    get { state.withLock { $0.certificate } }
    set { state.withLock { $0.certificate = newValue } }
  }

  /// Whether the client may read as slowly as it likes: what it follows waits for it, and a person may be at the other end.
  var mayPause: Bool { state.withLock { $0.mayPause } }

  // MARK: Streams

  /// The connection carries a stream, which is closed when the client leaves.
  func carry(_ number: Int, of host: ClusterHost, mayPause: Bool) {
    state.withLock { $0.mayPause = mayPause }
    whenLeft { Task { await host.close(number) } }
  }

  /// Calls `body` when the client leaves; at once if it has.
  func whenLeft(_ body: @escaping @Sendable () -> Void) {
    let hasLeft = state.withLock { state in
      state.endStream = body
      return state.hasLeft
    }
    if hasLeft { leave() }
  }

  /// The connection goes on without it.
  func putDown() { state.withLock { ($0.endStream, $0.mayPause) = (nil, false) } }

  /// The connection was taken over: it ends with what it carries.
  func takeOver() { state.withLock { $0.mayPause = true } }

  private func leave() {
    let endStream = state.withLock { state in
      state.hasLeft = true
      return state.endStream.take()
    }
    endStream?()
  }
}

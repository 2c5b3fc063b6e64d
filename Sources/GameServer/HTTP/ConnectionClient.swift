import NIOCore
import Synchronization

/// Who is at the other end of a connection.
final class ConnectionClient: Sendable {
  /// Whether the connection goes through TLS.
  let isSecure: Bool
  /// Completed when the client has closed its side of the connection.
  let left: EventLoopFuture<Void>
  private let shown = Mutex<[UInt8]?>(nil)

  init(isSecure: Bool, left: EventLoopFuture<Void>) {
    self.isSecure = isSecure
    self.left = left
  }

  /// The certificate that the client showed, in its distinguished encoding.
  var certificate: [UInt8]? {
    get { shown.withLock { $0 } }
    set { shown.withLock { $0 = newValue } }
  }
}

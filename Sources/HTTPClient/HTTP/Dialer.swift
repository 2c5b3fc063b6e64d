/// Opens connections to one server.
package final class Dialer {
  package let address: ServerAddress
  private let settings: TLSSettings
  private var context: TLSContext?

  package init(_ address: ServerAddress, _ settings: TLSSettings = TLSSettings()) {
    self.address = address
    self.settings = settings
  }

  package func connect(until deadline: Deadline?) throws(NetworkProblem) -> HTTPConnection {
    let socket = try Socket(address, until: deadline)
    guard address.isSecure else { return HTTPConnection(ByteChannel(socket)) }
    let context: TLSContext
    if let known = self.context { context = known } else { context = try TLSContext(settings) }
    self.context = context
    let session = try context.session(socket, address.host, until: deadline)
    return HTTPConnection(ByteChannel(socket, secure: session))
  }
}

import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The HTTP server in front of hosted clusters.
package struct GameServer: Sendable {
  package let directory: ClusterDirectory
  private let site: Site?
  private let host: String
  private let port: Int
  private let tls: TLSContext?
  /// How long a client may take nothing of what it asked for.
  var unreadLimit = TimeAmount.seconds(60)

  /// - Parameters:
  ///   - site: answers outside of the clusters.
  ///   - port: 0 for any that is free.
  ///   - identity: For TLS; nil for plain HTTP.
  package init(
    directory: ClusterDirectory, site: Site? = nil, host: String = "127.0.0.1", port: Int = 0,
    identity: ServerIdentity? = nil
  ) throws(OpenSSLError) {
    self.directory = directory
    self.site = site
    self.host = host
    self.port = port
    tls = if let identity { try TLSContext(identity) } else { nil }
  }

  /// Serves until the task is cancelled. Calls `ready` with the port once connections are taken.
  package func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
    // What goes wrong with one connection is that client's business.
    var logger = Logger(label: "firedrill")
    logger.logLevel = .critical
    let limit = OpenFiles.raiseLimit()
    let server = APIChannel(directory: directory, site: site, tls: tls, unreadLimit: unreadLimit).server(
      configuration: ServerConfiguration(
        address: .hostname(host, port: port), backlog: 1024,
        // Some files stay for everything that is not a connection.
        availableConnectionsDelegate: MaximumAvailableConnections(max(64, limit - 256))),
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    try await server.run()
  }
}

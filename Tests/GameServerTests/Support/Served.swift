import Dispatch
import Testing

@testable import GameServer

/// A sandbox behind a loopback port.
struct Served {
  let port: Int
  /// The cluster's path.
  let path: String

  func connect() throws -> RawConnection { try RawConnection(port: port) }

  /// Serves a bare cluster of one node for as long as `body` runs.
  static func sandbox(_ body: @escaping @Sendable (Served) throws -> Void) async throws {
    let directory = ClusterDirectory()
    let now = ServerClock().now
    let id = directory.add(ClusterHost(SandboxHost(SandboxCluster.make(nodes: 1, isBare: true, seed: 1, at: now))))
    let ports = AsyncStream.makeStream(of: Int.self)
    let server = Task { try await GameServer(directory: directory).run { ports.continuation.yield($0) } }
    defer { server.cancel() }
    let port = try #require(await ports.stream.first { _ in true })
    // The clients of these tests block: on a thread that the server's tasks do not need.
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        done.resume(with: Result { try body(Served(port: port, path: "/clusters/\(id)")) })
      }
    }
  }
}

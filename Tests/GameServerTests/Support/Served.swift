import Cluster
import Dispatch
import Glibc
import NIOCore
import SimulationKernel
import Synchronization
import Testing

@testable import GameServer

/// A sandbox behind a loopback port.
struct Served {
  let port: Int
  /// The cluster's path.
  let path: String
  private let host: ClusterHost
  /// How to be its administrator over TLS; nil for plain HTTP.
  let access: SecureAccess?

  /// How many streams clients have open.
  var openStreams: Int {
    let count = Mutex(0)
    let done = DispatchSemaphore(value: 0)
    Task { [host] in
      let open = await host.openStreams
      count.withLock { $0 = open }
      done.signal()
    }
    done.wait()
    return count.withLock { $0 }
  }

  /// Whether no stream is open, or none is after a moment: a client hears of an end before the server is done with it.
  func closesStreams() -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    while openStreams > 0, ContinuousClock.now < deadline { usleep(10_000) }
    return openStreams == 0
  }

  func connect(window: Int32? = nil) throws -> RawConnection { try RawConnection(port: port, window: window) }

  /// Whether no large answer waits to be read, or none does after a moment.
  func freesAnswers() -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      if host.load.waitingBytes == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  /// How many bytes of large answers wait to be read.
  var waitingBytes: Int { host.load.waitingBytes }

  /// Serves a bare cluster of one node for as long as `body` runs.
  /// - Parameters:
  ///   - manifests: what was applied half a minute ago.
  ///   - unreadLimit: how long a client may take nothing of what it asked for.
  ///   - answerPatience: how long a client may take to read a large answer.
  static func sandbox(
    manifests: String = "", isSecure: Bool = false, unreadLimit: TimeAmount = .seconds(60),
    answerPatience: Duration = .seconds(60),
    _ body: @escaping @Sendable (Served) throws -> Void
  ) async throws {
    let directory = ClusterDirectory()
    let now = ServerClock().now
    var cluster = SandboxCluster.make(nodes: 1, isBare: true, seed: 1, at: now - .seconds(30))
    try SandboxManifests.apply(manifests, to: &cluster, at: now - .seconds(30))
    cluster.advance(to: now)
    let access = try isSecure ? SecureAccess(to: cluster, at: now, names: ["127.0.0.1", "localhost"]) : nil
    let host = ClusterHost(SandboxHost(cluster), load: Load(answerPatience: answerPatience))
    let id = directory.add(host)
    let ports = AsyncStream.makeStream(of: Int.self)
    var served = try GameServer(directory: directory, identity: access?.server)
    served.unreadLimit = unreadLimit
    let server = Task { [served] in
      // Who waits for the port waits no longer than for the server.
      defer { ports.continuation.finish() }
      try await served.run { ports.continuation.yield($0) }
    }
    defer { server.cancel() }
    let port = try #require(await ports.stream.first { _ in true })
    // The clients of these tests block: on a thread that the server's tasks do not need.
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        done.resume(with: Result { try body(Served(port: port, path: "/clusters/\(id)", host: host, access: access)) })
      }
    }
  }
}

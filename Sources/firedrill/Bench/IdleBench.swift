import Cluster
import Foundation
import GameServer
import Synchronization

/// Many clusters in one process, each with a client that watches its pods, and nobody does anything.
struct IdleBench {
  private static let clusters = 1000
  private static let seconds = 32

  func measure() throws -> Figure {
    let directory = ClusterDirectory()
    let cluster = SandboxCluster.make(nodes: 3, isBare: false, seed: 1, at: ServerClock().now)
    let paths = (0..<Self.clusters).map { _ in
      "/clusters/" + directory.add(ClusterHost(SandboxHost(cluster))) + "/api/v1/pods?watch=1"
    }
    let port = try serve(directory)
    FileLimit.raise()
    var crowd = try WatchingCrowd(paths: paths, port: port)
    // Until the clusters have found their pace.
    try crowd.read(for: 20)
    let before = Self.processorSeconds
    let time = try Stopwatch.milliseconds { try crowd.read(for: Self.seconds) }
    return Figure(
      measure: "\(Self.clusters) clusters of 3 nodes, each watched, idle: one core's time",
      value: (Self.processorSeconds - before) / (time / 1000) * 100, unit: "%", limit: 2)
  }

  /// Serves until the process ends.
  private func serve(_ directory: ClusterDirectory) throws -> UInt16 {
    let port = Mutex<UInt16?>(nil)
    let ready = DispatchSemaphore(value: 0)
    Task.detached {
      try? await GameServer(directory: directory).run { number in
        port.withLock { $0 = UInt16(exactly: number) }
        ready.signal()
      }
      ready.signal()
    }
    ready.wait()
    guard let port = port.withLock({ $0 }), port > 0 else { throw Failure("cannot serve on 127.0.0.1") }
    return port
  }

  /// What the process has used so far, all of its threads together.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

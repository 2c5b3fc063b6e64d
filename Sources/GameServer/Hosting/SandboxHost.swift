package import APIServer
package import Cluster
package import SimulationKernel

/// A cluster by itself, without a drill around it.
package final class SandboxHost: HostedCluster {
  private var cluster: Cluster
  private var streams: [Int: APIStream] = [:]
  private var lastStream = 0
  /// When the first watch ends that its client limited.
  private var firstEnd: Instant?

  package init(_ cluster: Cluster) { self.cluster = cluster }

  package var resourceVersion: UInt64 { cluster.server.store.resourceVersion }

  package var nextEvent: Instant? { [firstEnd, cluster.nextEvent].compactMap { $0 }.min() }

  package func advance(to now: Instant) { cluster.advance(to: now) }

  package func handle(_ call: APICall, at now: Instant) -> HostedAnswer {
    let response = cluster.handle(call.request, at: now)
    guard case .stream(let stream) = response.body else { return HostedAnswer(response: response) }
    lastStream += 1
    streams[lastStream] = stream
    firstEnd = [firstEnd, stream.end].compactMap { $0 }.min()
    return HostedAnswer(response: response, stream: lastStream)
  }

  package func foresee(_ call: APICall, at now: Instant) -> APIResponse {
    var fork = cluster
    return fork.handle(call.request, at: now)
  }

  package func user(of credentials: ClientCredentials, at now: Instant) -> UserInfo? {
    credentials.user(in: cluster.server, at: now)
  }

  package func read(_ stream: Int, at now: Instant) -> [StreamRead] {
    guard var open = streams[stream] else { return [.ended(exitCode: 137)] }
    defer { streams[stream] = open }
    return [cluster.read(&open, at: now)]
  }

  package func isInputFull(_ stream: Int) -> Bool { streams[stream].map(cluster.isInputFull) ?? false }

  package func write(_ bytes: [UInt8]?, to stream: Int, at now: Instant) {
    guard var open = streams[stream] else { return }
    cluster.write(bytes, to: &open, at: now)
    streams[stream] = open
  }

  package func resize(_ stream: Int, columns: Int, rows: Int, at now: Instant) {
    guard let open = streams[stream] else { return }
    cluster.advance(to: now)
    cluster.resize(open, columns: columns, rows: rows)
  }

  package func close(_ stream: Int, at now: Instant) {
    guard let open = streams.removeValue(forKey: stream) else { return }
    cluster.advance(to: now)
    cluster.close(open)
    if open.end == firstEnd { firstEnd = streams.values.compactMap(\.end).min() }
  }
}

extension APIStream {
  /// When it ends because its client asked so.
  fileprivate var end: Instant? {
    if case .watch(let watch) = self { watch.expires } else { nil }
  }
}

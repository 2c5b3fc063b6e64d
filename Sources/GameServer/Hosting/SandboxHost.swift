package import APIServer
package import Cluster
package import SimulationKernel

/// A cluster by itself, without a drill around it.
package final class SandboxHost: HostedCluster {
  private var cluster: Cluster
  private var streams: [Int: APIStream] = [:]
  private var lastStream = 0
  private var events = EncodedEvents()
  private var outlook: Outlook?

  /// What comes if nobody asks for anything: found out by letting a copy of the cluster go ahead. Nodes renew their leases
  /// and probe their pods all the time, of which those who watch hear nothing: a cluster that is only watched need not wake
  /// for that.
  private struct Outlook {
    /// The copy, as it is after the last event that it went through; nil when the cluster was asked something since.
    var future: Cluster?
    /// When there may be something new for a stream.
    let news: Instant
  }

  /// How far a copy goes ahead.
  private static let horizon = Duration.seconds(10)

  package init(_ cluster: Cluster) { self.cluster = cluster }

  package var resourceVersion: UInt64 { cluster.server.store.resourceVersion }

  package func nextNews(at now: Instant) -> Instant? {
    if let outlook, outlook.news > now { return outlook.news }
    var ends = now + Self.horizon
    var watches: [Watch] = []
    for stream in streams.values {
      // What else is read changes with every event.
      guard case .watch(let watch) = stream else { return cluster.nextEvent }
      watches.append(watch)
      ends = min(ends, watch.nextDue ?? ends)
    }
    guard !watches.isEmpty else { return cluster.nextEvent }
    let next = look(ahead: ends, for: watches)
    outlook = next
    return next.news
  }

  private func look(ahead end: Instant, for watches: [Watch]) -> Outlook {
    var future = cluster
    while let due = future.nextEvent, due <= end {
      let before = future.server.store.resourceVersion
      future.advance(to: due)
      guard future.server.store.resourceVersion != before else { continue }
      if watches.contains(where: { future.server.hasNews(for: $0, at: due) }) {
        return Outlook(future: future, news: due)
      }
    }
    return Outlook(future: future, news: end)
  }

  package func advance(to now: Instant) {
    if let future = outlook?.future, future.now <= now {
      cluster = future
      outlook?.future = nil
    }
    if let news = outlook?.news, news <= now { outlook = nil }
    cluster.advance(to: now)
  }

  package func handle(_ call: APICall, at now: Instant) -> HostedAnswer {
    advance(to: now)
    if outlook != nil { forget(after: call) }
    let response = cluster.handle(call.request, at: now)
    guard case .stream(let stream) = response.body else { return HostedAnswer(response: response) }
    lastStream += 1
    streams[lastStream] = stream
    return HostedAnswer(response: response, stream: lastStream)
  }

  /// The copy that went ahead was not asked what the cluster is asked now; a plain read changes nothing of what will come.
  private func forget(after call: APICall) {
    outlook?.future = nil
    if !call.isPlainRead { outlook = nil }
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
    if outlook.map({ $0.news <= now }) ?? true { advance(to: now) }
    if case .watch(var watch) = open {
      let read = cluster.readEncoded(&watch, sharing: &events, at: cluster.now)
      open = .watch(watch)
      return [read]
    }
    return [cluster.read(&open, at: now)]
  }

  package func isInputFull(_ stream: Int) -> Bool { streams[stream].map(cluster.isInputFull) ?? false }

  package func write(_ bytes: [UInt8]?, to stream: Int, at now: Instant) {
    guard var open = streams[stream] else { return }
    outlook = nil
    cluster.write(bytes, to: &open, at: now)
    streams[stream] = open
  }

  package func resize(_ stream: Int, columns: Int, rows: Int, at now: Instant) {
    guard let open = streams[stream] else { return }
    outlook = nil
    cluster.advance(to: now)
    cluster.resize(open, columns: columns, rows: rows)
  }

  package func close(_ stream: Int, at now: Instant) {
    guard let open = streams.removeValue(forKey: stream) else { return }
    outlook = nil
    cluster.advance(to: now)
    cluster.close(open)
  }
}

extension APICall {
  /// Whether nothing can come of it but an answer: a GET that reaches no pod and opens no stream.
  fileprivate var isPlainRead: Bool {
    let parts = request.path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    return request.method == .get && request.parameter("watch") == nil
      && Set(parts).isDisjoint(with: ["proxy", "exec", "attach", "portforward", "log"])
  }
}

package import APIServer
package import Cluster
package import SimulationKernel

/// A cluster by itself, without a drill around it.
package final class SandboxHost: HostedCluster {
  private var cluster: Cluster
  private var watches: [Int: OpenWatch] = [:]
  /// The streams that are no watches.
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

  /// How far a copy goes ahead: farther each time that nobody came in between, since then its work was not for nothing.
  private var horizon = shortHorizon
  private static let shortHorizon = Duration.seconds(1)
  private static let longHorizon = Duration.seconds(16)
  /// Watches up to which it is worth looking ahead: each has to be asked whether it has news. More of them are asked every
  /// second, and when something is due.
  private static let crowd = 32
  /// Bytes of a stream that are read at once: some output has no end.
  private static let readLimit = 64 << 10
  /// What a piece of them counts beside its bytes.
  private static let pieceWeight = 256

  /// Changed in place: a crowd of watches is asked about every change.
  private final class OpenWatch {
    var watch: Watch

    init(_ watch: Watch) { self.watch = watch }
  }

  package init(_ cluster: Cluster) { self.cluster = cluster }

  package var resourceVersion: UInt64 { cluster.server.store.resourceVersion }

  package func nextNews(at now: Instant) -> Instant? {
    if let outlook, outlook.news > now { return outlook.news }
    // What else is read changes with every event.
    guard streams.isEmpty, !watches.isEmpty else { return cluster.nextEvent }
    guard watches.count <= Self.crowd else { return min(cluster.nextEvent ?? .distantFuture, now + .seconds(1)) }
    let end = watches.values.compactMap(\.watch.nextDue).min()
    let next = look(ahead: min(now + horizon, end ?? now + horizon), for: watches.values.map(\.watch))
    outlook = next
    horizon = min(horizon + horizon, Self.longHorizon)
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
    if case .watch(let watch) = stream { watches[lastStream] = OpenWatch(watch) } else { streams[lastStream] = stream }
    return HostedAnswer(response: response, stream: lastStream)
  }

  /// The copy that went ahead was not asked what the cluster is asked now; a plain read changes nothing of what will come.
  private func forget(after call: APICall) {
    outlook?.future = nil
    guard !call.isPlainRead else { return }
    outlook = nil
    horizon = Self.shortHorizon
  }

  package func foresee(_ call: APICall, at now: Instant) -> APIResponse {
    var fork = cluster
    return fork.handle(call.request, at: now)
  }

  package func user(of credentials: ClientCredentials, at now: Instant) -> UserInfo? {
    credentials.user(in: cluster.server, at: now)
  }

  package func read(_ stream: Int, at now: Instant) -> (reads: [StreamRead], mayHaveMore: Bool) {
    if outlook.map({ $0.news <= now }) ?? true { advance(to: now) }
    if let open = watches[stream] {
      return ([cluster.readEncoded(&open.watch, sharing: &events, at: cluster.now)], mayHaveMore: false)
    }
    guard var open = streams[stream] else { return ([.ended(exitCode: 137)], mayHaveMore: false) }
    defer { streams[stream] = open }
    var reads: [StreamRead] = []
    var size = 0
    while size < Self.readLimit {
      let read = cluster.read(&open, at: now)
      switch read {
      case .pending, .wantsInput: return (reads, mayHaveMore: false)
      case .ended: return (reads + [read], mayHaveMore: false)
      case .bytes(let bytes, _): size += bytes.count + Self.pieceWeight
      case .watchEvents: size += Self.pieceWeight
      }
      reads.append(read)
    }
    return (reads, mayHaveMore: true)
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
    // One watch less brings no news.
    guard watches.removeValue(forKey: stream) == nil, let open = streams.removeValue(forKey: stream) else { return }
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

package import APIServer
package import Cluster
package import SimulationKernel

/// One hosted cluster: takes requests one at a time, lets the cluster follow the clock while somebody watches, and tells
/// readers of streams when there may be something for them. A cluster that nobody asks costs nothing: it catches up with
/// the time at the next request.
package actor ClusterHost {
  nonisolated let load = Load()
  private let cluster: any HostedCluster
  private let clock: ServerClock
  /// Streams that are open, with what was read of them and not fetched yet.
  private var streams: [Int: [StreamRead]] = [:]
  private var waiting: [Waiter: CheckedContinuation<Void, Never>] = [:]
  private var ticker: Task<Void, Never>?
  /// When the ticker is to wake; nil while it is not asleep.
  private var wakesAt: Instant?

  /// Who waits for a stream: each has one reader and one writer.
  private struct Waiter: Hashable {
    let stream: Int
    let writes: Bool
  }

  package init(_ cluster: sending any HostedCluster, clock: ServerClock = ServerClock()) {
    self.cluster = cluster
    self.clock = clock
  }

  deinit { ticker?.cancel() }

  package func handle(_ call: APICall) -> HostedAnswer {
    let now = clock.now
    guard let call = authenticated(call, at: now) else {
      return HostedAnswer(response: APIResponse(APIServer.unauthorized))
    }
    let answer = changing { cluster.handle(call, at: now) }
    if let stream = answer.stream { streams[stream] = [] }
    return answer
  }

  /// What a call would be answered, without doing it.
  package func foresee(_ call: APICall) -> APIResponse {
    let now = clock.now
    guard let call = authenticated(call, at: now) else { return APIResponse(APIServer.unauthorized) }
    return cluster.foresee(call, at: now)
  }

  /// Does something with the cluster between requests.
  package func with<Result: Sendable>(_ body: @Sendable (any HostedCluster, Instant) -> Result) -> Result {
    changing { body(cluster, clock.now) }
  }

  private func authenticated(_ call: APICall, at now: Instant) -> APICall? {
    guard let user = cluster.user(of: call.credentials, at: now) else { return nil }
    var call = call
    call.request.user = user
    return call
  }

  /// Tells readers when the cluster has changed.
  private func changing<Result>(_ body: () -> Result) -> Result {
    let before = cluster.resourceVersion
    let result = body()
    if cluster.resourceVersion != before { wakeReaders() }
    return result
  }

  // MARK: Streams

  /// Waits until a stream has something to read. Nil when it is gone, or the task was cancelled.
  package func next(of number: Int) async -> StreamRead? {
    while !Task.isCancelled {
      guard let unread = streams[number] else { return nil }
      if let read = unread.first {
        streams[number]?.removeFirst()
        return read
      }
      let reads = changing { cluster.read(number, at: clock.now) }.filter(\.isNews)
      if reads.isEmpty { await pause(Waiter(stream: number, writes: false)) } else { streams[number] = reads }
    }
    return nil
  }

  /// Sends standard input to a command, or bytes to a port, once enough was taken of those before; nil is the end.
  package func write(_ bytes: [UInt8]?, to number: Int) async {
    while !Task.isCancelled, streams[number] != nil, cluster.isInputFull(number) {
      await pause(Waiter(stream: number, writes: true))
      changing { cluster.advance(to: clock.now) }
    }
    guard streams[number] != nil else { return }
    cluster.write(bytes, to: number, at: clock.now)
    wakeReaders()
  }

  package func resize(_ number: Int, columns: Int, rows: Int) {
    guard streams[number] != nil else { return }
    cluster.resize(number, columns: columns, rows: rows, at: clock.now)
    wakeReaders()
  }

  package func close(_ number: Int) {
    guard streams.removeValue(forKey: number) != nil else { return }
    cluster.close(number, at: clock.now)
    wakeReaders()
    guard streams.isEmpty else { return }
    ticker?.cancel()
    ticker = nil
    wakesAt = nil
  }

  package var openStreams: Int { streams.count }

  // MARK: Waiting

  private func pause(_ waiter: Waiter) async {
    tick(by: cluster.nextEvent)
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled { return continuation.resume() }
        waiting.updateValue(continuation, forKey: waiter)?.resume()
      }
    } onCancel: {
      Task { await self.wake(waiter) }
    }
  }

  private func wake(_ waiter: Waiter) { waiting.removeValue(forKey: waiter)?.resume() }

  private func wakeReaders() {
    let readers = waiting
    waiting = [:]
    for (_, reader) in readers { reader.resume() }
  }

  /// Sees to it that somebody looks at the clock at `instant`.
  private func tick(by instant: Instant?) {
    guard let instant else { return }
    if let wakesAt, wakesAt <= instant { return }
    ticker?.cancel()
    wakesAt = instant
    ticker = Task { [clock, weak self] in
      // Events that are due within a few milliseconds of each other are one awakening.
      await clock.sleep(until: instant + .milliseconds(2))
      guard !Task.isCancelled else { return }
      await self?.catchUp()
    }
  }

  private func catchUp() {
    wakesAt = nil
    cluster.advance(to: clock.now)
    wakeReaders()
  }
}

extension StreamRead {
  /// Whether there is something in it for a reader.
  fileprivate var isNews: Bool {
    switch self {
    case .wantsInput, .pending: false
    case .watchEvents, .bytes, .ended: true
    }
  }
}

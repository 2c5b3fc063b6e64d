package import APIServer
package import Cluster
package import SimulationKernel

/// One hosted cluster: takes requests one at a time, lets the cluster follow the clock while somebody watches, and tells
/// readers of streams when there may be something for them. A cluster that nobody asks costs nothing: it catches up with
/// the time at the next request.
package actor ClusterHost {
  private var cluster: any HostedCluster
  private let clock: ServerClock
  private var streams: [Int: APIStream] = [:]
  private var lastStream = 0
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var ticker: Task<Void, Never>?
  /// When the ticker is to wake; nil while it is not asleep.
  private var wakesAt: Instant?

  package init(_ cluster: any HostedCluster, clock: ServerClock = ServerClock()) {
    self.cluster = cluster
    self.clock = clock
  }

  deinit { ticker?.cancel() }

  /// An answer, and what is to be read after it.
  package struct Answer: Sendable {
    package let response: APIResponse
    /// The number of the stream that the response opened.
    package let stream: Int?
  }

  package func handle(_ call: APICall) -> Answer {
    let before = cluster.resourceVersion
    let response = Self.answer(call, from: &cluster, at: clock.now)
    if cluster.resourceVersion != before { wakeReaders() }
    guard case .stream(let stream) = response.body else { return Answer(response: response, stream: nil) }
    lastStream += 1
    streams[lastStream] = stream
    return Answer(response: response, stream: lastStream)
  }

  /// What a request would be answered, without doing it.
  package func foresee(_ call: APICall) -> APIResponse {
    var fork = cluster
    return Self.answer(call, from: &fork, at: clock.now)
  }

  private static func answer(
    _ call: APICall, from cluster: inout any HostedCluster, at now: Instant
  ) -> APIResponse {
    guard let token = call.bearerToken else { return cluster.handle(call, at: now) }
    guard let user = cluster.user(ofToken: token, at: now) else { return APIResponse(APIServer.unauthorized) }
    var call = call
    call.request.user = user
    return cluster.handle(call, at: now)
  }

  /// Does something with the cluster between requests.
  package func with<Result: Sendable>(_ body: @Sendable (inout any HostedCluster, Instant) -> Result) -> Result {
    let before = cluster.resourceVersion
    defer { if cluster.resourceVersion != before { wakeReaders() } }
    return body(&cluster, clock.now)
  }

  // MARK: Streams

  /// Waits until a stream has something to read. Nil when it is gone, or the task was cancelled.
  package func next(of number: Int) async -> StreamRead? {
    while !Task.isCancelled {
      guard var stream = streams[number] else { return nil }
      let before = cluster.resourceVersion
      let read = cluster.read(&stream, at: clock.now)
      streams[number] = stream
      if cluster.resourceVersion != before { wakeReaders() }
      switch read {
      case .pending, .wantsInput: await pause(number)
      case .watchEvents, .bytes, .ended: return read
      }
    }
    return nil
  }

  package func write(_ bytes: [UInt8]?, to number: Int) {
    guard var stream = streams[number] else { return }
    cluster.write(bytes, to: &stream, at: clock.now)
    streams[number] = stream
    wakeReaders()
  }

  package func close(_ number: Int) {
    guard let stream = streams.removeValue(forKey: number) else { return }
    cluster.close(stream, at: clock.now)
    waiting.removeValue(forKey: number)?.resume()
    wakeReaders()
    if streams.isEmpty {
      ticker?.cancel()
      ticker = nil
      wakesAt = nil
    }
  }

  package var openStreams: Int { streams.count }

  // MARK: Waiting

  private func pause(_ number: Int) async {
    let end: Instant? = if case .watch(let watch)? = streams[number] { watch.expires } else { nil }
    tick(by: [cluster.nextEvent, end].compactMap { $0 }.min())
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled { return continuation.resume() }
        waiting.updateValue(continuation, forKey: number)?.resume()
      }
    } onCancel: {
      Task { await self.wake(number) }
    }
  }

  private func wake(_ number: Int) { waiting.removeValue(forKey: number)?.resume() }

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
    let before = cluster.resourceVersion
    cluster.advance(to: clock.now)
    let hasOtherThanWatches = streams.values.contains { stream in
      if case .watch(let watch) = stream { watch.expires.map { $0 <= cluster.now } ?? false } else { true }
    }
    if cluster.resourceVersion != before || hasOtherThanWatches { return wakeReaders() }
    if !waiting.isEmpty { tick(by: cluster.nextEvent) }
  }
}

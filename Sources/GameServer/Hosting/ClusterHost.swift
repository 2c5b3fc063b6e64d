package import APIServer
package import Cluster
package import SimulationKernel
import Synchronization

/// One hosted cluster: takes requests one at a time, lets the cluster follow the clock while somebody watches, and hands out
/// what comes on streams. A cluster that nobody asks costs nothing: it catches up with the time at the next request.
package actor ClusterHost {
  nonisolated let load: Load
  private let cluster: any HostedCluster
  private let clock: ServerClock
  /// Waits until what was done is on disk; false when it cannot be brought there.
  private nonisolated let settled: (@Sendable () async -> Bool)?
  /// The streams that are open, in the order in which they were opened.
  private var streams: [Int] = []
  private nonisolated let inboxes = Mutex<[Int: StreamInbox]>([:])
  /// Who has more to send to a stream than it takes at once.
  private var writers: [Int: CheckedContinuation<Void, Never>] = [:]
  /// Where those pass who only look at the clock; nil where there is no crowd of them.
  private let turnstile: Turnstile?
  private var ticker: Task<Void, Never>?
  /// When the ticker is to wake; nil while it is not asleep.
  private var wakesAt: Instant?

  package init(_ cluster: sending any HostedCluster, clock: ServerClock = ServerClock()) {
    self.init(cluster, clock: clock, load: Load())
  }

  init(
    _ cluster: sending any HostedCluster, clock: ServerClock = ServerClock(), load: Load, turnstile: Turnstile? = nil,
    settled: (@Sendable () async -> Bool)? = nil
  ) {
    self.settled = settled
    self.turnstile = turnstile
    self.cluster = cluster
    self.clock = clock
    self.load = load
  }

  deinit { ticker?.cancel() }

  package func handle(_ call: APICall) -> HostedAnswer {
    let now = clock.now
    guard let call = authenticated(call, at: now) else {
      return HostedAnswer(response: APIResponse(APIServer.unauthorized))
    }
    let answer = changing { cluster.handle(call, at: now) }
    if let stream = answer.stream {
      streams.append(stream)
      inboxes.withLock { $0[stream] = StreamInbox() }
    }
    return answer
  }

  /// Waits until what was answered so far may be told; false when it could not be kept, and so did not happen.
  package nonisolated func settle() async -> Bool { await settled?() ?? true }

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
    if cluster.resourceVersion != before {
      deliver()
    } else {
      // What was done may have consequences.
      tick()
    }
    return result
  }

  // MARK: Streams

  /// Waits until a stream has something to read. Nil when it is gone, or the task was cancelled.
  package nonisolated func next(of number: Int) async -> StreamRead? {
    guard let inbox = inboxes.withLock({ $0[number] }) else { return nil }
    while !Task.isCancelled {
      switch inbox.take() {
      case .read(let read): return await settle() ? read : nil
      case .behind: await catchUp(number)
      case .nothing: await inbox.wait()
      case .closed: return nil
      }
    }
    return nil
  }

  /// Reads for one who was behind.
  private func catchUp(_ number: Int) {
    changing { read(number) }
  }

  private func read(_ number: Int) {
    guard let inbox = inboxes.withLock({ $0[number] }), inbox.wantsMore() else { return }
    let (reads, mayHaveMore) = cluster.read(number, at: clock.now)
    let news = reads.filter(\.isNews)
    if !news.isEmpty { inbox.give(news, mayHaveMore: mayHaveMore) }
  }

  /// Hands out what has come to all who wait for more. To read a command's output may change the cluster again, of which
  /// the others are told, too.
  private func deliver() {
    for _ in 0..<2 {
      let before = cluster.resourceVersion
      for number in streams { read(number) }
      if cluster.resourceVersion == before { break }
    }
    let waiting = writers
    writers = [:]
    for writer in waiting.values { writer.resume() }
    tick()
  }

  /// Sends standard input to a command, or bytes to a port, once enough was taken of those before; nil is the end.
  package func write(_ bytes: [UInt8]?, to number: Int) async {
    while !Task.isCancelled, streams.contains(number), cluster.isInputFull(number) {
      await pause(number)
      changing { cluster.advance(to: clock.now) }
    }
    guard streams.contains(number) else { return }
    cluster.write(bytes, to: number, at: clock.now)
    deliver()
  }

  package func resize(_ number: Int, columns: Int, rows: Int) {
    guard streams.contains(number) else { return }
    cluster.resize(number, columns: columns, rows: rows, at: clock.now)
    deliver()
  }

  package func close(_ number: Int) {
    guard let index = streams.firstIndex(of: number) else { return }
    streams.remove(at: index)
    inboxes.withLock { $0.removeValue(forKey: number) }?.close()
    resume(number)
    changing { cluster.close(number, at: clock.now) }
    guard streams.isEmpty, !cluster.isFollowed else { return }
    ticker?.cancel()
    ticker = nil
    wakesAt = nil
  }

  package var openStreams: Int { streams.count }

  // MARK: Waiting

  /// Waits until a stream may take more.
  private func pause(_ number: Int) async {
    tick()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled { return continuation.resume() }
        writers.updateValue(continuation, forKey: number)?.resume()
      }
    } onCancel: {
      Task { await self.resume(number) }
    }
  }

  private func resume(_ number: Int) { writers.removeValue(forKey: number)?.resume() }

  /// Sees to it that somebody looks at the clock when there may be something new for a reader.
  private func tick() {
    guard !streams.isEmpty || cluster.isFollowed, let instant = cluster.nextNews(at: clock.now) else { return }
    if let wakesAt, wakesAt <= instant { return }
    ticker?.cancel()
    wakesAt = instant
    ticker = Task { [clock, turnstile, weak self] in
      // Events that are due within a few milliseconds of each other are one awakening.
      await clock.sleep(until: instant + .milliseconds(2))
      guard !Task.isCancelled else { return }
      guard let turnstile else { return await self?.wake() ?? () }
      await turnstile.pass { if !Task.isCancelled { await self?.wake() } }
    }
  }

  private func wake() {
    wakesAt = nil
    cluster.advance(to: clock.now)
    deliver()
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

package import APIServer
package import Cluster
import Drills
import Hints
import KubernetesModel
import Scenarios
import Scoring
package import SimulationKernel

/// A drill that a team shares: its members' shells, and their own tools. Whatever happens in it goes to the outlet, which
/// tells nobody before the journal is on disk.
package final class SharedDrillHost: HostedCluster {
  /// How often somebody who only watches sees how the run stands.
  private static let watchInterval = Duration.seconds(5)

  /// The drill writes here while it is at work.
  private final class Kept {
    var lines: [String] = []
  }

  private let drill: Drill
  private let outlet: RunOutlet
  private let kept = Kept()
  /// Has a question of somebody at a seat answered, by `advised`; nil where nobody answers any.
  var ask: (@Sendable (AdviceRequest) -> Void)?
  private var seats: Set<Int> = []
  /// Readers of its events.
  private var followers = 0
  /// Nobody plays now, and time stands still.
  private(set) var isSuspended = false
  /// Whether its end was told: once more where the process was killed before it was kept.
  private var wasOver = false
  private var told: [Activity]
  private var toldView: DrillView?
  /// When that was, by the wall clock.
  private var toldAt = Instant.distantPast

  init(_ drill: sending Drill, outlet: RunOutlet) {
    self.drill = drill
    self.outlet = outlet
    told = drill.activity
    drill.keep = { [kept] entry in kept.lines.append(entry.line) }
  }

  /// Takes up a run that was folded from its journal.
  func resume(at now: Instant) {
    kept.lines.append(drill.resume(at: now).line)
    isSuspended = false
    report(at: now)
  }

  // MARK: Telling

  /// Hands over what happened. Everything that changes the drill ends with it.
  private func report(at now: Instant, first: (seat: Int, news: SeatNews)? = nil) {
    var report = RunReport()
    if let first { report.shown.append(first) }
    for seat in seats.sorted() { report.shown += takeNews(of: seat, at: now).map { (seat, $0) } }
    report.lines = kept.lines
    kept.lines = []
    if !wasOver, drill.isOver {
      wasOver = true
      report.card = drill.card
    }
    if !report.lines.isEmpty || !report.shown.isEmpty || report.card != nil { tellActivity(&report) }
    if followers > 0 { tellView(&report, at: now) }
    if !report.isEmpty { outlet.pass(report) }
  }

  private func takeNews(of seat: Int, at now: Instant) -> [SeatNews] {
    let events = drill.takeEvents(of: seat)
    let namespace = drill.namespace(of: seat)
    let news = events.map { SeatNews($0, namespace: namespace) }
    guard events.contains(.wantsAdvice), let request = drill.adviceRequest(of: seat) else { return news }
    if let ask {
      ask(request)
      return news
    }
    drill.advised(.unavailable, seat: seat, at: now)
    return news + takeNews(of: seat, at: now)
  }

  private func tellActivity(_ report: inout RunReport) {
    let activity = drill.activity
    for (index, done) in activity.enumerated() where !told.indices.contains(index) || told[index] != done {
      report.activity.append((index, done))
    }
    told = activity
  }

  private func tellView(_ report: inout RunReport, at now: Instant) {
    guard !isSuspended else { return }
    let view = drill.view(at: now)
    if let toldView {
      // Time passes by itself: whoever watches knows that. Where it was skipped, or stood still, they do not.
      let passed = Int(clamping: (now - toldAt).components.seconds)
      let jumped = abs(view.elapsedSeconds - toldView.elapsedSeconds - passed) > 1
      var timeless = view
      timeless.now = toldView.now
      timeless.elapsedSeconds = toldView.elapsedSeconds
      guard jumped || timeless != toldView else { return }
    }
    toldView = view
    toldAt = now
    report.view = view
  }

  // MARK: Time

  package var resourceVersion: UInt64 { drill.resourceVersion }

  package func advance(to now: Instant) {
    guard !isSuspended else { return }
    drill.advance(at: now)
    report(at: now)
  }

  package func nextNews(at now: Instant) -> Instant? {
    guard !isSuspended, !drill.isOver else { return nil }
    let isBusy = seats.contains { drill.status(of: $0) == .running }
    let watched = followers > 0 ? now + Self.watchInterval : nil
    // A stream is none of the followers' business: where one is open the host asks on its behalf.
    return isBusy || hasStreams ? [drill.nextEvent, watched].compactMap(\.self).min() : watched
  }

  /// Whether there is something to wait for beside the streams.
  package var isFollowed: Bool { followers > 0 || seats.contains { drill.status(of: $0) == .running } }
  private var openStreams: Set<Int> = []
  private var hasStreams: Bool { !openStreams.isEmpty }

  /// Stops time, and writes down how far it has come.
  func suspend(at now: Instant) {
    guard !isSuspended else { return }
    drill.pause(at: now)
    report(at: now)
    isSuspended = true
  }

  // MARK: Own tools

  package func handle(_ call: APICall, at now: Instant) -> HostedAnswer {
    guard !isSuspended else { return HostedAnswer(response: APIResponse(.drillStands)) }
    let answer = drill.handle(
      call.request, command: call.kubectlCommand, session: call.kubectlSession, seat: call.seat, at: now)
    if let stream = answer.stream { openStreams.insert(stream) }
    report(at: now)
    return HostedAnswer(response: answer.response, stream: answer.stream)
  }

  package func foresee(_ call: APICall, at now: Instant) -> APIResponse {
    guard !isSuspended else { return APIResponse(.drillStands) }
    defer { report(at: now) }
    return drill.foresee(call.request, at: now)
  }

  package func user(of credentials: ClientCredentials, at now: Instant) -> UserInfo? {
    var credentials = credentials
    // The path is the player's own, whatever it came through.
    credentials.isTrusted = true
    credentials.certificate = nil
    return credentials.user(in: drill.server, at: drill.simulatedNow(at: now))
  }

  package func read(_ stream: Int, at now: Instant) -> (reads: [StreamRead], mayHaveMore: Bool) {
    guard !isSuspended else { return ([], mayHaveMore: false) }
    defer { report(at: now) }
    return (drill.read(stream, at: now), mayHaveMore: false)
  }

  package func isInputFull(_ stream: Int) -> Bool { drill.isInputFull(stream) }

  package func write(_ bytes: [UInt8]?, to stream: Int, at now: Instant) {
    guard !isSuspended else { return }
    drill.write(bytes, to: stream, at: now)
    report(at: now)
  }

  package func resize(_ stream: Int, columns: Int, rows: Int, at now: Instant) {
    guard !isSuspended else { return }
    drill.resize(stream, columns: columns, rows: rows, at: now)
    report(at: now)
  }

  package func close(_ stream: Int, at now: Instant) {
    openStreams.remove(stream)
    guard !isSuspended else { return }
    drill.close(stream, at: now)
    report(at: now)
  }
}

// MARK: The game

extension SharedDrillHost {
  /// What a member of the team does.
  enum Doing: Sendable {
    case line(String, isTerminal: Bool, isColoured: Bool, mayGiveUp: Bool)
    /// Nil is Ctrl-D.
    case input([UInt8]?)
    case interrupt
    /// Nil where the editor failed.
    case edited([UInt8]?)
    /// The player's own aliases and settings, before their first line.
    case settings(String)
  }

  /// Whether it could be done as things are.
  func `do`(_ doing: Doing, seat: Int, at now: Instant) -> Bool {
    guard !isSuspended else { return false }
    seats.insert(seat)
    let isDone = attempt(doing, seat, now)
    report(at: now, first: isDone ? doing.echo.map { (seat, $0) } : nil)
    return isDone
  }

  private func attempt(_ doing: Doing, _ seat: Int, _ now: Instant) -> Bool {
    switch doing {
    case .line(let line, let isTerminal, let isColoured, let mayGiveUp):
      return drill.submit(
        line, seat: seat, isTerminal: isTerminal, style: isColoured ? .colour : .plain, mayGiveUp: mayGiveUp, at: now)
    case .input(let bytes): return drill.type(bytes, seat: seat, at: now)
    case .interrupt: drill.interrupt(seat: seat, at: now)
    case .edited(let text): drill.edited(text, seat: seat, at: now)
    case .settings(let text): return drill.setUp(text, seat: seat, at: now)
    }
    return true
  }

  func adviceRequest(for words: [String], seat: Int, at now: Instant) -> AdviceRequest? {
    guard !isSuspended else { return nil }
    defer { report(at: now) }
    return drill.adviceRequest(for: words, seat: seat, at: now)
  }

  /// Gives what was said to the question of a line; one that was broken off meanwhile has no use for it.
  func advised(_ advice: Advice, seat: Int, at now: Instant) {
    guard !isSuspended else { return }
    drill.advised(advice, seat: seat, at: now)
    report(at: now)
  }

  /// - Parameter advice: what was said to the command's request.
  func command(
    _ words: [String], seat: Int, isColoured: Bool, mayGiveUp: Bool, advice: Advice?, at now: Instant
  ) -> GameReply? {
    guard !isSuspended else { return nil }
    seats.insert(seat)
    defer { report(at: now) }
    return drill.command(
      words, seat: seat, mayGiveUp: mayGiveUp, style: isColoured ? .colour : .plain, advice: advice, at: now)
  }

  func completion(of text: String, seat: Int, at now: Instant) -> LineCompletion? {
    guard !isSuspended else { return nil }
    defer { report(at: now) }
    return drill.completion(of: text, seat: seat, at: now)
  }

  /// How the run stands for somebody at a seat.
  func standing(seat: Int, at now: Instant) -> RunStanding {
    seats.insert(seat)
    defer { report(at: now) }
    let view = isSuspended ? toldView ?? drill.view(at: now) : drill.view(at: now)
    return RunStanding(
      view: view, activity: drill.activity, hints: drill.record.hints.map(\.text), status: drill.status(of: seat),
      namespace: drill.namespace(of: seat), isSuspended: isSuspended)
  }

  /// Somebody begins to read the run's events, or ends it.
  func follow(_ change: Int, at now: Instant) {
    followers = max(0, followers + change)
    report(at: now)
  }

  /// The card of a run that is ended from outside.
  func end(at now: Instant) -> Card {
    suspend(at: now)
    return drill.card
  }

  /// How far the team has come. It gives everything away.
  func progress(at now: Instant) -> DrillProgress {
    let record = drill.record
    let evidence = drill.scenario.evidence
    let last = record.sightings.values.map(\.instant).max() ?? record.start
    return DrillProgress(
      found: evidence.filter { record.sightings[$0.id] != nil }.map(\.sentence),
      missing: evidence.filter { record.sightings[$0.id] == nil }.map(\.sentence), points: drill.card.points,
      hintsTaken: record.hints.count, quietSeconds: Int((drill.now - last).components.seconds))
  }

  var fingerprint: Fingerprint { drill.fingerprint }
  /// What its journal gives as far as it has come, up to now.
  var state: RunState { RunState(entries: drill.journal.entries.count, instant: drill.now, drill.fingerprint) }
  /// Whether somebody is there, or something runs for them.
  var isInUse: Bool { isFollowed || hasStreams }
}

extension SharedDrillHost.Doing {
  /// What a terminal shows of it.
  fileprivate var echo: SeatNews? {
    switch self {
    case .line(let line, _, _, _): SeatNews("line", ["text": .string(line)])
    case .input(nil): SeatNews("typed", ["end": true])
    case .input(.some(let bytes)): SeatNews("typed", ["text": .string(String(decoding: bytes, as: UTF8.self))])
    case .interrupt: SeatNews("interrupted")
    case .edited, .settings: nil
    }
  }
}

/// How a run stands for somebody at a seat.
struct RunStanding: Sendable {
  let view: DrillView
  let activity: [Activity]
  /// What the hints said that were taken.
  let hints: [String]
  let status: SeatStatus
  let namespace: String
  let isSuspended: Bool
}

/// Where a run has come, to be compared with what its journal gives: the fingerprint tells nothing but that.
struct RunState: Sendable {
  /// Of the journal, without its header.
  let entries: Int
  /// In simulated time.
  let instant: Instant
  let fingerprint: Fingerprint

  init(entries: Int, instant: Instant, _ fingerprint: Fingerprint) {
    (self.entries, self.instant, self.fingerprint) = (entries, instant, fingerprint)
  }
}

extension APIStatus {
  /// Nobody plays at the moment.
  static let drillStands = APIStatus(
    code: 503, reason: "ServiceUnavailable", message: "the drill stands still at the moment", hasDetails: false)
}

extension ClusterHost {
  /// Does something with the shared drill that is hosted; nil where it is something else.
  func shared<Result: Sendable>(_ body: @Sendable (SharedDrillHost, Instant) -> Result) -> Result? {
    with { cluster, now in (cluster as? SharedDrillHost).map { body($0, now) } }
  }
}

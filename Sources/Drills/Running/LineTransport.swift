import APIServer
import Cluster
import Hints
import Kubectl
import KubernetesModel
import Scoring
import SimulationKernel

/// How the player's kubectl reaches the drill's cluster; notes what was asked and answered.
final class LineTransport: APITransport {
  private let stage: Stage
  /// At a seat of a shared drill: the line that runs.
  private let line: SeatLine?
  private var clock: RunClock
  private var pace: LinePace
  private let keyboard: Keyboard
  /// Of the player's own terminal, as commands in containers see it.
  private let terminalSize: ScreenSize?
  private(set) var exchanges: [Exchange] = []
  /// kubectl's commands that print what containers say: the objects they read on their way are not shown.
  private static let commandsOfContainers: Set = ["logs", "exec", "attach", "cp", "debug", "run", "port-forward"]
  /// The address that the kubeconfig names.
  private var server = AdministratorKubeconfig.server
  /// The kubectl command that asks.
  private var command = ""
  /// Streams in progress: the exchange that opened each, by request.
  private var openExchanges: [String: Int] = [:]
  private var isInterrupted = false
  /// Until when a live line is known to have run: should the process be killed, a replay ends it there.
  private var notedAt: Instant?
  private var noteInterval = Duration.seconds(1)
  private static let laterNotes = Duration.seconds(10)
  /// Lets the shell show what was written, and says whether the command should stop because nobody reads it.
  var flush: () -> Bool = { true }

  init(_ stage: Stage, clock: RunClock, pace: LinePace, keyboard: Keyboard, terminalSize: ScreenSize? = nil) {
    self.stage = stage
    self.terminalSize = terminalSize
    self.clock = clock
    self.pace = pace
    self.keyboard = keyboard
    if case .seat(let line) = pace { self.line = line } else { line = nil }
    if case .live = pace { notedAt = stage.state.now }
  }

  var state: DrillState {
    get { stage.state }
    _modify { yield &stage.state }
  }

  /// The line at a seat is longer than a line may be.
  func cutShort() { line?.cutShort() }

  /// Nothing more is done for the line.
  var isBrokenOff: Bool { line?.isBrokenOff ?? false }
  /// Whoever typed the line is not there any more.
  var hasLeft: Bool { state.hasLeft || isBrokenOff || line?.seat.hasLeft ?? false }

  var now: Instant { state.now }

  /// The player's machine reaches one cluster: other servers are names that nobody knows, or ports of its own.
  func use(_ access: ClusterAccess, for command: String) {
    server = access.server
    self.command = command.split(separator: " ").dropFirst().joined(separator: " ")
  }

  func send(_ request: APIRequest) throws(TransportFailure) -> APIResponse {
    if server != AdministratorKubeconfig.server || isBrokenOff { throw unreachable(request) }
    stage.actions += 1
    // What is changed after a wait must not be lost.
    if request.method != .get {
      if line != nil { stage.tell() } else if let notedAt, notedAt < now { note() }
    }
    let response = state.cluster.handle(request, at: now)
    state.notice()
    var exchange = Exchange(request: request, response: response)
    exchange.instant = now
    exchange.command = command
    switch exchange.content {
    case .object, .objects: exchange.isShown = !Self.commandsOfContainers.contains(command)
    case .table, .text, .notFound, .nothing: break
    }
    exchange.connections = state.connections(behindLog: exchange)
    exchanges.append(exchange)
    if case .stream(let stream) = response.body, let terminalSize, request.parameter("tty") == "true" {
      state.cluster.resize(stream, columns: terminalSize.columns, rows: terminalSize.rows)
    }
    if case .stream = response.body { openExchanges[Self.key(of: request)] = exchanges.count - 1 }
    return response
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent {
    while true {
      let connections = state.connections(of: stream)
      if !connections.isEmpty { note(stream) { $0.connections = connections } }
      switch state.cluster.read(&stream, at: now) {
      case .watchEvents(let events):
        note(stream) { $0.add(watchEvents: events) }
        return .watchEvents(events)
      case .bytes(let bytes, let isError):
        stage.actions += 1
        note(stream) { $0.add(text: String(decoding: bytes, as: UTF8.self)) }
        return .bytes(bytes, isError: isError)
      case .wantsInput: return .wantsInput
      case .ended(let exitCode):
        stage.actions += 1
        return .ended(exitCode: exitCode)
      case .pending:
        guard now < deadline else { return .deadlineReached }
        if !waitForNews(of: stream, until: deadline) { return .interrupted }
      }
    }
  }

  private func waitForNews(of stream: APIStream, until deadline: Instant) -> Bool {
    guard let line else { return wait(until: min(deadline, max(state.nextInstant, now + .microseconds(1)))) }
    guard !isInterrupted, flush() else { return false }
    var (deadline, onlyChanges) = (deadline, false)
    if case .watch(let watch) = stream { (deadline, onlyChanges) = (min(deadline, watch.expires ?? deadline), true) }
    guard let interruption = line.waitForNews(until: deadline, onlyChanges: onlyChanges) else { return true }
    interrupt(at: interruption)
    return false
  }

  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {
    stage.actions += 1
    state.cluster.write(bytes, to: &stream, at: now)
  }

  func close(_ stream: APIStream) {
    stage.actions += 1
    state.cluster.close(stream)
  }

  /// Lets time pass until `instant`; false when the player interrupted.
  func wait(until instant: Instant) -> Bool {
    while let notedAt, notedAt + noteInterval < instant {
      guard rest(until: notedAt + noteInterval) else { return false }
      note()
    }
    return rest(until: instant)
  }

  private func note() {
    keyboard.stillRuns(at: now)
    (notedAt, noteInterval) = (now, Self.laterNotes)
  }

  private func rest(until instant: Instant) -> Bool {
    guard !isInterrupted, flush() else { return false }
    guard instant > now else { return true }
    if let interruption = pace.wait(from: now, until: instant, clock: clock, interruptions: keyboard.interruptions) {
      interrupt(at: interruption)
      return false
    }
    state.advance(to: instant)
    return true
  }

  private func interrupt(at instant: Instant) {
    state.advance(to: instant)
    keyboard.interrupt(at: instant)
    isInterrupted = true
  }

  /// Whether a wait was broken off since this was last asked: whatever runs ends, and what follows it may wait again.
  func takeInterruption() -> Bool {
    defer { isInterrupted = false }
    return isInterrupted
  }

  /// What the player types; nil at its end.
  func readInput() -> [UInt8]? {
    _ = flush()
    let entry = keyboard.readInput { pace.instant(after: now, clock: clock) }
    state.advance(to: entry.instant)
    return entry.kind == .typed ? Array(entry.text.utf8) : nil
  }

  var hasEditor: Bool { keyboard.hasEditor }

  func edit(fileName: String, text: [UInt8]) -> [UInt8]? {
    _ = flush()
    let entry = keyboard.edit(fileName: fileName, text: text) { pace.instant(after: now, clock: clock) }
    state.advance(to: entry.instant)
    return entry.text.isEmpty ? nil : Array(entry.text.utf8)
  }

  private func unreachable(_ request: APIRequest) -> TransportFailure {
    let address = server.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
    let host = address.first.map(String.init) ?? ""
    let name = host.split(separator: ":").first.map(String.init) ?? host
    let verb = request.method.rawValue.prefix(1) + request.method.rawValue.dropFirst().lowercased()
    let isOwn = name == "localhost" || name.hasPrefix("127.")
    let port = host.split(separator: ":").dropFirst().last ?? (server.hasPrefix("https:") ? "443" : "80")
    return TransportFailure(
      request: "\(verb) \"\(server)\(request.path)\"", host: host,
      reason: isOwn
        ? "dial tcp 127.0.0.1:\(port): connect: connection refused" : "dial tcp: lookup \(name): no such host")
  }

  /// Performs a game command. Time that it skips is not waited for.
  func play(_ words: [String], style: Style) -> GameReply? {
    let advice = state.adviceNeed(of: words, seat: line?.seat.number ?? 0).map(advise)
    if let line { return play(words, advice, style, at: line) }
    let before = now
    let reply = state.perform(words, style: style, by: GameCaller(advice: advice))
    if now > before {
      pace.skip(now - before)
      if case .live(let wall) = pace { clock.skip(to: now, wall: wall.now) }
    }
    return reply
  }

  /// What an adviser says. Time goes on meanwhile.
  private func advise(_ need: AdviceNeed) -> Advice {
    _ = flush()
    let pace = pace
    let entry = keyboard.advise(
      need, isWanted: { pace.rest(for: .milliseconds(50)) }, at: { pace.instant(after: now, clock: clock) })
    state.advance(to: entry.instant)
    return Advice(journalText: entry.text)
  }

  private func play(_ words: [String], _ advice: Advice?, _ style: Style, at line: SeatLine) -> GameReply? {
    stage.actions += 1
    stage.tell()
    // What others have seen by now counts on the card.
    if words.first == GameCommand.giveup.rawValue, line.mayGiveUp { stage.noteLines(but: line) }
    let caller = GameCaller(seat: line.seat.number, mayGiveUp: line.mayGiveUp, advice: advice)
    let reply = state.perform(words, style: style, by: caller)
    if words.first == GameCommand.quit.rawValue { line.seat.hasLeft = true }
    if let target = state.takeSkip() { line.skip(to: target) }
    return reply
  }

  // MARK: What streams showed

  private func note(_ stream: APIStream, _ change: (inout Exchange) -> Void) {
    guard let index = openExchanges[Self.key(of: stream)], exchanges.indices.contains(index) else { return }
    change(&exchanges[index])
  }

  private static func key(of stream: APIStream) -> String {
    switch stream {
    case .watch(let watch): key(of: watch.request)
    case .log(let log): key(of: log.connection.request)
    case .exec(let session): key(of: session.connection.request)
    case .port(let port): key(of: port.connection.request)
    case .remote(let number): "remote \(number)"
    }
  }

  private static func key(of request: APIRequest) -> String {
    request.path + "?" + request.query.map { $0.name + "=" + $0.value }.joined(separator: "&")
  }
}

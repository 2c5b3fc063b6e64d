package import APIServer
package import Cluster
package import Hints
import KubernetesModel
package import Scoring
package import SimulationKernel

/// The drill as clients over HTTP use it. Every call says what the wall clock shows; simulated time goes with it, and
/// never back. Whoever calls has stored what `keep` gave before the client sees the answer.
extension Drill {
  /// Bytes of a request's body that are taken (kube-apiserver: 3 MiB).
  package static let bodyLimit = 3 << 20
  /// Bytes of a path with its query.
  private static let pathLimit = 64 << 10

  /// Answers a request. Where the response opens a stream, the answer has its number.
  /// - Parameters:
  ///   - command: the header `Kubectl-Command`, empty where it is not sent.
  ///   - session: the header `Kubectl-Session`, likewise.
  ///   - seat: who asks, in a shared drill.
  package func handle(
    _ request: APIRequest, command: String = "", session: String = "", seat: Int = 0, at wall: Instant
  ) -> WireAnswer {
    let asked = wire.sharing(JournaledRequest(request, command: command, session: session))
    if let refusal = refusal(of: asked) { return WireAnswer(response: APIResponse(refusal), stream: nil) }
    advance(at: wall)
    if asked.isAboutTheAPI {
      let response = state.cluster.handle(asked.request, at: state.now)
      return WireAnswer(response: response, stream: nil)
    }
    guard asked.isPlainRead else {
      write(JournalEntry(instant: state.now, kind: .request, request: asked, seat: seat), weight: asked.weight)
      return acting { state.answer(asked, seat: seat) }
    }
    return read(asked, seat)
  }

  /// Answers a read. One that repeats another is a look of its own only where it showed something new.
  private func read(_ asked: JournaledRequest, _ seat: Int) -> WireAnswer {
    let instant = state.now
    let isRepetition = wire.isRepetition(asked, of: seat, at: instant)
    var after = state
    let answer = after.answer(asked, seat: seat)
    if isRepetition, after.record.knowledge == state.record.knowledge { return answer }
    write(JournalEntry(instant: instant, kind: .request, request: asked, seat: seat), weight: asked.weight)
    wire.note(asked, of: seat, at: instant)
    return acting {
      state = after
      return answer
    }
  }

  /// What a request would be answered, without doing it.
  package func foresee(_ request: APIRequest, at wall: Instant) -> APIResponse {
    advance(at: wall)
    var copy = state.cluster
    return copy.handle(request, at: state.now)
  }

  /// The API server as it is now, to ask whom credentials speak for.
  package var server: APIServer { state.cluster.server }

  /// Of the last change to the cluster's objects.
  package var resourceVersion: UInt64 { state.cluster.server.store.resourceVersion }

  private func refusal(of asked: JournaledRequest) -> APIStatus? {
    if asked.body.count > Self.bodyLimit {
      return APIStatus(
        code: 413, reason: "RequestEntityTooLarge", message: "Request entity too large: limit is \(Self.bodyLimit)",
        hasDetails: false)
    }
    if asked.weight - asked.body.count > Self.pathLimit {
      return APIStatus(code: 414, reason: "", message: "URI Too Long", hasDetails: false)
    }
    guard prompt != .over else {
      return APIStatus(code: 503, reason: "ServiceUnavailable", message: "the drill is over", hasDetails: false)
    }
    if wire.isFull || asked.opensStream && state.streams.isFull {
      return APIStatus(
        code: 429, reason: "TooManyRequests", message: "Too many requests, please try again later.",
        retryAfterSeconds: 1)
    }
    return nil
  }

  // MARK: Streams

  /// Everything that came on a stream since it was last read, in order; the last is `.ended` once it is over, after which
  /// the number is not known any more. Nothing means that nothing came yet.
  package func read(_ stream: Int, at wall: Instant) -> [StreamRead] {
    advance(at: wall)
    guard let open = state.streams[stream] else { return [.ended(exitCode: 137)] }
    let isOverfull = open.isOverfull
    let reads = state.streams.takeUnread(of: stream)
    if isOverfull { close(stream) }
    return isOverfull ? reads + [.ended(exitCode: 137)] : reads
  }

  /// Sends what a client wrote to the standard input of its command; nil is the end of it.
  package func write(_ bytes: [UInt8]?, to stream: Int, at wall: Instant) {
    advance(at: wall)
    guard let open = state.streams[stream], !open.isOver else { return }
    guard !wire.isFull else { return close(stream) }
    let weight = (bytes?.count ?? 0) + 60
    write(Self.entry(of: bytes, stream, at: state.now), weight: weight)
    acting { state.write(bytes, to: stream) }
  }

  /// Whether what was written to a stream before has to be taken first.
  package func isInputFull(_ stream: Int) -> Bool { state.isInputFull(stream) }

  /// The client's terminal has another size.
  package func resize(_ stream: Int, columns: Int, rows: Int, at wall: Instant) {
    advance(at: wall)
    guard let open = state.streams[stream], !open.isOver, !wire.isFull else { return }
    let text = "\(columns)x\(rows)"
    write(JournalEntry(instant: state.now, kind: .resized, text: text, stream: stream), weight: 60)
    acting { state.resize(stream, to: text) }
  }

  /// The client went away, or wants no more of a stream. A stream that is not open any more is none's business.
  package func close(_ stream: Int, at wall: Instant) {
    advance(at: wall)
    close(stream)
  }

  func close(_ stream: Int) {
    guard let open = state.streams[stream] else { return }
    if !open.isOver { write(JournalEntry(instant: state.now, kind: .closed, stream: stream), weight: 60) }
    acting { state.close(stream) }
  }

  private static func entry(of bytes: [UInt8]?, _ stream: Int, at instant: Instant) -> JournalEntry {
    guard let bytes else { return JournalEntry(instant: instant, kind: .inputEnd, stream: stream) }
    if let text = String(validating: bytes, as: UTF8.self) {
      return JournalEntry(instant: instant, kind: .input, text: text, stream: stream)
    }
    return JournalEntry(instant: instant, kind: .inputBytes, text: Base64.encode(bytes), stream: stream)
  }

  // MARK: Time

  /// Lets time pass until the wall clock's instant. What came of it by itself is kept in the journal.
  package func advance(at wall: Instant) {
    let wasSolved = state.record.isSolved
    pass(to: simulatedNow(at: wall))
    if stage.takeSkipped() { clock.skip(to: state.now, wall: wall) }
    if state.record.isSolved, !wasSolved { write(JournalEntry(instant: state.now, kind: .time), weight: 40) }
  }

  /// Notes in the journal how far time has come, for when nobody plays for a while: a replay then ends here. `resume`
  /// goes on.
  package func pause(at wall: Instant) {
    advance(at: wall)
    guard state.now > journal.entries.last?.instant ?? journal.header.calledAt else { return }
    write(JournalEntry(instant: state.now, kind: .time), weight: 40)
  }

  /// What the wall clock shows when something may happen by itself next: streams have nothing new before. Nil when
  /// nothing is due.
  package var nextEvent: Instant? {
    [state.nextStop, stage.nextTurn?.instant].compactMap(\.self).min().map(clock.wall)
  }

  // MARK: The game

  /// Performs a game command by its name, as if it had been typed at the prompt: `["hint", "yes"]`. Nil when it is none.
  /// - Parameters:
  ///   - seat: who says it, in a shared drill.
  ///   - mayGiveUp: whether they may end it for everybody.
  ///   - advice: what an adviser said to `adviceRequest(for: words)`.
  package func command(
    _ words: [String], seat: Int = 0, mayGiveUp: Bool = true, style: Style = .plain, advice: Advice? = nil,
    at wall: Instant
  ) -> GameReply? {
    guard words.first.flatMap(GameCommand.init(rawValue:)) != nil, prompt != .over else { return nil }
    advance(at: wall)
    if let text = advice?.journalText, !wire.isFull {
      let said = JournalEntry(instant: state.now, kind: .advisedAhead, text: text, seat: seat)
      write(said, weight: text.utf8.count + 60)
      act(said)
    }
    let entry = JournalEntry(
      instant: state.now, kind: .game, text: words.joined(separator: " "), seat: seat, mayGiveUp: mayGiveUp)
    write(entry, weight: 60)
    let reply = acting { play(entry, words, style: style, isOwnShell: true) }
    clock.skip(to: state.now, wall: wall)
    return reply
  }

  /// What a game command has to know of an adviser before it can be performed; nil where it needs nothing.
  package func adviceRequest(for words: [String], seat: Int = 0, at wall: Instant) -> AdviceRequest? {
    advance(at: wall)
    return state.adviceNeed(of: words, seat: seat).map { AdviceRequest($0, seat: seat, prepared, journal) }
  }

  private func play(_ entry: JournalEntry, _ words: [String], style: Style, isOwnShell: Bool) -> GameReply? {
    if words.first == GameCommand.giveup.rawValue, entry.mayGiveUp { stage.noteLines() }
    let caller = GameCaller(
      isOwnShell: isOwnShell, seat: entry.seat, mayGiveUp: entry.mayGiveUp, advice: state.takeAdvice())
    let reply = state.perform(words, style: style, by: caller)
    if words.first == GameCommand.quit.rawValue { seat(entry.seat)?.hasLeft = true }
    return reply
  }

  // MARK: The journal

  func write(_ entry: JournalEntry, weight: Int) {
    journal.entries.append(entry)
    stage.told = max(stage.told, entry.instant)
    wire.spend(weight)
    keep(entry)
  }

  /// Does again what a client did.
  func replay(_ entry: JournalEntry) {
    pass(to: entry.instant)
    stage.told = max(stage.told, entry.instant)
    if entry.kind == .time { return }
    acting { act(entry) }
  }

  func act(_ entry: JournalEntry) {
    switch entry.kind {
    case .request:
      guard let asked = entry.request else { return }
      wire.spend(asked.weight)
      _ = state.answer(asked, seat: entry.seat)
    case .game: _ = play(entry, GameCommand.words(of: entry.text), style: .plain, isOwnShell: false)
    case .advisedAhead: state.advice = Advice(journalText: entry.text)
    case .input: if let stream = entry.stream { state.write(Array(entry.text.utf8), to: stream) }
    case .inputBytes: if let stream = entry.stream { state.write(Base64.decode(entry.text) ?? [], to: stream) }
    case .inputEnd: if let stream = entry.stream { state.write(nil, to: stream) }
    case .closed: if let stream = entry.stream { state.close(stream) }
    case .resized: if let stream = entry.stream { state.resize(stream, to: entry.text) }
    case .glance: _ = look(entry)
    case .setup where !isShared: setupOutput = load(entry.text, into: own)
    case .discarded: (seat(entry.seat) ?? own).discardLines()
    case .resumed: takeUp()
    case .rewound:
      takeUp()
      state.record.practise()
    case .line, .interrupt, .typed, .endOfInput, .edited, .advised, .setup: actAtSeat(entry)
    case .running, .time: break
    }
  }
}

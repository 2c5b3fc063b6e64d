import ContainerShell
package import Hints
package import Scenarios
package import Scoring
package import SimulationKernel

/// A drill that several play at once, each at a seat with a shell of its own, all on one cluster.
///
/// A line that has to wait (for a watch, a `sleep`, what its player types) stops, and others act meanwhile. Every call
/// says what the wall clock shows; what came of it is fetched with `takeEvents`. Whoever calls has stored what `keep` gave
/// before anybody sees that.
extension Drill {
  /// Seats count from 1 to here.
  package static let seatLimit = 64
  /// Bytes of a line.
  package static let lineLimit = 1 << 20

  /// Starts a run for several players.
  /// - Parameters:
  ///   - wall: the wall clock now; simulated time goes on from the moment of the call at its pace.
  ///   - hintPricePercent: for the journal, where the scenario was prepared with other prices.
  package convenience init(_ prepared: PreparedScenario, sharedFrom wall: Instant, hintPricePercent: Int? = nil) {
    self.init(
      prepared, header: JournalHeader(prepared, sharedFrom: wall, hintPricePercent: hintPricePercent))
  }

  package var isShared: Bool { journal.header.isShared }

  /// A seat by its number, which nobody need have taken before; nil where there is none.
  func seat(_ number: Int) -> Seat? {
    guard isShared, (1...Self.seatLimit).contains(number) else { return nil }
    if let seat = stage.seats.first(where: { $0.number == number }) { return seat }
    let seat = Seat(number, of: scenario, journal.header)
    stage.add(seat)
    return seat
  }

  // MARK: What players do

  /// Begins a line that was typed at a seat's prompt.
  /// - Parameters:
  ///   - isTerminal: whether its output goes to a terminal, which programs may ask.
  ///   - style: of what the game says.
  ///   - mayGiveUp: whether the player may end the drill for everybody.
  /// - Returns: false where it was not taken: the seat's line before still runs, the drill is over, or there is no room
  ///   for it.
  @discardableResult
  package func submit(
    _ line: String, seat number: Int, isTerminal: Bool = true, style: Style = .colour, mayGiveUp: Bool = true,
    at wall: Instant
  ) -> Bool {
    guard let seat = seat(number) else { return false }
    advance(at: wall)
    guard seat.line == nil, !state.hasLeft else { return false }
    guard line.utf8.count <= Self.lineLimit, !wire.isFull else {
      return refuse(wire.isFull ? "the journal of this drill is full" : "a line this long is not taken", seat)
    }
    guard let line = expandHistory(of: line, seat) else { return true }
    let entry = JournalEntry(
      instant: state.now, kind: .line, text: line, isInTerminal: isTerminal, seat: number, mayGiveUp: mayGiveUp)
    guard let prepared = prepare(entry, at: seat, style: style) else {
      return refuse("too many lines run on this server: try again in a moment", seat)
    }
    write(entry, weight: line.utf8.count + 80)
    acting { begin(prepared) }
    passSkipped(wall)
    return true
  }

  /// Gives what was typed at a seat to the program that reads it, or to the next one of the line that runs.
  /// - Parameter bytes: nil is the end of it (Ctrl-D).
  /// - Returns: false where it was not taken: no line runs, or too much was typed ahead.
  @discardableResult
  package func type(_ bytes: [UInt8]?, seat number: Int, at wall: Instant) -> Bool {
    guard let seat = seat(number) else { return false }
    advance(at: wall)
    let text = bytes.map { String(decoding: $0, as: UTF8.self) }
    let count = text?.utf8.count ?? 0
    guard seat.line != nil, seat.mayType(count), !wire.isFull else { return false }
    let kind = text == nil ? JournalEntry.Kind.endOfInput : .typed
    enter(JournalEntry(instant: state.now, kind: kind, text: text ?? "", seat: number), weight: count + 60, wall)
    return true
  }

  /// Ctrl-C at a seat: ends what runs there, or throws away what was typed of a command over several lines.
  package func interrupt(seat number: Int, at wall: Instant) {
    guard let seat = seat(number) else { return }
    advance(at: wall)
    guard seat.line != nil || seat.isContinuing else { return }
    let kind = seat.line == nil ? JournalEntry.Kind.discarded : .interrupt
    enter(JournalEntry(instant: state.now, kind: kind, seat: number), weight: 60, wall)
    if kind == .discarded { seat.events.add(.prompt(.ready)) }
  }

  /// Gives back a text that a seat's player was to edit.
  /// - Parameter text: nil where that failed.
  package func edited(_ text: [UInt8]?, seat number: Int, at wall: Instant) {
    guard let seat = seat(number) else { return }
    advance(at: wall)
    guard case .edit? = seat.line?.parking, !wire.isFull else { return }
    let edited = (text ?? []).count > Self.bodyLimit ? [] : text ?? []
    let entry = JournalEntry(
      instant: state.now, kind: .edited, text: String(decoding: edited, as: UTF8.self), seat: number)
    enter(entry, weight: edited.count + 60, wall)
  }

  /// What a line at a seat wants to know of an adviser; nil where it wants nothing.
  package func adviceRequest(of number: Int) -> AdviceRequest? {
    guard let seat = seat(number), case .advice(let need)? = seat.line?.parking else { return nil }
    return AdviceRequest(need, seat: number, prepared, journal)
  }

  /// Gives what an adviser said to the line at a seat that wants to know it.
  package func advised(_ advice: Advice, seat number: Int, at wall: Instant) {
    guard let seat = seat(number) else { return }
    advance(at: wall)
    guard case .advice? = seat.line?.parking else { return }
    let text = wire.isFull ? Advice.unavailable.journalText : advice.journalText
    let entry = JournalEntry(instant: state.now, kind: .advised, text: text, seat: number)
    enter(entry, weight: text.utf8.count + 60, wall)
  }

  // MARK: What players see

  /// What a seat's player has to see since this was last asked, in order. Of what nobody takes in time the oldest goes.
  package func takeEvents(of number: Int) -> [SeatEvent] { seat(number)?.events.take() ?? [] }

  package func status(of number: Int) -> SeatStatus {
    guard let seat = seat(number), !state.hasLeft else { return .over }
    guard let line = seat.line else { return seat.hasLeft ? .left : seat.isContinuing ? .continuation : .ready }
    switch line.parking {
    case .input: return .reading
    case .edit(let fileName, let text): return .editing(fileName: fileName, text: text)
    case .until, .news, .skip, .advice, nil: return .running
    }
  }

  /// The namespace of a seat's kubectl.
  package func namespace(of number: Int) -> String { seat(number)?.kubeconfig.namespace ?? namespace }

  func isContinuing(at number: Int) -> Bool { (seat(number) ?? own).isContinuing }

  // MARK: Doing it

  private func refuse(_ reason: String, _ seat: Seat) -> Bool {
    seat.events.add(.output(Array("firedrill: \(reason)\n".utf8), isError: true))
    return false
  }

  private func enter(_ entry: JournalEntry, weight: Int, _ wall: Instant) {
    write(entry, weight: weight)
    acting { act(entry) }
    passSkipped(wall)
  }

  private func passSkipped(_ wall: Instant) {
    if stage.takeSkipped() { clock.skip(to: state.now, wall: wall) }
  }

  /// The line as it is run, which is shown where it differs; nil where it asks for a line that never was.
  private func expandHistory(of line: String, _ seat: Seat) -> String? {
    guard !seat.isContinuing else { return line }
    do throws(HistoryExpansion.Problem) {
      let expanded = try seat.shell.expandingHistory(of: line)
      if expanded != line { seat.events.add(.output(Array((expanded + "\n").utf8), isError: true)) }
      return expanded
    } catch {
      seat.events.add(.output(Array("bash: \(error.event): event not found\n".utf8), isError: true))
      seat.events.add(.done(status: 1))
      seat.events.add(.prompt(.ready))
      return nil
    }
  }

  /// Does what an entry says that was made at a seat.
  func actAtSeat(_ entry: JournalEntry) {
    guard let seat = seat(entry.seat) else { return }
    switch entry.kind {
    case .setup:
      let output = load(entry.text, into: seat)
      if !output.isEmpty { seat.events.add(.output(output, isError: false)) }
    case .line:
      guard seat.line == nil, !state.hasLeft else { return }
      guard let line = prepare(entry, at: seat, style: .colour) else { return isStarved = true }
      begin(line)
    case .interrupt:
      seat.discardTyped()
      if let line = seat.line { resume(line, .interrupted(entry.instant)) }
    case .typed, .endOfInput:
      guard let line = seat.line else { return }
      guard case .input = line.parking else { return seat.typeAhead(entry) }
      resume(line, .entry(entry))
    case .edited:
      guard let line = seat.line, case .edit = line.parking else { return }
      resume(line, .entry(entry))
    case .advised:
      guard let line = seat.line, case .advice = line.parking else { return }
      resume(line, .entry(entry))
    default: return
    }
  }

  private func begin(_ line: SeatLine) {
    (line.seat.hasLeft, line.seat.hasBegun) = (false, true)
    line.seat.line = line
    resume(line, .reached)
  }

  /// A line that is ready to run; nil where the machine has no thread for it.
  private func prepare(_ entry: JournalEntry, at seat: Seat, style: Style) -> SeatLine? {
    let line = SeatLine(stage, seat, mayGiveUp: entry.mayGiveUp)
    let run = LineRun(
      stage: stage, seat: seat, entry: entry, clock: clock, pace: .seat(line), keyboard: Keyboard(line: line),
      console: SeatScreen(seat, of: stage, isTerminal: entry.isInTerminal), style: style,
      version: journal.header.version)
    let isReady = line.prepare {
      run.run()
      line.finish()
    }
    return isReady ? line : nil
  }
}

extension JournalHeader {
  /// Of a drill that several play.
  package init(_ prepared: PreparedScenario, sharedFrom wall: Instant, hintPricePercent: Int? = nil) {
    self.init(
      scenario: prepared.scenario.id, seed: prepared.seed, startedAt: wall, calledAt: prepared.calledAt, isShared: true)
    commonSeed = prepared.commonSeed
    self.hintPricePercent = hintPricePercent
  }
}

import APIServer
import Cluster
import ContainerShell
import Hints
import SimulationKernel

/// A line that runs at a seat of a shared drill. Where it has to wait for something it stops, and others act.
final class SeatLine {
  /// What it waits for.
  enum Parking {
    case until(Instant)
    /// Until a stream may have something new. Where the version is given, that is so only once the store has another.
    case news(until: Instant, version: UInt64?, actions: Int)
    /// Lets everybody's time pass until then.
    case skip(to: Instant)
    case input
    case edit(fileName: String, text: [UInt8])
    case advice(AdviceNeed)
  }

  /// Why it goes on.
  enum Wake {
    case reached
    case interrupted(Instant)
    case entry(JournalEntry)
    case brokenOff
  }

  let stage: Stage
  let seat: Seat
  /// Whether the player may end the drill for everybody.
  let mayGiveUp: Bool
  private(set) var parking: Parking?
  /// It waited for something, so that the journal does not tell when it went on.
  private(set) var hasParked = false
  /// Nothing of it counts any more: what it does next fails at once.
  private(set) var isBrokenOff = false
  /// Of output or commands there were more than a line may have.
  private(set) var isTooLong = false
  private var wake = Wake.reached
  /// How often it waited for nothing but time: a loop of very short waits comes to an end.
  private var waits = 0
  private static let waitLimit = 10_000
  private var coroutine: Coroutine?
  /// Notes what was shown so far; nil before the line has begun and after its end.
  var note: ((_ mayForget: Bool) -> Void)?

  init(_ stage: Stage, _ seat: Seat, mayGiveUp: Bool) {
    self.stage = stage
    self.seat = seat
    self.mayGiveUp = mayGiveUp
  }

  // MARK: From outside

  /// Gets ready to run; false where the machine has no thread left for it.
  func prepare(_ body: @escaping () -> Void) -> Bool {
    coroutine = Coroutine { [unowned self] in
      // What broke it off may have come before its beginning.
      body()
      parking = nil
    }
    return coroutine != nil
  }

  /// Lets it go on until it waits again or ends.
  func resume(_ wake: Wake) {
    self.wake = wake
    parking = nil
    coroutine?.resume()
    if coroutine?.isOver ?? true { seat.line = nil }
  }

  func breakOff() {
    isBrokenOff = true
    resume(.brokenOff)
  }

  func noteSoFar() { note?(false) }

  /// When time alone makes it go on; nil where it waits for its player.
  var due: Instant? {
    switch parking {
    case .until(let instant), .skip(let instant): return instant
    case .news(let deadline, _, _):
      if hasNews { return stage.state.now }
      return min(deadline, max(stage.state.nextInstant, stage.state.now + .microseconds(1)))
    case .input, .edit, .advice, nil: return nil
    }
  }

  /// Whether it can go on, now that it is due.
  var isReady: Bool {
    guard case .news(let deadline, .some, _) = parking else { return true }
    return hasNews || stage.state.now >= deadline
  }

  private var hasNews: Bool {
    guard case .news(_, let version, let actions) = parking else { return false }
    if let version { return stage.state.cluster.server.store.resourceVersion != version }
    return stage.actions != actions
  }

  // MARK: From the line itself

  /// Waits until an instant; where that is broken off, says when.
  func wait(until instant: Instant) -> Instant? {
    waits += 1
    if waits > Self.waitLimit { cutShort() }
    return interruption(in: park(.until(instant)))
  }

  /// Waits until a stream may have something new, at most until a deadline.
  /// - Parameter onlyChanges: it has only when an object changed.
  func waitForNews(until deadline: Instant, onlyChanges: Bool) -> Instant? {
    let version = onlyChanges ? stage.state.cluster.server.store.resourceVersion : nil
    return interruption(in: park(.news(until: deadline, version: version, actions: stage.actions)))
  }

  func skip(to instant: Instant) { _ = park(.skip(to: instant)) }

  private func interruption(in wake: Wake) -> Instant? {
    switch wake {
    case .reached, .entry: nil
    case .interrupted(let instant): instant
    case .brokenOff: stage.state.now
    }
  }

  /// What the player types, or its end.
  func read() -> JournalEntry {
    if let entry = seat.takeTyped() { return echoed(entry) }
    seat.events.add(.wantsInput)
    switch park(.input) {
    case .entry(let entry): return echoed(entry)
    // As a terminal says it to a program that reads it.
    case .interrupted(let instant): return JournalEntry(instant: instant, kind: .typed, text: "\u{03}")
    case .reached, .brokenOff: return JournalEntry(instant: stage.state.now, kind: .endOfInput)
    }
  }

  private func echoed(_ entry: JournalEntry) -> JournalEntry {
    stage.mirror?(seat.number, Array(entry.text.utf8), false, stage.state.now)
    return entry
  }

  /// What the player's editor made of a text; empty where it failed.
  func edit(fileName: String, text: [UInt8]) -> JournalEntry {
    seat.events.add(.wantsEdit(fileName: fileName, text: text))
    if case .entry(let entry) = park(.edit(fileName: fileName, text: text)) { return entry }
    return JournalEntry(instant: stage.state.now, kind: .edited)
  }

  /// What an adviser says; as if there were none where it was broken off.
  func advise(_ need: AdviceNeed) -> JournalEntry {
    seat.events.add(.wantsAdvice)
    if case .entry(let entry) = park(.advice(need)) { return entry }
    return JournalEntry(instant: stage.state.now, kind: .advised, text: Advice.brokenOff.journalText)
  }

  /// Nothing of what follows is done.
  func cutShort() { (isTooLong, isBrokenOff) = (true, true) }

  private func park(_ parking: Parking) -> Wake {
    guard !isBrokenOff, let coroutine else { return .brokenOff }
    note?(true)
    self.parking = parking
    hasParked = true
    coroutine.stop()
    if !isBrokenOff { resumed?() }
    return wake
  }

  /// Is called when it goes on after a wait.
  var resumed: (() -> Void)?
}

extension SeatLine {
  /// The line is done: says so.
  func finish() {
    guard !stage.isGone else { return }
    seat.discardTyped()
    if isTooLong {
      seat.events.add(.output(Array("firedrill: broken off: a line this long fills the server\n".utf8), isError: true))
    }
    // What was found in a line that waited is not to be lost.
    if hasParked { stage.tell() }
    seat.lineEnded = stage.state.now
    if !seat.isContinuing { seat.events.add(.done(status: isBrokenOff ? 130 : seat.shell.lastStatus)) }
    if stage.state.hasLeft { seat.hasHeardTheEnd = true }
    let isOver = seat.hasLeft || stage.state.hasLeft
    seat.events.add(.prompt(isOver ? .over : seat.isContinuing ? .continuation : .ready))
  }
}

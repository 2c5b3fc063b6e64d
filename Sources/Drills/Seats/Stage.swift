import SimulationKernel

/// What the lines of a run act on: the state, which is here alone, so that nobody holds a copy while a line waits.
final class Stage {
  var state: DrillState
  /// The seats of a shared drill, by their numbers.
  private(set) var seats: [Seat] = []
  /// Counts what may bring something to those who wait for news.
  var actions = 0
  /// Up to when the journal tells what happened.
  var told: Instant
  private var untold: Instant?
  /// Somebody skipped time.
  private var hasSkipped = false
  /// Is shown what any seat is shown, in a replay.
  var mirror: ((_ seat: Int, _ bytes: [UInt8], _ isError: Bool, _ instant: Instant) -> Void)?
  /// Nobody is interested any more in what becomes of the lines that run.
  private(set) var isGone = false

  init(_ state: DrillState) {
    self.state = state
    told = state.now
  }

  func add(_ seat: Seat) {
    seats.append(seat)
    seats.sort { $0.number < $1.number }
  }

  /// Something happens now that must not be lost should the process be killed: the journal has to tell that time came so
  /// far.
  func tell() {
    if state.now > told { untold = state.now }
  }

  func takeUntold() -> Instant? {
    defer { untold = nil }
    return untold
  }

  func noteSkip() { hasSkipped = true }

  func takeSkipped() -> Bool {
    defer { hasSkipped = false }
    return hasSkipped
  }

  /// Whose line goes on next by itself, and when: the first by time, and of those at one instant by their seats.
  var nextTurn: (instant: Instant, seat: Seat)? {
    var next: (instant: Instant, seat: Seat)?
    for seat in seats {
      guard let due = seat.line?.due, due < next?.instant ?? .distantFuture else { continue }
      next = (due, seat)
    }
    return next
  }

  /// Notes what lines that go on have shown so far.
  func noteLines(but line: SeatLine? = nil) {
    for seat in seats where seat.line != nil && seat.line !== line { seat.line?.noteSoFar() }
  }

  /// Ends the threads of all lines.
  func clear() {
    isGone = true
    for seat in seats { seat.line?.breakOff() }
  }
}

import Scoring
import SimulationKernel

/// How time passes in a drill, live and in a replay alike: what comes in (an entry of the journal) finds everything done
/// that was due before it, in the order of instants, and at one instant in the order of seats.
extension Drill {
  /// Lets simulated time pass until an instant; lines that wait go on when it is time for them.
  func pass(to instant: Instant) {
    guard isShared else { return state.advance(to: instant) }
    var target = instant
    takeSkip(&target)
    while let turn = stage.nextTurn, turn.instant <= target {
      advanceNotingTheEnd(to: turn.instant)
      guard let line = turn.seat.line, line.isReady else { continue }
      resume(line, .reached)
      takeSkip(&target)
    }
    advanceNotingTheEnd(to: target)
  }

  /// Does something at this instant, and lets the lines go on that waited for news.
  func acting<Result>(_ body: () -> Result) -> Result {
    guard isShared else { return body() }
    stage.actions += 1
    let result = body()
    settle()
    return result
  }

  /// Lets a line go on until it waits again or ends.
  func resume(_ line: SeatLine, _ wake: SeatLine.Wake) {
    line.resume(wake)
    if let instant = stage.takeUntold(), !isReplaying { write(JournalEntry(instant: instant, kind: .time), weight: 40) }
    noteTheEnd()
  }

  /// What was done may have ended the drill, skipped time, or brought news.
  func settle() {
    closeSeats()
    noteTheEnd()
    pass(to: state.now)
    closeSeats()
  }

  /// Where somebody gave up for all, it is over at every seat.
  private func closeSeats() {
    guard state.hasLeft else { return }
    breakOffLines()
    for seat in stage.seats where !seat.hasHeardTheEnd {
      seat.hasHeardTheEnd = true
      seat.events.add(.prompt(.over))
    }
  }

  /// Ends all lines that run: nobody is there any more.
  func breakOffLines() {
    for seat in stage.seats {
      seat.line?.breakOff()
      seat.discardTyped()
    }
    _ = stage.takeUntold()
  }

  private func takeSkip(_ target: inout Instant) {
    var skip = state.takeSkip()
    for seat in stage.seats {
      if case .skip(let instant)? = seat.line?.parking { skip = max(skip ?? instant, instant) }
    }
    guard let skip, skip > target else { return }
    target = skip
    stage.noteSkip()
  }

  /// Time passes by itself, at most until something ended the incident: what lines that run have shown by then counts.
  private func advanceNotingTheEnd(to instant: Instant) {
    while !state.record.isSolved, let stop = state.nextStop, stop <= instant { state.advance(to: stop) }
    noteTheEnd()
    state.advance(to: instant)
  }

  private func noteTheEnd() {
    guard state.record.isSolved, !hasNotedTheEnd else { return }
    hasNotedTheEnd = true
    stage.noteLines()
  }
}

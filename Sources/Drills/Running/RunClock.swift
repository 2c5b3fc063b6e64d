import Glibc
import SimulationKernel

/// Turns wall-clock time into simulated time. While a line runs its time is what the cluster has done, not what the
/// wall says: it stands still until the line waits, and then goes to the very instant that was waited for. So a replay
/// needs to know only when lines began and when they were interrupted.
struct RunClock {
  /// What waiting came to.
  enum Waited: Equatable {
    case reached
    case interrupted
  }

  /// Simulated time that a line costs a script.
  static let scriptedStep = Duration.seconds(2)
  /// How long a script's line may wait, or the last line of a journal: nobody is there to press Ctrl-C.
  static let patience = Duration.seconds(600)

  private let startedAt: Instant
  private let calledAt: Instant
  /// Simulated time that the player skipped, for which the wall did not wait.
  private var skipped = Duration.zero

  init(header: JournalHeader) {
    startedAt = header.startedAt
    calledAt = header.calledAt
  }

  /// The simulated time that belongs to an instant of the wall clock.
  func simulated(at wall: Instant) -> Instant { calledAt + (wall - startedAt) + skipped }

  /// The wall clock's time at which a simulated instant comes.
  func wall(at simulated: Instant) -> Instant { startedAt + (simulated - calledAt - skipped) }

  /// Moves simulated time on to `instant`, ahead of the wall.
  mutating func skip(to instant: Instant, wall: Instant) {
    let ahead = instant - simulated(at: wall)
    if ahead > .zero { skipped = skipped + ahead }
  }
}

/// Who decides how long the line that runs now waits.
enum LinePace {
  case live(any WallClock)
  /// Waits for nothing, until patience ends.
  case scripted(until: Instant)
  /// Does what was done: waits for nothing; interrupted whenever the player was. The line was done when the next one
  /// began; nobody knows when the last one was, and there patience ends.
  case replay(interruptions: [Instant], next: Instant?, until: Instant)
  /// At a seat of a shared drill: the line stops, and goes on when it is time.
  case seat(SeatLine)

  /// Time was skipped that nobody waited for.
  mutating func skip(_ duration: Duration) {
    switch self {
    case .live, .seat: break
    case .scripted(let limit): self = .scripted(until: limit + duration)
    case .replay(let interruptions, let next, let limit):
      self = .replay(interruptions: interruptions, next: next, until: limit + duration)
    }
  }

  /// Simulated time after the player did something that took what it took.
  func instant(after now: Instant, clock: RunClock) -> Instant {
    switch self {
    case .live(let wall): max(now, clock.simulated(at: wall.now))
    case .scripted, .replay: now + RunClock.scriptedStep
    case .seat: now
    }
  }

  /// Lets a little of the player's own time pass; false where they pressed Ctrl-C.
  func rest(for duration: Duration) -> Bool {
    if case .live(let wall) = self { return wall.sleep(until: wall.now + duration) }
    usleep(UInt32(clamping: duration.components.attoseconds / 1_000_000_000_000))
    return true
  }

  /// Waits from `now` for `target`; where the wait is broken off, says when.
  /// - Parameter interruptions: how many the line has seen so far.
  func wait(from now: Instant, until target: Instant, clock: RunClock, interruptions seen: Int) -> Instant? {
    switch self {
    case .live(let wall):
      if wall.sleep(until: clock.wall(at: target)) { return nil }
      return min(max(now, clock.simulated(at: wall.now)), target - .microseconds(1))
    case .scripted(let limit): return target > limit ? max(now, limit) : nil
    case .replay(let interruptions, let next, let limit):
      let end = seen < interruptions.count ? interruptions[seen] : next ?? limit
      return target > end ? max(now, end) : nil
    case .seat(let line): return line.wait(until: target)
    }
  }
}

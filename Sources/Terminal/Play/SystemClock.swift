import Drills
import Glibc
package import SimulationKernel

/// The machine's clock, and Ctrl-C.
package final class SystemClock: WallClock {
  private let interrupts: Interrupts

  package init(interrupts: Interrupts) {
    self.interrupts = interrupts
  }

  package var now: Instant { Self.now }

  package static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  package func sleep(until instant: Instant) -> Bool {
    !interrupts.wait(instant - now)
  }
}

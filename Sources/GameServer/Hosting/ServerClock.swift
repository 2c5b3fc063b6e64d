import Foundation
package import SimulationKernel

/// The wall clock, which hosted clusters follow.
package struct ServerClock: Sendable {
  package init() {}

  package var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Waits until the wall clock shows `instant`; returns early when the task is cancelled.
  func sleep(until instant: Instant) async {
    let left = instant - now
    guard left > .zero else { return }
    try? await Task.sleep(for: min(left, .seconds(3600)))
  }
}

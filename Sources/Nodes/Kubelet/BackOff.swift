import SimulationKernel

/// How long the next attempt has to wait (kubelet: doubles from 10 s to 300 s; forgotten when the last failure is more
/// than twice the longest wait after the one before).
struct BackOff: Hashable, Sendable {
  static let first = Duration.seconds(10)
  static let longest = Duration.seconds(300)

  private(set) var delay: Duration?
  private var updated = Instant.distantPast

  /// When an attempt after what happened at `event` is allowed; nil for at once.
  func end(after event: Instant, now: Instant) -> Instant? {
    guard let delay, !isForgotten(at: event), event + delay > now else { return nil }
    return event + delay
  }

  /// The same, counted from the last failure.
  func end(now: Instant) -> Instant? { end(after: updated, now: now) }

  mutating func fail(after event: Instant, now: Instant) {
    if let delay, !isForgotten(at: event) {
      self.delay = min(delay + delay, Self.longest)
    } else {
      delay = Self.first
    }
    updated = now
  }

  private func isForgotten(at event: Instant) -> Bool { event - updated > Self.longest + Self.longest }
}

extension Duration {
  /// As Go prints a duration of whole seconds: `10s`, `1m20s`, `5m0s`.
  var goText: String {
    let seconds = microseconds / 1_000_000
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m\(seconds % 60)s" }
    return "\(seconds / 3600)h\(seconds / 60 % 60)m\(seconds % 60)s"
  }
}

package import SimulationKernel

/// Leaves a service alone that fails: after some failures in a row nobody asks for a while, then one may try. A service
/// that asks to wait is left alone at once.
package struct CircuitBreaker: Hashable, Sendable {
  /// Failures in a row until it opens.
  package static let patience = 3
  /// How long nobody asks.
  package static let rest = Duration.seconds(60)
  /// The longest wait that a service may ask for.
  package static let longestRest = Duration.seconds(3600)

  private var failures = 0
  private var restsUntil: Instant?
  /// Since when somebody tries whether it is well again.
  private var trial: Instant?

  package init() {}

  /// Whether one may ask now. Who asks must tell how it went.
  /// - Returns: nil for yes; otherwise how long to wait.
  package mutating func admit(at now: Instant) -> Duration? {
    guard let restsUntil else { return nil }
    if now < restsUntil { return restsUntil - now }
    // One whose outcome never came is not waited for longer than a rest.
    if let trial, now - trial < Self.rest { return Self.rest - (now - trial) }
    trial = now
    return nil
  }

  package mutating func succeed() { self = CircuitBreaker() }

  /// - Parameter wait: how long the service asks to be left alone; nil where it does not say.
  package mutating func fail(at now: Instant, wait: Duration? = nil) {
    failures = min(failures + 1, Self.patience)
    trial = nil
    if let wait, wait > .zero {
      restsUntil = now + min(wait, Self.longestRest)
    } else if failures == Self.patience {
      restsUntil = now + Self.rest
    }
  }
}

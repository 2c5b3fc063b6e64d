package import SimulationKernel
import Synchronization

/// How often somebody may do something: a bucket that holds so many tokens and fills up again.
package struct Rate: Hashable, Sendable {
  /// How often at once.
  package let burst: Int
  /// The time that one token takes to come back.
  package let interval: Duration

  package init(burst: Int, every interval: Duration) {
    self.burst = max(1, burst)
    self.interval = interval
  }
}

/// Buckets by who asks: an address, an account. Those that are full again are forgotten, so that a crowd of addresses takes
/// a bounded room; when there are too many all the same, the newcomers share one.
package final class RateLimits: Sendable {
  /// When a bucket will be full again says all about it.
  private struct State {
    var fullAt: [String: Instant] = [:]
    var nextSweep = 1024
  }

  private static let bucketLimit = 100_000
  private static let crowd = "\u{0}"

  private let state = Mutex(State())

  package init() {}

  /// Takes a token from a bucket. Nil when there was one; else the seconds until there is.
  package func take(_ key: String, _ rate: Rate, at now: Instant) -> Int? {
    state.withLock { state in
      if state.fullAt.count >= state.nextSweep {
        state.fullAt = state.fullAt.filter { $0.value > now }
        state.nextSweep = min(Self.bucketLimit, max(1024, state.fullAt.count * 2))
      }
      let isKnown = state.fullAt[key] != nil || state.fullAt.count < Self.bucketLimit
      let key = isKnown ? key : Self.crowd
      let capacity = rate.interval * rate.burst
      // A clock that was set back must not lock anybody out for longer than a bucket takes to fill.
      let fullAt = min(max(state.fullAt[key] ?? now, now), now + capacity) + rate.interval
      guard fullAt <= now + capacity else { return Self.seconds(fullAt - (now + capacity)) }
      state.fullAt[key] = fullAt
      return nil
    }
  }

  package var bucketCount: Int { state.withLock { $0.fullAt.count } }

  private static func seconds(_ duration: Duration) -> Int {
    let (seconds, rest) = duration.components
    return max(1, Int(seconds) + (rest > 0 ? 1 : 0))
  }

  /// What stands for an address: of IPv6 the network of one customer, who has very many.
  package static func key(ofAddress address: String) -> String {
    guard address.contains(":") else { return address }
    let plain = address.prefix { $0 != "%" }
    // ::ffff:192.0.2.1 is an address of IPv4.
    if plain.contains("."), let last = plain.split(separator: ":").last { return String(last) }
    let halves = plain.components(separatedByDoubleColon: ())
    let head = halves.head.split(separator: ":").map(String.init)
    guard let tail = halves.tail else { return head.prefix(4).joined(separator: ":") }
    let rest = tail.split(separator: ":").map(String.init)
    let zeros = [String](repeating: "0", count: max(0, 8 - head.count - rest.count))
    return (head + zeros + rest).prefix(4).joined(separator: ":")
  }
}

extension Substring {
  fileprivate func components(separatedByDoubleColon: ()) -> (head: Substring, tail: Substring?) {
    var previous: Index?
    for index in indices {
      if self[index] == ":", let before = previous, self[before] == ":" {
        return (self[..<before], self[self.index(after: index)...])
      }
      previous = index
    }
    return (self, nil)
  }
}

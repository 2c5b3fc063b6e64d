package import SimulationKernel

/// How much may be asked within an hour, by each player and by all. A value in memory: a server that starts again begins
/// anew, so at worst an hour's budget is spent twice.
package struct AdviceBudget: Hashable, Sendable {
  /// Within any hour. Tokens are those that went in and came out, as the service counts them; where it does not, as many
  /// as a quarter of the bytes.
  package struct Limits: Hashable, Sendable {
    package var asksPerPlayer = 30
    package var tokensPerPlayer = 150_000
    package var asks = 600
    package var tokens = 2_000_000

    package init() {}
  }

  /// One question's part of the budget, until it is known what it took.
  package struct Reservation: Hashable, Sendable {
    fileprivate let number: Int
  }

  /// Why not now, and for how long not.
  package struct Refusal: Error, Hashable, Sendable {
    package let isPlayer: Bool
    package let wait: Duration
  }

  private struct Entry: Hashable {
    let number: Int
    let player: String
    let asked: Instant
    var tokens: Int
  }

  package static let window = Duration.seconds(3600)

  private let limits: Limits
  /// Oldest first; never more than may be asked within the window.
  private var entries: [Entry] = []
  private var last = 0

  package init(_ limits: Limits) { self.limits = limits }

  /// Takes from the budgets what a question may need.
  /// - Parameter tokens: the most that it is expected to take.
  package mutating func reserve(_ tokens: Int, for player: String, at now: Instant) throws(Refusal) -> Reservation {
    entries.removeAll { now - $0.asked >= Self.window }
    let own = entries.filter { $0.player == player }
    if let wait = Self.wait(own, tokens, limits.asksPerPlayer, limits.tokensPerPlayer, now) {
      throw Refusal(isPlayer: true, wait: wait)
    }
    if let wait = Self.wait(entries, tokens, limits.asks, limits.tokens, now) {
      throw Refusal(isPlayer: false, wait: wait)
    }
    last &+= 1
    entries.append(Entry(number: last, player: player, asked: now, tokens: tokens))
    return Reservation(number: last)
  }

  /// Replaces what was reserved by what it took; nil when it took nothing: then it was not asked.
  package mutating func settle(_ reservation: Reservation, tokens: Int?) {
    guard let index = entries.firstIndex(where: { $0.number == reservation.number }) else { return }
    if let tokens { entries[index].tokens = max(0, tokens) } else { entries.remove(at: index) }
  }

  /// How long until there is room for another; nil when there is.
  private static func wait(_ entries: [Entry], _ tokens: Int, _ asks: Int, _ most: Int, _ now: Instant) -> Duration? {
    var count = entries.count
    var spent = entries.reduce(0) { $0 + $1.tokens }
    if count < asks, spent + tokens <= most { return nil }
    for entry in entries {
      (count, spent) = (count - 1, spent - entry.tokens)
      if count < asks, spent + tokens <= most { return max(.seconds(1), window - (now - entry.asked)) }
    }
    return window
  }
}

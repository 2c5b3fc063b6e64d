import SimulationKernel

/// When players type: each at its own moment of a period that comes again and again.
struct TypingPace {
  private let offsets: [(player: Int, nanoseconds: UInt64)]
  private let period: UInt64
  private let start: UInt64
  private var next = 0

  init(players: Int, seconds: Double, seed: UInt64, from start: UInt64) {
    period = UInt64(seconds * 1e9)
    self.start = start
    var random = RandomStream(seed: seed, name: "pace")
    let period = period
    offsets = (0..<players).map { (player: $0, nanoseconds: random.next() % max(1, period)) }
      .sorted { $0.nanoseconds < $1.nanoseconds }
  }

  /// When somebody types next.
  var due: UInt64 { start + UInt64(next / offsets.count) * period + offsets[next % offsets.count].nanoseconds }

  /// Whose turn it is, and how often it was theirs before.
  mutating func take() -> (player: Int, round: Int) {
    defer { next += 1 }
    return (offsets[next % offsets.count].player, next / offsets.count)
  }
}

/// What players type on the server: what `CommandMix` has, without the game's own commands.
enum PlayerLines {
  private static let lines = CommandMix.lines.filter { $0 != "check" }

  static func line(_ player: Int, _ round: Int) -> String { lines[(player &* 7 &+ round) % lines.count] }
}

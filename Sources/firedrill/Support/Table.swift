import Drills
import Terminal

/// A run on the player's table, played in the game's own shell.
struct Table {
  private let kept: KeptRun
  private let drill: Drill
  private let isResumed: Bool

  static func start(_ id: String, seed: UInt64) throws(Failure) -> Table {
    let (kept, drill) = try KeptRun.start(id, seed: seed)
    return Table(kept: kept, drill: drill, isResumed: false)
  }

  /// - Parameter number: nil for the last run that is open.
  static func resume(_ number: Int64?) throws(Failure) -> Table {
    let (kept, drill) = try KeptRun.resume(number)
    return Table(kept: kept, drill: drill, isResumed: true)
  }

  func play() throws(Failure) {
    PlainGame(drill, history: kept.commandLines, keep: kept.keep).run(isResumed: isResumed)
    try kept.settle(card: drill.isOver ? drill.card : nil, at: drill.now)
  }
}

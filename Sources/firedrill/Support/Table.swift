import Drills
import Scoring
import Terminal

/// A run on the player's table, played in the game's own shell: on the whole screen, or line by line.
struct Table {
  private let kept: KeptRun
  private let drill: Drill
  private let isResumed: Bool

  static func start(_ id: String, seed: UInt64) throws(Failure) -> Table {
    // A script means the same for everybody.
    let settings = TerminalDevice().inputIsTerminal ? try ShellSettings.text() : nil
    let (kept, drill) = try KeptRun.start(id, seed: seed, settings: settings)
    return Table(kept: kept, drill: drill, isResumed: false)
  }

  /// - Parameter number: nil for the last run that is open.
  static func resume(_ number: Int64?) throws(Failure) -> Table {
    let (kept, drill) = try KeptRun.resume(number)
    return Table(kept: kept, drill: drill, isResumed: true)
  }

  /// - Parameter isPlain: line by line, also where there is a screen.
  func play(isPlain: Bool = false) throws(Failure) {
    var next: Suggestion?
    if !isPlain, let session = ScreenSession() {
      next = play(on: session)
    } else {
      drill.keep = kept.keep
      PlainGame(drill, history: kept.commandLines, keep: kept.keep).run(isResumed: isResumed)
    }
    // What the debrief said counts: runs that end meanwhile elsewhere change nothing of it.
    if drill.isOver, next == nil { next = PlayerHistory.next(after: drill.card) }
    let wayBack = try settle()
    TerminalDevice().write("\n\(wayBack)\n" + (next.map { $0.line + "\n" } ?? ""))
  }

  /// - Returns: What the debrief suggested to play next; nil where there was none.
  @discardableResult
  func play(on session: ScreenSession) -> Suggestion? {
    drill.keep = kept.keep
    var next: Suggestion?
    FullScreenGame(
      drill, on: session, history: kept.commandLines, keep: kept.keep,
      suggest: { card in
        next = PlayerHistory.next(after: card)
        return next
      }
    ).run(isResumed: isResumed)
    return next
  }

  /// Saves how the run stands, and says how to come back to it.
  func settle() throws(Failure) -> String { try kept.settle(card: drill.isOver ? drill.card : nil) }
}

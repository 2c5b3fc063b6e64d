package import Drills
import Scenarios
package import Scoring
import SimulationKernel

/// The game on the whole screen: the incident, the shell, and the debrief at the end.
package final class FullScreenGame {
  private let session: ScreenSession
  private let drill: any PlayedDrill
  private let window: DrillWindow
  private let suggest: (Card) -> Suggestion?

  /// - Parameters:
  ///   - history: command lines of earlier runs, oldest first.
  ///   - keep: stores a line of the journal before it is carried out.
  ///   - suggest: says what to play after a run.
  package init(
    _ drill: any PlayedDrill, on session: ScreenSession, history: [String], keep: @escaping (JournalEntry) -> Void,
    suggest: @escaping (Card) -> Suggestion?
  ) {
    self.suggest = suggest
    self.session = session
    self.drill = drill
    window = DrillWindow(session, drill, history: history, keep: keep)
  }

  /// Plays until the incident is over or the player leaves.
  package func run(isResumed: Bool) {
    window.write(
      isResumed
        ? PlayTexts.welcomeBack(to: drill, seconds: seconds, style: .colour)
        : drill.briefing(style: .colour) + "\n")
    if !isResumed { window.write(drill.setupOutput, isError: true) }
    window.write("Type help for the game's own commands, ? for the keys.\n\n")
    var isContinuing = false
    while !drill.isOver {
      let prompt = PlayTexts.prompt(of: drill, seconds: seconds, isContinuing: isContinuing, style: .colour)
      switch window.readLine(prompt: TerminalText.lines(of: prompt).first ?? StyledText()) {
      case .left: return
      // Time alone ended it: asking for the objectives puts that into the journal.
      case .solved: drill.perform("check", pace: .live(window), console: window, style: .colour)
      case .endOfInput where !isContinuing: return
      case .cancelled, .endOfInput:
        if isContinuing { drill.discard(console: window) }
        isContinuing = false
      case .line(let line):
        let outcome = window.paging(line) {
          drill.perform(line, pace: .live(window), console: window, style: .colour)
        }
        isContinuing = outcome.prompt == .continuation
        if outcome.prompt == .over, !drill.isOver { return }
      }
    }
    debrief()
  }

  private var seconds: Int { drill.seconds(by: .live(window)) }

  private func debrief() {
    session.tell("The incident is over.")
    guard var report = drill.report() else { return }
    report.next = suggest(report.card)
    var view = DebriefView(report)
    session.run(&view)
  }
}

package import Drills
import Scoring
import SimulationKernel

/// A run on the whole screen as a film, and the shell with which one steps into it.
package final class FullScreenReplay {
  /// Milliseconds between two pictures.
  private static let tick: Int32 = 40

  private let session: ScreenSession
  private let film: Film
  private var view: ReplayView

  package init(_ film: Film, on session: ScreenSession) {
    self.session = session
    self.film = film
    view = ReplayView(film.frames, start: film.start, calledAt: film.calledAt)
  }

  /// Plays until the viewer leaves.
  package func run() {
    var last = SystemClock.now
    while true {
      let size = session.size
      if !session.hasKeys { session.show(view.grid(rows: size.rows, columns: size.columns)) }
      let stopped = session.stopped
      let event = session.next(within: view.isPaused ? 1000 : Self.tick)
      let now = SystemClock.now
      let passed = (now - last - (session.stopped - stopped)).components
      view.advance(by: Int(clamping: passed.seconds * 1000 + passed.attoseconds / 1_000_000_000_000_000))
      last = now
      guard case .key(let key) = event else {
        if event == .end { return }
        continue
      }
      guard answer(key) else { return }
      last = SystemClock.now
    }
  }

  /// False when the viewer leaves, or the terminal is gone.
  private func answer(_ key: Key) -> Bool {
    switch key {
    case .control("l"): session.redrawAll()
    case _ where view.isHelpWanted(by: key): return session.showHelp(of: view)
    case .character("s"), .enter:
      view.pause()
      return visit()
    default: return view.press(key, rows: session.size.rows, columns: session.size.columns) == .stays
    }
    return true
  }

  // MARK: Time travel

  /// A shell at the moment at which the film stands; false when the terminal is gone.
  private func visit() -> Bool {
    let place = view.place
    let moment =
      place.hasBegun
      ? film.moment(in: place.frame, at: place.instant) : film.moment(before: place.frame, at: place.instant)
    let drill = film.visit(moment, wall: SystemClock.now)
    let window = DrillWindow(session, drill, history: view.typedLines, isVisit: true) { _ in }
    let seconds = drill.seconds(at: drill.now)
    window.write(
      "This is the cluster as it was at +\(ClockText.of(seconds: seconds)); its time goes on while you look.\n")
    window.write("Nothing that you do here changes the run. Ctrl-D goes back to the film.\n\n")
    var isContinuing = false
    while true {
      let prompt = PlayTexts.prompt(
        of: drill, seconds: drill.seconds(by: .live(window)), isContinuing: isContinuing, style: .colour)
      switch window.readLine(prompt: TerminalText.lines(of: prompt).first ?? StyledText()) {
      case .left: return !window.hasEnded
      case .solved: continue
      case .endOfInput where !isContinuing: return true
      case .cancelled, .endOfInput:
        if isContinuing { drill.discard(console: window) }
        isContinuing = false
      case .line(let line):
        let outcome = window.paging(line) {
          drill.perform(line, pace: .live(window), console: window, style: .colour)
        }
        isContinuing = outcome.prompt == .continuation
        if outcome.prompt == .over { return !window.hasEnded }
      }
    }
  }
}

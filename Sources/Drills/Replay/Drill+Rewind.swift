import Kubectl
import Scoring
package import SimulationKernel

extension Drill {
  /// Goes back in the run, which is practice from now on.
  ///
  /// The journal is not cut: it gets an entry that says what still stands, so that it goes on telling everything that was
  /// done, and a replay comes to the same cluster and the same card.
  /// - Returns: what it says in the journal; nil where there is nothing to go back to.
  package func rewind(to target: RewindTarget, at wall: Instant) -> JournalEntry? {
    rewind(to: target, before: journal.entries.count, at: wall)
  }

  /// - Parameter end: the journal's entry that asks for it, which is taken back, too.
  private func rewind(to target: RewindTarget, before end: Int, at wall: Instant) -> JournalEntry? {
    let past = Journal(header: journal.header, entries: Array(journal.entries.prefix(end)))
    guard let film = try? Film(prepared, of: past), let moment = film.moment(of: target, before: now) else {
      return nil
    }
    let entry = JournalEntry(instant: moment.instant, kind: .rewound, text: "\(moment.entries)")
    let then = film.drill(at: moment, wall: wall)
    (state, shell, kubeconfig, clock) = (then.state, then.shell, then.kubeconfig, then.clock)
    own.discardLines()
    journal.entries.append(entry)
    return entry
  }

  /// Goes back where the line that is done now asked for it.
  func goBackWhereAsked(before start: Int, _ pace: Pace, _ console: any PlayerConsole) {
    guard let target = state.rewindTarget else { return }
    state.rewindTarget = nil
    let wall: Instant
    if case .live(let clock) = pace { wall = clock.now } else { wall = journal.header.startedAt }
    guard !isOver, let entry = rewind(to: target, before: start, at: wall) else {
      return console.show(Array("There is nothing to go back to.\n".utf8), isError: true, at: now)
    }
    console.keep(entry)
    console.show(Array((rewoundText + "\n").utf8), isError: false, at: now)
  }

  /// Where the run stands after it went back.
  package var rewoundText: String {
    let seconds = Int((now - journal.header.calledAt).components.seconds)
    let rest = seconds % 60
    return "Back at +\(seconds / 60):\(rest < 10 ? "0" : "")\(rest). This run is practice now: it is no best score."
  }
}

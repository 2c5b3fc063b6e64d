import Cluster
import ContainerShell
package import Scenarios
import Scoring
import SimulationKernel

extension Drill {
  /// Does everything again that stands in a journal, to go on from there or to see the card.
  /// - Parameters:
  ///   - prepared: the same scenario, seed and moment as the journal's header names.
  ///   - console: shows what was shown; nothing is read from it or kept.
  ///   - willRun: is told each line before it runs, and what clients asked, with the simulated time since the call.
  package convenience init(
    _ prepared: PreparedScenario, replaying journal: Journal, console: (any PlayerConsole)? = nil,
    willRun: (Duration, String) -> Void = { _, _ in }
  ) throws(JournalError) {
    try self.init(prepared, toReplay: journal)
    let standing = journal.standing
    if let console { stage.mirror = { console.show($1, isError: $2, at: $3) } }
    let requested = standing.requestedSteps(defaultNamespace: namespace)
    for step in standing.steps() {
      if let text = step.text(requested) { willRun(step.entry.instant - journal.header.calledAt, text) }
      replay(step, console: console)
    }
    endReplay()
    if isStarved { throw .noThreads }
  }

  /// A run at its beginning, whose journal is to be played step by step.
  convenience init(_ prepared: PreparedScenario, toReplay journal: Journal) throws(JournalError) {
    let header = journal.header
    guard header.scenario == prepared.scenario.id, header.seed == prepared.seed,
      header.commonSeed == prepared.commonSeed, header.calledAt == prepared.calledAt
    else { throw .otherRun(scenario: header.scenario, seed: header.seed) }
    self.init(prepared, header: header)
    self.journal = journal
    isReplaying = true
    state.streams.hasReaders = false
  }

  func replay(_ step: JournalStep, console: (any PlayerConsole)?) {
    let entry = step.entry
    state.horizon = step.mayBeBrokenOff ? step.next : nil
    // What a line asked for was done, or not, by an entry of its own.
    defer { (state.horizon, state.rewindTarget) = (nil, nil) }
    guard entry.kind == .line, !isShared else { return replay(entry) }
    let interruptions = step.inner.filter { $0.kind == .interrupt }.map(\.instant)
    // A line whose end nobody saw is broken off where it was seen last.
    let next = step.next ?? step.inner.last { $0.kind == .running }?.instant
    let patience = entry.instant + RunClock.patience
    run(
      entry, pace: .replay(interruptions: interruptions, next: next, until: patience),
      keyboard: Keyboard(
        recorded: step.inner.filter { $0.kind != .interrupt && $0.kind != .running }[...], screen: console),
      console: console)
  }

  func endReplay() {
    state.streams.hasReaders = true
    isReplaying = false
    stage.mirror = nil
    // What was shown then was shown.
    for seat in stage.seats { _ = seat.events.take() }
  }
}

extension JournalStep {
  /// What was typed, or asked; nil for whatever nobody said.
  /// - Parameter requested: what clients asked, by the entry with which it began.
  func text(_ requested: [Int: String]) -> String? {
    entry.kind == .line || entry.kind == .game ? entry.text : requested[entries.lowerBound]
  }
}

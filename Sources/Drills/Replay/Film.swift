import APIServer
import Cluster
import ContainerShell
package import Scenarios
import Scoring
package import SimulationKernel

/// A run as it went, to look at again and to step into at any moment. What the player took back is not in it.
package final class Film {
  /// A moment of the run: what had been begun by then, and the time.
  package struct Moment: Hashable, Sendable {
    /// How many of the entries that stand had come.
    var entries: Int
    package var instant: Instant
  }

  /// The run between two entries, as a value.
  private struct Snapshot {
    /// The first entry that is not in it.
    let next: Int
    let state: DrillState
    let shell: PlayerShell
    let kubeconfig: Kubeconfig
  }

  /// Snapshots that are kept at most: of more every second one goes, so that those of a long run lie further apart.
  private static let snapshotLimit = 64
  /// Bytes of output that are kept of all commands together.
  private static let outputLimit = 32 << 20

  package private(set) var frames: [FilmFrame] = []
  package let scenario: Scenario
  /// How the run stood when the player was called.
  package let start: DrillView
  private let prepared: PreparedScenario
  private let journal: Journal
  private var snapshots: [Snapshot] = []
  /// Entries between two snapshots, at least.
  private var spacing = 1
  private var kept = 0
  /// What the last looks of clients printed, by frame: as far as they were asked again.
  private(set) var answers: [Int: String] = [:]

  /// Plays a whole run.
  /// - Parameters:
  ///   - answering: how many of the last looks of a client's kubectl are asked again: what it printed nobody knows.
  ///   - progress: is told how many of how many entries were played.
  package init(
    _ prepared: PreparedScenario, of journal: Journal, answering: Int = 0, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(JournalError) {
    self.prepared = prepared
    self.journal = journal.standing
    scenario = prepared.scenario
    let drill = try Drill(prepared, toReplay: self.journal)
    drill.style = .colour
    start = drill.state.view
    let requested = self.journal.requestedSteps(defaultNamespace: drill.namespace)
    let looks = ClientLook.last(answering, in: self.journal, requested)
    for step in self.journal.steps() {
      progress(step.entries.lowerBound, self.journal.entries.count)
      takeSnapshot(of: drill, before: step.entries.lowerBound)
      if drill.isShared { passTime(until: step.entry.instant, in: drill) }
      frames.append(play(step, in: drill, requested))
      if let look = looks[step.entries.lowerBound] {
        answers[frames.count - 1] = look.answer(in: drill, of: prepared)
      }
    }
    if drill.isStarved { throw .noThreads }
  }

  /// Simulated time when the player was called.
  package var calledAt: Instant { journal.header.calledAt }

  // MARK: Playing

  private func play(_ step: JournalStep, in drill: Drill, _ requested: [Int: String]) -> FilmFrame {
    let console = FilmConsole(room: Self.outputLimit - kept)
    drill.stage.mirror = { console.show($1, of: $0, at: $3) }
    let known = drill.record.sightings
    let seat = step.entry.seat
    let namespace = drill.namespace(of: seat)
    var kind = drill.isContinuing(at: seat) ? FilmFrame.Kind.continuation : .command
    let text = step.text(requested) ?? note(step.entry)
    if step.text(requested) == nil { kind = step.entry.kind == .glance ? .glance : .note }
    drill.replay(step, console: console)
    for entry in step.inner where entry.kind == .interrupt { console.insert("^C\n", at: entry.instant) }
    kept += console.pieces.reduce(0) { $0 + $1.bytes.count }
    if step.entry.kind == .interrupt { console.show(Array("^C\n".utf8), of: seat, at: step.entry.instant) }
    return FilmFrame(
      kind: kind, text: text, namespace: namespace, instant: max(step.entry.instant, frames.last?.end ?? calledAt),
      end: drill.now, pieces: console.pieces, view: drill.state.view, found: found(since: known, in: drill),
      entries: step.entries, seat: seat)
  }

  private func found(since known: [String: RunRecord.Sighting], in drill: Drill) -> [String] {
    scenario.evidence.filter { known[$0.id] == nil && drill.record.sightings[$0.id] != nil }.map(\.sentence)
  }

  /// What lines of a shared drill show before the next entry belongs to the frame that was last.
  private func passTime(until instant: Instant, in drill: Drill) {
    guard let last = frames.indices.last else { return drill.pass(to: instant) }
    let console = FilmConsole(room: Self.outputLimit - kept)
    drill.stage.mirror = { console.show($1, of: $0, at: $3) }
    let known = drill.record.sightings
    drill.pass(to: instant)
    kept += console.pieces.reduce(0) { $0 + $1.bytes.count }
    frames[last].pieces += console.pieces
    frames[last].found += found(since: known, in: drill)
    (frames[last].end, frames[last].view) = (drill.now, drill.state.view)
  }

  /// What is to be said of an entry that nobody typed.
  private func note(_ entry: JournalEntry) -> String {
    switch entry.kind {
    case .glance: entry.text.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
    case .discarded: "^C"
    case .resumed: "left, and taken up again"
    case .rewound: "gone back to here"
    default: ""
    }
  }

  private func takeSnapshot(of drill: Drill, before entry: Int) {
    // What is known of a command that is not complete is not part of it, nor are lines that run.
    guard !drill.isContinuing, !drill.isShared, entry >= (snapshots.last?.next ?? -spacing) + spacing else { return }
    snapshots.append(
      Snapshot(
        next: entry, state: drill.state, shell: drill.shell, kubeconfig: Kubeconfig(copying: drill.kubeconfig)))
    guard snapshots.count > Self.snapshotLimit else { return }
    snapshots = snapshots.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    spacing *= 2
  }

  // MARK: Time travel

  /// The moment before the player had done anything.
  package var beginning: Moment { Moment(entries: 0, instant: calledAt) }

  /// A moment in which a frame was going on, or after it.
  package func moment(in frame: Int, at instant: Instant) -> Moment {
    guard frames.indices.contains(frame) else { return beginning }
    let entries = frames[frame].entries
    let begun = journal.entries[entries].dropFirst().prefix { $0.instant <= instant }.count
    return Moment(entries: entries.lowerBound + 1 + begun, instant: instant)
  }

  /// A moment after the frame before this one, and before it.
  package func moment(before frame: Int, at instant: Instant) -> Moment {
    guard frames.indices.contains(frame) else { return beginning }
    return Moment(entries: frames[frame].entries.lowerBound, instant: instant)
  }

  /// Where a player gets who goes back from `now`; nil where nothing lies before.
  package func moment(of target: RewindTarget, before now: Instant) -> Moment? {
    let instant: Instant
    switch target {
    case .commands(let count):
      let commands = frames.indices.filter { frames[$0].kind == .command }
      guard !commands.isEmpty else { return nil }
      let frame = commands[max(0, commands.count - count)]
      return moment(before: frame, at: frames[frame].instant)
    case .by(let duration): instant = max(calledAt, now - duration)
    case .to(let duration): instant = calledAt + duration
    }
    guard instant < now else { return nil }
    return Moment(entries: journal.entries.prefix { $0.instant <= instant }.count, instant: instant)
  }

  /// The run as it was at a moment, only to look around in.
  package func visit(_ moment: Moment, wall: Instant) -> Drill {
    let drill = drill(at: moment, wall: wall)
    (drill.state.isVisit, drill.state.isShared) = (true, false)
    return drill
  }

  /// The run as it was at a moment, to do something else from there. What had begun by then and was not over is broken
  /// off. It has nothing to do with the run that was filmed, and is practice.
  func drill(at moment: Moment, wall: Instant) -> Drill {
    var cut = journal
    cut.entries.removeLast(cut.entries.count - min(moment.entries, cut.entries.count))
    let count = cut.entries.count
    cut.entries.append(JournalEntry(instant: moment.instant, kind: .rewound, text: "\(count)"))
    let drill = Drill(prepared, header: journal.header)
    drill.journal = cut
    drill.state.streams.hasReaders = false
    drill.isReplaying = true
    // The last one that had begun may have been broken off: it is played again in any case.
    let last = frames.last { $0.entries.lowerBound < count }?.entries.lowerBound ?? 0
    let snapshot = snapshots.last { $0.next <= last }
    if let snapshot {
      (drill.state, drill.shell) = (snapshot.state, snapshot.shell)
      drill.kubeconfig = Kubeconfig(copying: snapshot.kubeconfig)
    }
    for step in cut.steps(from: snapshot?.next ?? 0) { drill.replay(step, console: nil) }
    drill.endReplay()
    var header = journal.header
    header.startedAt = wall
    header.calledAt = drill.now
    drill.clock = RunClock(header: header)
    return drill
  }
}

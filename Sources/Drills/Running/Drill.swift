import APIServer
import Cluster
import ContainerShell
package import Hints
import Kubectl
package import Scenarios
package import Scoring
package import SimulationKernel

/// One run of a scenario: the cluster, the player's shell, the journal and the clock. Used from one thread.
package final class Drill {
  /// What comes after a line.
  package enum Prompt: Hashable, Sendable {
    case ready
    /// The line was not complete: the next one goes on with it, behind `> `.
    case continuation
    /// The player left.
    case over
  }

  package struct Outcome: Hashable, Sendable {
    package var status: Int
    package var prompt: Prompt
    /// This line, or the time before it, ended the incident.
    package var isNewlySolved: Bool

    package init(status: Int, prompt: Prompt, isNewlySolved: Bool) {
      self.status = status
      self.prompt = prompt
      self.isNewlySolved = isNewlySolved
    }
  }

  let prepared: PreparedScenario
  package internal(set) var journal: Journal
  let stage: Stage
  /// The seat of somebody who plays alone.
  let own: Seat
  var clock: RunClock
  var style = Style.plain
  /// Keeps a journal line of what came over HTTP, before what it says is done; the console keeps those of lines.
  package var keep: (JournalEntry) -> Void = { _ in }
  var wire = WireLog()
  /// The keys that the way to play has, of those that lessons are about.
  package var offeredKeys: Set<Lesson.Key> = []
  var usedKeys: Set<Lesson.Key> = []
  /// What the player's own settings said when they were read.
  package internal(set) var setupOutput: [UInt8] = []
  /// Whether what is done comes from a journal, which tells it already.
  var isReplaying = false
  /// What lines that ran when the incident ended had shown was noted.
  var hasNotedTheEnd = false
  /// Who is asked for advice, where one plays alone; nil where nobody is.
  package var adviser: (any Adviser)?
  /// The machine had no thread for a line that is to be done again.
  var isStarved = false

  /// Starts a run.
  /// - Parameter wall: the wall clock now; simulated time goes on from the moment of the call at its pace.
  package convenience init(_ prepared: PreparedScenario, startedAt wall: Instant) {
    self.init(
      prepared,
      header: JournalHeader(
        scenario: prepared.scenario.id, seed: prepared.seed, startedAt: wall, calledAt: prepared.calledAt))
  }

  init(_ prepared: PreparedScenario, header: JournalHeader) {
    self.prepared = prepared
    journal = Journal(header: header)
    clock = RunClock(header: header)
    var state = DrillState(scenario: prepared.scenario, cluster: prepared.cluster, at: prepared.calledAt)
    state.isShared = header.isShared
    state.asksBeforeGivingUp = header.asksBeforeGivingUp
    stage = Stage(state)
    own = Seat(0, of: prepared.scenario, header)
  }

  /// Lines that wait hold threads.
  deinit { stage.clear() }

  /// The cluster, the score, and all that the journal makes anew.
  var state: DrillState {
    get { stage.state }
    _modify { yield &stage.state }
  }

  var shell: PlayerShell {
    get { own.shell }
    _modify { yield &own.shell }
  }

  var kubeconfig: Kubeconfig {
    get { own.kubeconfig }
    set { own.kubeconfig = newValue }
  }

  /// The line before was not complete.
  var isContinuing: Bool { own.isContinuing }

  /// Takes up a run where it stood: no time has passed since the last entry of its journal. Clients that had streams open
  /// are gone.
  /// - Returns: what is to be kept of it.
  @discardableResult
  package func resume(at wall: Instant) -> JournalEntry {
    var header = journal.header
    header.startedAt = wall
    header.calledAt = state.now
    clock = RunClock(header: header)
    let entry = JournalEntry(instant: state.now, kind: .resumed)
    journal.entries.append(entry)
    stage.told = max(stage.told, entry.instant)
    acting { takeUp() }
    return entry
  }

  func takeUp() {
    for number in state.streams.numbers { state.close(number) }
    own.discardLines()
    breakOffLines()
    for seat in stage.seats {
      seat.discardLines()
      seat.hasLeft = false
    }
    state.hasLeft = false
  }

  /// Throws away what was typed of a command that goes on over several lines.
  package func discard(console: any PlayerConsole) {
    let entry = JournalEntry(instant: state.now, kind: .discarded)
    journal.entries.append(entry)
    console.keep(entry)
    own.discardLines()
  }

  /// Does one line that the player typed, and returns when it is done.
  @discardableResult
  package func perform(_ line: String, pace: Pace, console: any PlayerConsole, style: Style = .plain) -> Outcome {
    guard !state.isShared else { return Outcome(status: 1, prompt: .over, isNewlySolved: false) }
    self.style = style
    var line = line
    let instant: Instant
    let linePace: LinePace
    switch pace {
    case .live(let wall):
      guard let expanded = expandHistory(of: line, console) else {
        return outcome(status: 1, wasSolved: record.isSolved)
      }
      line = expanded
      instant = max(state.now, clock.simulated(at: wall.now))
      linePace = .live(wall)
    case .scripted:
      instant = state.now + (prompt == .continuation ? .zero : RunClock.scriptedStep)
      linePace = .scripted(until: instant + RunClock.patience)
    }
    let entry = JournalEntry(
      instant: instant, kind: .line, text: line, isInTerminal: console.isTerminal, size: console.terminalSize)
    let start = journal.entries.count
    journal.entries.append(entry)
    console.keep(entry)
    let wasSolved = state.record.isSolved
    let keyboard = Keyboard(console: console) { [unowned self] in advise($0, isWanted: $1) }
    let status = run(entry, pace: linePace, keyboard: keyboard, console: console)
    journal.entries += keyboard.added
    if keyboard.added.contains(where: { $0.kind == .running }) {
      let end = JournalEntry(instant: state.now, kind: .time)
      journal.entries.append(end)
      console.keep(end)
    }
    if case .live(let wall) = pace { clock.skip(to: state.now, wall: wall.now) }
    goBackWhereAsked(before: start, pace, console)
    return outcome(status: status, wasSolved: wasSolved)
  }

  private func outcome(status: Int, wasSolved: Bool) -> Outcome {
    Outcome(status: status, prompt: prompt, isNewlySolved: state.record.isSolved && !wasSolved)
  }

  /// The line as it is run, which is shown where it differs; nil where it asks for a line that never was.
  private func expandHistory(of line: String, _ console: any PlayerConsole) -> String? {
    guard !isContinuing else { return line }
    do throws(HistoryExpansion.Problem) {
      let expanded = try shell.expandingHistory(of: line)
      if expanded != line { console.write(Array((expanded + "\n").utf8), isError: true) }
      return expanded
    } catch {
      console.write(Array("bash: \(error.event): event not found\n".utf8), isError: true)
      return nil
    }
  }

  package var scenario: Scenario { prepared.scenario }
  /// The namespace of the player's kubectl.
  package var namespace: String { kubeconfig.namespace }
  /// Simulated time, as far as the cluster has come.
  package var now: Instant { state.now }
  /// Simulated time by the wall clock of somebody who plays live: where the cluster will be at the next line.
  package func simulatedNow(at wall: Instant) -> Instant { max(state.now, clock.simulated(at: wall)) }
  package var record: RunRecord { state.record }
  /// Whether there is nothing left to do: the incident is over, or the player gave up. The debrief may be shown.
  package var isOver: Bool { record.isOver }
  /// Of everything that happened in the cluster: replays of one journal agree in it.
  package var fingerprint: Fingerprint { state.cluster.fingerprint }
  /// What must hold of the cluster at every moment, and does not.
  package var invariantViolations: [String] { state.cluster.invariantViolations() }
  package var card: Card { state.card }
  /// The hint that `hint` would offer; nil when there is none, or the incident is over.
  package var nextHint: HintLadder.Hint? { state.nextHint }
  /// What comes next.
  package var prompt: Prompt { state.hasLeft ? .over : isContinuing ? .continuation : .ready }

  // MARK: Lines

  @discardableResult
  func run(
    _ entry: JournalEntry, pace: LinePace, keyboard: Keyboard, console: (any PlayerConsole)?
  ) -> Int {
    state.advance(to: entry.instant)
    if journal.header.version < 2, prompt == .ready,
      let reply = state.perform(GameCommand.words(of: entry.text), style: style)
    {
      console?.show(Array(reply.text.utf8), isError: reply.isError, at: state.now)
      return reply.status
    }
    lineRun(entry, pace: pace, keyboard: keyboard, console: console, style: style).run()
    return shell.lastStatus
  }

  private func lineRun(
    _ entry: JournalEntry, pace: LinePace, keyboard: Keyboard, console: (any PlayerConsole)?, style: Style
  ) -> LineRun {
    LineRun(
      stage: stage, seat: own, entry: entry, clock: clock, pace: pace, keyboard: keyboard, console: console,
      style: style, version: journal.header.version)
  }

  /// Runs a command beside the shell, which stays as it was, and says what of its output was seen.
  func look(_ entry: JournalEntry) -> Glance {
    let words = entry.text.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let window = OutputWindow(words[0]) else { return Glance() }
    let shell = shell
    let observation = LineObservation(at: entry.instant)
    observation.begin(String(words[1]), before: state.cluster.server)
    let screen = SideConsole()
    let printed = PrintedOutput(console: screen, window: window)
    var command = entry
    command.text = String(words[1])
    // Nothing waits: a watch or a log shows what there is.
    _ = lineRun(
      command, pace: .scripted(until: entry.instant), keyboard: Keyboard(console: nil), console: screen, style: .plain
    ).run(observation, Kubeconfig(sharing: kubeconfig), printed: printed)
    self.shell = shell
    return Glance(
      text: String(decoding: screen.output, as: UTF8.self), rowCount: printed.window?.rowCount ?? 0,
      isCutOff: printed.window?.isCutOff ?? false)
  }
}

import Drills
import GameServer
import Leaderboard
import Scenarios
import Scoring
import SimulationKernel
import Synchronization
import Terminal

/// A run and the archive that keeps it.
final class KeptRun: Sendable {
  let run: Run
  private let archive: Archive
  private let hasFailed = Mutex(false)

  private init(_ run: Run, in archive: Archive) {
    self.run = run
    self.archive = archive
  }

  /// - Parameters:
  ///   - settings: what the game's shell reads first.
  ///   - isWallClock: whether the cluster's clock is the machine's. Otherwise it is the story's.
  static func start(
    _ id: String, seed: UInt64, settings: String? = nil, isWallClock: Bool = false
  ) throws(Failure) -> (kept: KeptRun, drill: Drill) {
    let scenario = try Catalogue.scenario(id, seed: seed)
    let archive = try UserData.openArchive()
    let now = ServerClock().now
    let prepared = try Catalogue.prepare(scenario, seed: seed, calledAt: isWallClock ? now : nil)
    let drill = Drill(prepared, startedAt: now)
    drill.adviser = OwnAdviser.configured()
    do {
      var run = Run(scenario: id, seed: seed, player: UserData.player, started: now.microseconds)
      run.isPractice = scenario.isPractice
      run = try archive.begin(run)
      try archive.append(drill.journal.header.line, toRun: run.number ?? 0)
      if let settings { try archive.append(drill.setUp(settings).line, toRun: run.number ?? 0) }
      return (KeptRun(run, in: archive), drill)
    } catch {
      throw Failure("\(error)")
    }
  }

  /// - Parameter number: nil for the last run that is open.
  static func resume(_ number: Int64?) throws(Failure) -> (kept: KeptRun, drill: Drill) {
    let (kept, drill) = try open(number)
    drill.adviser = OwnAdviser.configured()
    kept.keep(drill.resume(at: ServerClock().now))
    return (kept, drill)
  }

  /// A run that is open, as it stood at the last entry of its journal.
  /// - Parameter number: nil for the last run that is open.
  static func open(_ number: Int64?) throws(Failure) -> (kept: KeptRun, drill: Drill) {
    let archive = try UserData.openArchive()
    let run = try StoredRuns.find(number, in: archive, ofKind: "open run", isWanted: { $0.ended == nil })
    guard run.ended == nil else {
      throw Failure("run \(run.number ?? 0) is over. See it with: firedrill score \(run.number ?? 0)")
    }
    return (KeptRun(run, in: archive), try StoredRuns.drill(of: run, in: archive))
  }

  /// What was typed in the last runs, oldest first.
  var commandLines: [String] { StoredRuns.commandLines(in: archive) }

  /// A journal that cannot be written must not end the game; the player is told once.
  func keep(_ entry: JournalEntry) {
    do {
      if entry.kind == .rewound {
        try archive.appendRewind(entry.line, toRun: run.number ?? 0)
      } else {
        try archive.append(entry.line, toRun: run.number ?? 0)
      }
    } catch {
      let isFirst = hasFailed.withLock { hasFailed in
        defer { hasFailed = true }
        return !hasFailed
      }
      if isFirst { TerminalDevice().write("firedrill: this run cannot be kept: \(error)\n", toError: true) }
    }
  }

  /// Saves how the run stands.
  /// - Returns: How to come back to it.
  /// - Parameter card: of a run that is over; nil for one that goes on.
  func settle(card: Card?) throws(Failure) -> String {
    var run = run
    let number = run.number ?? 0
    if let card {
      run.ended = ServerClock().now.microseconds
      run.points = card.points
      run.isSolved = card.isSolved
      run.card = try? JSONOutput.text(card)
    }
    do {
      try archive.save(run)
    } catch {
      throw Failure("\(error)")
    }
    guard card != nil else { return "Run \(number) is kept: firedrill resume \(number) goes on." }
    return "Run \(number) is kept: firedrill report \(number) tells it again, and --html FILE makes a page of it."
  }
}

import Drills
import Leaderboard
import Scenarios
import Scoring
import SimulationKernel
import Terminal

/// A run on the player's table: the drill, and the archive that keeps it.
final class Table {
  private let archive: Archive
  private var run: Run
  private let drill: Drill
  private let isResumed: Bool
  private var hasFailedToKeep = false

  private init(archive: Archive, run: Run, drill: Drill, isResumed: Bool) {
    self.archive = archive
    self.run = run
    self.drill = drill
    self.isResumed = isResumed
  }

  static func start(_ id: String, seed: UInt64) throws(Failure) -> Table {
    let scenario = try Catalogue.scenario(id, seed: seed)
    let archive = try UserData.openArchive()
    let now = SystemClock(interrupts: Interrupts()).now
    let drill = Drill(try prepare(scenario, seed: seed, calledAt: now), startedAt: now)
    do {
      let run = try archive.begin(
        Run(scenario: id, seed: seed, player: UserData.player, started: now.microseconds))
      let table = Table(archive: archive, run: run, drill: drill, isResumed: false)
      try table.append(drill.journal.header.line)
      return table
    } catch {
      throw Failure("\(error)")
    }
  }

  /// - Parameter number: nil for the last run that is open.
  static func resume(_ number: Int64?) throws(Failure) -> Table {
    let archive = try UserData.openArchive()
    let run = try StoredRuns.open(number, in: archive)
    let drill = try StoredRuns.drill(of: run, in: archive)
    drill.resume(at: SystemClock(interrupts: Interrupts()).now)
    return Table(archive: archive, run: run, drill: drill, isResumed: true)
  }

  static func prepare(_ scenario: Scenario, seed: UInt64, calledAt: Instant) throws(Failure) -> PreparedScenario {
    do {
      return try PreparedScenario(scenario, seed: seed, calledAt: calledAt)
    } catch {
      throw Failure("\(scenario.id)/\(error.description)")
    }
  }

  func play() throws(Failure) {
    let game = PlainGame(drill, history: StoredRuns.commandLines(in: archive), keep: keep)
    game.run(isResumed: isResumed)
    let number = run.number ?? 0
    if drill.isOver {
      let card = drill.card
      run.ended = drill.now.microseconds
      run.points = card.points
      run.isSolved = card.isSolved
      run.card = try? JSONOutput.text(card)
    }
    do {
      try archive.save(run)
    } catch {
      throw Failure("\(error)")
    }
    let next = drill.isOver ? "firedrill score \(number) shows this card again." : "firedrill resume \(number) goes on."
    TerminalDevice().write("\nRun \(number) is kept: \(next)\n")
  }

  /// A journal that cannot be written must not end the game; the player is told once.
  private func keep(_ entry: JournalEntry) {
    do {
      try append(entry.line)
    } catch {
      if !hasFailedToKeep {
        TerminalDevice().write("firedrill: this run cannot be kept: \(error)\n", toError: true)
      }
      hasFailedToKeep = true
    }
  }

  private func append(_ line: String) throws(ArchiveError) {
    try archive.append(line, toRun: run.number ?? 0)
  }
}

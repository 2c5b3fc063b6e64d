import Drills
import Foundation
import GameServer
import KubernetesModel
import Leaderboard
import SimulationKernel

/// Kills a server again and again while it is played on, and starts it anew: whatever a player was told is kept must be in
/// the journals, and every run must stand as it stood.
final class CrashBench {
  /// Lines a second of all players together, at most: as many as a thousand type with one each five seconds.
  private static let busiest = 200.0
  /// Seconds between a player's lines, at least.
  private static let interval = 0.2
  private static let longest = 1.5
  /// Runs whose states are compared after a crash. Whether lines were lost is seen of all.
  private static let sample = 64
  /// How many runs there are to be begun in a round for each player to get another one.
  private static let newRuns = 16

  private let crashes: Int
  private let progress: ProgressBar
  private let shelf = ScenarioShelf(folder: Catalogue.folder)
  private let folder: TemporaryFolder
  private let archive: Archive
  private var random: RandomStream
  private let seed: UInt64
  private var evening: BenchEvening
  /// What players were told is kept: lines' marks by their run.
  private var accepted: [Int64: Set<Int>] = [:]
  /// How runs stood when they were last asked for.
  private var states: [Int64: RunState] = [:]
  private var restarts: [Double] = []
  private(set) var problems: [String] = []
  private var lost = 0
  private var differing = 0
  private var compared = 0

  init(crashes: Int, players: Int, seed: UInt64, progress: ProgressBar) throws {
    FileLimit.raise()
    (self.crashes, self.seed, self.progress) = (crashes, seed, progress)
    random = RandomStream(seed: seed, name: "crashes")
    folder = try TemporaryFolder()
    let database = folder.path + "/server.sqlite"
    evening = try BenchEvening(on: try ServedProcess(database: database), players: players)
    do {
      archive = try Archive(path: database, isShared: true)
    } catch {
      throw Failure("\(error)")
    }
  }

  func measure() throws -> [Figure] {
    var marks = 0
    for round in 0..<crashes {
      progress.show(Double(round) / Double(crashes), "crash \(round + 1) of \(crashes)")
      // Few players each get another run, until all scenarios had their turn; many keep theirs for some rounds.
      let rounds = max(1, evening.players.count / Self.newRuns)
      if round % rounds == 0 { try evening.begin(round: round / rounds) }
      marks = try playAndKill(round, from: marks)
      try restart()
      try compare(drawn(evening.players.map(\.run)))
    }
    // Those that were not asked for since an earlier crash.
    try compare(drawn(states.keys.sorted()))
    try findLost()
    let count = accepted.values.reduce(0) { $0 + $1.count }
    return [
      Figure(measure: "crashes under load", value: Double(crashes), unit: ""),
      Figure(measure: "commands that players were told are kept", value: Double(count), unit: ""),
      Figure(measure: "of these lost", value: Double(lost), unit: "", limit: 1),
      Figure(measure: "states of open runs compared", value: Double(compared), unit: ""),
      Figure(measure: "of these others than before", value: Double(differing), unit: "", limit: 1),
      Figure(measure: "start after a crash, median", value: Stopwatch.median(restarts), unit: "ms"),
    ]
  }

  /// Lets everybody play, and kills the server in the middle of it.
  /// - Returns: The last line's mark.
  private func playAndKill(_ round: Int, from mark: Int) throws -> Int {
    let crowd = Crowd(evening.players, server: evening.server.access, marksAfter: mark)
    let players = evening.players
    crowd.didAccept = { [unowned self] player, mark in accepted[players[player].run, default: []].insert(mark) }
    var asked = 0
    crowd.didAnswer = { [unowned self] status, body in
      guard status == 200, let answer = try? JSONParser.parse(body) else { return }
      let run = players[asked % players.count].run
      if let state = try? RunState(run, answer) { states[run] = state }
      asked += 1
    }
    try crowd.open(viewers: 2)
    let start = Stopwatch.nanoseconds()
    let end = start + UInt64((0.2 + random.fraction() * (Self.longest - 0.2)) * 1e9)
    let interval = max(Self.interval, Double(players.count) / Self.busiest)
    var pace = TypingPace(players: players.count, seconds: interval, seed: seed &+ UInt64(round), from: start)
    while Stopwatch.nanoseconds() < end {
      while pace.due <= Stopwatch.nanoseconds() {
        let (player, turn) = pace.take()
        try crowd.type(PlayerLines.line(player + round, turn), player: player)
      }
      try crowd.ask(RunState.call(players[asked % players.count].run, organiser: evening.organiser))
      try crowd.turn(milliseconds: 2)
    }
    evening.server.process.end(by: SIGKILL)
    try crowd.drain()
    return crowd.lastMark
  }

  private func restart() throws {
    restarts.append(
      try Stopwatch.milliseconds { evening.server = try ServedProcess(database: folder.path + "/server.sqlite") })
  }

  // MARK: Comparing

  private struct Case: Sendable {
    let run: Int64
    let journal: Journal
    let states: [RunState]
  }

  /// Some of the runs, or all where they are few.
  private func drawn(_ runs: [Int64]) -> [Int64] {
    var rest = runs
    var drawn: [Int64] = []
    while drawn.count < Self.sample, !rest.isEmpty {
      drawn.append(rest.remove(at: min(rest.count - 1, Int(random.fraction() * Double(rest.count)))))
    }
    return drawn
  }

  /// Holds what the server said of runs, before the crash and now, against their journals.
  private func compare(_ runs: [Int64]) throws {
    let cases = try runs.map(makeCase)
    let shelf = shelf
    for problems in Workers.map(cases, { item in item.states.compactMap { $0.problem(in: item.journal, shelf) } }) {
      differing += problems.count
      self.problems += problems
    }
    compared += cases.reduce(0) { $0 + $1.states.count }
  }

  /// Holds every line that a player was told is kept against the run's journal.
  private func findLost() throws {
    for (run, marks) in accepted.sorted(by: { $0.key < $1.key }) {
      let stored = try journal(ofRun: run).entries.compactMap { entry in
        entry.kind == .line ? entry.text.split(separator: " ").last.flatMap { Int($0) } : nil
      }
      let missing = marks.subtracting(stored).count
      lost += missing
      if missing > 0 { problems.append("run \(run): \(missing) lines are lost that were kept") }
    }
  }

  private func journal(ofRun run: Int64) throws -> Journal {
    do {
      return try Journal(lines: try archive.journal(ofRun: run))
    } catch {
      throw Failure("run \(run) cannot be read: \(error)")
    }
  }

  private func makeCase(_ run: Int64) throws -> Case {
    var known = states[run].map { [$0] } ?? []
    if try !isOver(run) {
      let now = try RunState(run, try evening.server.access.ask(RunState.call(run, organiser: evening.organiser)))
      known.append(now)
      states[run] = now
    }
    return Case(run: run, journal: try journal(ofRun: run), states: known)
  }

  private func isOver(_ run: Int64) throws -> Bool {
    do {
      return try archive.run(run)?.ended != nil
    } catch {
      throw Failure("run \(run) cannot be read: \(error)")
    }
  }
}

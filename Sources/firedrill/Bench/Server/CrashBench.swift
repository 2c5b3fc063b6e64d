import Drills
import Foundation
import GameServer
import KubernetesModel
import Leaderboard
import SimulationKernel

/// Kills a server again and again while it is played on, and starts it anew: whatever a player was told is kept must be in
/// the journals, and every run must stand as it stood.
final class CrashBench {
  /// Each with a run, another one each round until all scenarios had their turn.
  private static let players = 16
  private static let interval = 0.2
  private static let longest = 1.5

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

  init(crashes: Int, seed: UInt64, progress: ProgressBar) throws {
    FileLimit.raise()
    (self.crashes, self.seed, self.progress) = (crashes, seed, progress)
    random = RandomStream(seed: seed, name: "crashes")
    folder = try TemporaryFolder()
    let database = folder.path + "/server.sqlite"
    evening = try BenchEvening(on: try ServedProcess(database: database), players: Self.players)
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
      try evening.begin(round: round)
      marks = try playAndKill(round, from: marks)
      try restart()
      try compare(evening.players.map(\.run))
    }
    // Those that were not asked for since an earlier crash.
    try compare(states.keys.sorted())
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
    var pace = TypingPace(players: players.count, seconds: Self.interval, seed: seed &+ UInt64(round), from: start)
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
    let missing: Int
  }

  /// Holds what the server said of runs, before the crash and now, against their journals.
  private func compare(_ runs: [Int64]) throws {
    let cases = try runs.map(makeCase)
    let shelf = shelf
    for problems in Workers.map(cases, { item in item.states.compactMap { $0.problem(in: item.journal, shelf) } }) {
      differing += problems.count
      self.problems += problems
    }
    for item in cases {
      compared += item.states.count
      lost += item.missing
      if item.missing > 0 { problems.append("run \(item.run): \(item.missing) lines are lost that were kept") }
    }
  }

  private func makeCase(_ run: Int64) throws -> Case {
    do {
      var known = states[run].map { [$0] } ?? []
      if try archive.run(run)?.ended == nil {
        let now = try RunState(run, try evening.server.access.ask(RunState.call(run, organiser: evening.organiser)))
        known.append(now)
        states[run] = now
      }
      let journal = try Journal(lines: try archive.journal(ofRun: run))
      let marks = Set(
        journal.entries.compactMap { entry in
          entry.kind == .line ? entry.text.split(separator: " ").last.flatMap { Int($0) } : nil
        })
      let missing = accepted[run, default: []].subtracting(marks).count
      return Case(run: run, journal: journal, states: known, missing: missing)
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure("run \(run) cannot be read: \(error)")
    }
  }
}

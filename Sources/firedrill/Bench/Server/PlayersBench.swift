import Foundation

/// Many players at once, each with a command every five seconds, and viewers of the live board.
struct PlayersBench {
  /// Between a player's commands.
  private static let interval = 5.0
  /// Between changes of the board.
  private static let boardInterval = 2.0
  /// Before anything counts.
  private static let warmUp = 6.0

  let players: Int
  let viewers: Int
  let seconds: Double
  let seed: UInt64
  let progress: ProgressBar

  func measure() throws -> [Figure] {
    FileLimit.raise()
    let folder = try TemporaryFolder()
    let server = try ServedProcess(database: folder.path + "/server.sqlite")
    var evening = try BenchEvening(on: server, players: players) { show($0, "players sign up") }
    try evening.begin(round: 0) { show($0, "players begin runs") }
    let crowd = Crowd(evening.players, server: server.access)
    try crowd.open(viewers: viewers) { show($0, "players come to their runs") }
    return try withExtendedLifetime(folder) { try run(crowd, evening, server) }
  }

  private func show(_ done: Int, _ what: String) {
    progress.show(Double(done) / Double(max(1, players)), "\(done) of \(players) \(what)")
  }

  private func run(_ crowd: Crowd, _ evening: BenchEvening, _ server: ServedProcess) throws -> [Figure] {
    let start = Stopwatch.nanoseconds()
    var pace = TypingPace(players: players, seconds: Self.interval, seed: seed, from: start)
    try play(crowd, evening, &pace, from: start, seconds: Self.warmUp)
    crowd.log = CrowdLog()
    let counted = Stopwatch.nanoseconds()
    let before = (server: try server.process.processorSeconds(), own: Self.ownSeconds)
    try play(crowd, evening, &pace, from: counted, seconds: seconds)
    let took = Stopwatch.seconds(since: counted)
    let after = (server: try server.process.processorSeconds(), own: Self.ownSeconds)
    let resident = try server.process.residentBytes()
    // What was typed last still counts.
    let end = Stopwatch.nanoseconds()
    while Stopwatch.seconds(since: end) < 2 { try crowd.turn(milliseconds: 50) }
    guard crowd.log.refused.isEmpty, crowd.log.lost == 0 else {
      let refused = crowd.log.refused.sorted { $0.key < $1.key }.map { "\($0.value) were answered \($0.key)" }
      throw Failure(
        "commands were lost: " + (refused + ["\(crowd.log.lost) connections were ended"]).joined(separator: ", "))
    }
    return figures(crowd.log, resident) + [
      Figure(measure: "the server's share of one core", value: (after.server - before.server) / took * 100, unit: "%"),
      Figure(
        measure: "the load generator's share of one core", value: (after.own - before.own) / took * 100, unit: "%"),
    ]
  }

  private func play(
    _ crowd: Crowd, _ evening: BenchEvening, _ pace: inout TypingPace, from start: UInt64, seconds: Double
  ) throws {
    let end = start + UInt64(seconds * 1e9)
    var change = (number: 0, due: start)
    while Stopwatch.nanoseconds() < end {
      let now = Stopwatch.nanoseconds()
      while pace.due <= now {
        let (player, round) = pace.take()
        try crowd.type(PlayerLines.line(player, round), player: player)
      }
      if change.due <= now, !crowd.isOrganiserWaiting, viewers > 0 {
        try crowd.change(evening.award(number: change.number))
        change = (change.number + 1, now + UInt64(Self.boardInterval * 1e9))
      }
      let next = min(pace.due, end)
      try crowd.turn(milliseconds: next > now ? Int32(min(50, (next - now) / 1_000_000 + 1)) : 0)
      progress.show(Stopwatch.seconds(since: start) / seconds, "\(players) players, \(viewers) viewers")
    }
  }

  private func figures(_ log: CrowdLog, _ resident: Int) -> [Figure] {
    let who = "\(players) players"
    var figures = [
      Figure(measure: "\(who): commands per second", value: Double(log.accepted.count) / seconds, unit: "1/s"),
      Figure(measure: "\(who): a command until it is kept, p99", value: percentile(99, log.accepted), unit: "ms"),
      Figure(measure: "\(who): a command until it is done, median", value: percentile(50, log.done), unit: "ms"),
      Figure(
        measure: "\(who): a command until it is done, p99", value: percentile(99, log.done), unit: "ms", limit: 50),
      Figure(measure: "\(who): commands not sent, the one before not done", value: Double(log.skipped), unit: ""),
      Figure(measure: "\(who): events per second", value: Double(log.events) / seconds, unit: "1/s"),
    ]
    if viewers > 0 {
      figures += [
        Figure(
          measure: "a board change at all of \(viewers) viewers", value: log.board.max() ?? 0, unit: "ms", limit: 1000),
        Figure(measure: "viewers that a board change did not reach", value: Double(log.unseen), unit: ""),
      ]
    }
    return figures + [
      Figure(measure: "\(who): the server's resident memory", value: Double(resident) / 1e6, unit: "MB", limit: 1000)
    ]
  }

  private func percentile(_ share: Double, _ values: [Double]) -> Double { Stopwatch.percentile(share, values) }

  private static var ownSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

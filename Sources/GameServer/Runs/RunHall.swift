import Drills
import Hints
import KubernetesModel
package import Leaderboard
package import Logging
import NIOPosix
import Scenarios
import Scoring
import SimulationKernel

/// The runs that are being played. One that nobody is at is dropped, and folded from its journal when somebody comes: so
/// none is lost with the process either, and a server with many is there at once.
package actor RunHall {

  nonisolated let archive: Archive
  nonisolated let shelf: ScenarioShelf
  nonisolated let writer: JournalWriter
  nonisolated let events: EventBus
  nonisolated let clock: ServerClock
  nonisolated let log: Logger
  /// Where journals are folded and scenarios prepared: a few at once, beside the event loops.
  nonisolated let threads: NIOThreadPool
  /// Clusters that only follow the clock do so one at a time: players' commands come first.
  private nonisolated let turnstile = Turnstile()
  /// Where the archive is asked.
  nonisolated let stored: StoredAccess
  nonisolated let boards: Boards
  /// Who answers players' questions; nil where nobody does.
  nonisolated let adviser: (any AdviceService)?
  var open: [Int64: HostedRun] = [:]
  private var opening: [Int64: Task<Result<HostedRun, SiteError>, Never>] = [:]
  private var ending: Set<Int64> = []
  /// Competitions whose clock stands.
  var paused: Set<Int64> = []
  private var finished = RecentRuns()
  var rounds: Task<Void, Never>?
  var isStopping = false
  /// Runs whose journals are damaged: their ends wait for somebody to look at them.
  var unfoldable: Set<Int64> = []

  /// - Parameter keep: in place of the archive's own way to keep lines of journals.
  package init(
    archive: Archive, shelf: ScenarioShelf, events: EventBus, clock: ServerClock = ServerClock(),
    log: Logger = Logger(label: "firedrill.runs"), folds: Int = 2, board: Boards.Render? = nil,
    adviser: (any AdviceService)? = nil, keep: JournalWriter.Keep? = nil
  ) {
    self.adviser = adviser
    self.archive = archive
    self.shelf = shelf
    self.events = events
    self.clock = clock
    self.log = log
    let stored = StoredAccess(archive: archive, log: log)
    self.stored = stored
    boards =
      if let board { Boards(stored: stored, events: events, clock: clock, render: board) } else {
        Boards(stored: stored, events: events, clock: clock)
      }
    writer = JournalWriter(keep: keep ?? { try archive.append($0) }) { error in
      log.error("journals cannot be kept", metadata: ["error": "\(error)"])
    }
    threads = NIOThreadPool(numberOfThreads: max(1, folds))
    threads.start()
  }

  // MARK: Opening

  /// A run that is being played, from its journal where it is not in memory.
  func hosted(_ number: Int64) async throws(SiteError) -> HostedRun {
    if open[number]?.outlet.isBroken ?? false { drop(number) }
    if let run = open[number] {
      run.touch(clock.now)
      return run
    }
    guard !isStopping else { throw .stopping }
    let task = opening[number] ?? Task { await self.fold(number) }
    opening[number] = task
    let result = await task.value
    opening[number] = nil
    return try result.get()
  }

  private func fold(_ number: Int64) async -> Result<HostedRun, SiteError> {
    do throws(SiteError) {
      let row = try await stored { archive throws(ArchiveError) in try archive.run(number) }
      guard let row, let team = row.team else { throw .notFound }
      guard row.ended == nil else { throw SiteError(409, "This run is over.") }
      let competition = try await competition(row.competition)
      if let competition, competition.state(at: clock.now.microseconds) == .paused { throw .paused(competition) }
      let lines = try await stored { archive throws(ArchiveError) in try archive.journal(ofRun: number) }
      let outlet = outlet(of: number)
      let host = try await folded(lines, outlet: outlet, at: clock.now)
      let run = HostedRun(
        number: number, team: team, competition: row.competition, scenario: row.scenario, started: row.started,
        takesOwnTools: competition?.rules.ownTools ?? true, host: host, outlet: outlet, now: clock.now)
      run.deadline = competition?.deadline(ofRunStartedAt: row.started)
      run.toldDeadline = run.deadline
      try await seatKnown(run)
      await takeQuestions(of: run)
      open[number] = run
      log.info(
        "run opened", metadata: ["run": "\(number)", "scenario": "\(row.scenario)", "entries": "\(lines.count)"])
      return .success(run)
    } catch {
      return .failure(error)
    }
  }

  private func folded(
    _ lines: [String], outlet: RunOutlet, at now: Instant
  ) async throws(SiteError) -> ClusterHost {
    let host = try await work { [shelf, clock, turnstile] in
      let drill = try Folding.drill(lines, from: shelf)
      return ClusterHost(
        SharedDrillHost(drill, outlet: outlet), clock: clock, load: Load(), turnstile: turnstile
      ) { await outlet.settle() }
    }
    _ = await host.shared { drill, now in drill.resume(at: now) }
    guard await outlet.settle() else { throw .notKept }
    return host
  }

  /// Has the questions answered that lines at its seats ask.
  private func takeQuestions(of run: HostedRun) async {
    let ask: @Sendable (AdviceRequest) -> Void = { [weak run] request in
      Task { [weak run] in
        guard let run else { return }
        let advice = await self.advice(on: request, of: run)
        _ = await run.host.shared { drill, now in drill.advised(advice, seat: request.seat, at: now) }
      }
    }
    _ = await run.host.shared { drill, _ in drill.ask = ask }
  }

  /// Budgets are counted by account.
  nonisolated func advice(on request: AdviceRequest, of run: HostedRun) async -> Advice {
    let options = adviser?.options
    let known = try? await work { request.answerWithoutAsking(options) }
    if let known { return known }
    guard let adviser else { return .unavailable }
    return await adviser.advice(on: request, for: run.place(atSeat: request.seat).map { "\($0.account)" } ?? "")
  }

  /// Those who have played at it before, as far as they still may.
  private func seatKnown(_ run: HostedRun) async throws(SiteError) {
    let number = run.number
    let team = run.team
    let (seats, members) = try await stored { archive throws(ArchiveError) in
      (try archive.seats(ofRun: number), try archive.members(of: team))
    }
    for seat in seats {
      guard let account = seat.account else { continue }
      run.take(HostedRun.Place(seat: seat.seat, account: account, name: seat.name))
      if !members.contains(where: { $0.account == account }) { run.bar(account) }
    }
  }

  nonisolated func competition(_ id: Int64?) async throws(SiteError) -> Competition? {
    guard let id else { return nil }
    return try await stored { archive throws(ArchiveError) in try archive.competition(id) }
  }

  private func outlet(of number: Int64) -> RunOutlet {
    RunOutlet(
      run: number, writer: writer, events: events,
      ended: { card in Task { await self.finish(number, card: card) } },
      broke: { Task { await self.drop(number) } })
  }

  /// Does what takes a while, beside the event loops.
  nonisolated func work<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws(SiteError) -> Value {
    do {
      return try await threads.runIfActive(body)
    } catch let error as SiteError {
      throw error
    } catch is NIOThreadPoolError.ThreadPoolInactive {
      throw .stopping
    } catch {
      log.error("a run cannot be folded", metadata: ["error": "\(error)"])
      throw .failed
    }
  }

  // MARK: Beginning

  /// Begins a run for a team, or leads to the one that it is playing already.
  func start(_ scenario: String, team: Int64, competition: Competition?, account: Visitor) async throws(SiteError)
    -> Int64
  {
    guard shelf[scenario] != nil else { throw SiteError(404, "There is no scenario of this name.") }
    let id = competition?.id
    let there = try await stored { archive throws(ArchiveError) in
      try archive.openRun(of: team, scenario: scenario, competition: id)
    }
    if let there = there?.number { return there }
    var generator = SystemRandomNumberGenerator()
    var seed = generator.next() as UInt64
    if let id {
      seed = try await stored { archive throws(ArchiveError) in try archive.seed(of: scenario, for: team, in: id) }
    }
    let percent = competition.map { $0.rules.hints ? $0.rules.hintPricePercent : -1 }
    return try await begin(scenario, seed, team, id, account.id, hintPricePercent: percent)
  }

  private func begin(
    _ scenario: String, _ seed: UInt64, _ team: Int64, _ competition: Int64?, _ account: Int64,
    hintPricePercent: Int?
  ) async throws(SiteError) -> Int64 {
    let now = clock.now
    let (header, isPractice) = try await work { [shelf] in
      let prepared = try shelf.prepared(scenario, seed: seed, at: now, hintPricePercent: hintPricePercent)
      let header = JournalHeader(prepared, sharedFrom: now, hintPricePercent: hintPricePercent)
      return (header.line, prepared.scenario.isPractice)
    }
    let new = TeamRun(
      scenario: scenario, seed: seed, team: team, competition: competition, account: account,
      started: now.microseconds, isPractice: isPractice)
    let run = try await stored { archive throws(ArchiveError) in try archive.begin(new, journal: [header]) }
    log.info("run begun", metadata: ["run": "\(run.number ?? 0)", "scenario": "\(scenario)", "team": "\(team)"])
    return run.number ?? 0
  }

  /// The place of a member of the team, who gets one at the first time.
  func place(of account: Visitor, at run: HostedRun) async throws(SiteError) -> HostedRun.Place {
    if let place = run.place(of: account.id) { return place }
    let (number, id) = (run.number, account.id)
    let seat = try await stored { archive throws(ArchiveError) in try archive.takeSeat(atRun: number, account: id) }
    let place = HostedRun.Place(seat: seat, account: id, name: account.name)
    run.take(place)
    return place
  }

  /// Somebody is not in a team any more.
  func expel(_ account: Int64, from team: Int64) {
    for run in open.values where run.team == team { run.bar(account) }
  }

  // MARK: Ending

  /// The run is over: its card is kept, and computed again from the journal before it counts.
  private func finish(_ number: Int64, card: Card) async {
    guard ending.insert(number).inserted else { return }
    defer { ending.remove(number) }
    let run = open[number]
    run?.isOver = true
    // What ended with its time ended then, whenever that was noticed.
    let now = min(clock.now.microseconds, run?.deadline ?? .max)
    do throws(SiteError) {
      try await stored { archive throws(ArchiveError) in try archive.end(number, card: card, at: now) }
      log.info("run over", metadata: ["run": "\(number)", "points": "\(card.points)", "solved": "\(card.isSolved)"])
    } catch {
      log.warning("a run's end was not kept", metadata: ["run": "\(number)", "error": "\(error.message)"])
    }
    events.publish("over", [:], to: .run(number))
    await verify(number)
  }

  /// Ends a run whose time is up.
  func end(_ number: Int64) async {
    let run: HostedRun
    do throws(SiteError) {
      run = try await hosted(number)
    } catch {
      // A journal that cannot be folded now cannot be later.
      if error == .failed { unfoldable.insert(number) }
      return
    }
    guard !run.isOver else { return }
    run.isOver = true
    guard let card = await run.host.shared({ drill, now in drill.end(at: now) }), await run.outlet.settle() else {
      return
    }
    await finish(number, card: card)
  }

  func verify(_ number: Int64) async {
    await Verification(hall: self).verify(number)
  }

  /// What a run that is over came to; kept for the next who asks.
  func finishedRun(_ number: Int64) async throws(SiteError) -> FinishedRun {
    if let run = finished[number] { return run }
    let row = try await stored { archive throws(ArchiveError) in try archive.run(number) }
    guard let row, row.team != nil, row.ended != nil else { throw SiteError(409, "This run is not over.") }
    let lines = try await stored { archive throws(ArchiveError) in try archive.journal(ofRun: number) }
    let run = try await work { [shelf, clock] in
      let drill = try Folding.drill(lines, from: shelf)
      return FinishedRun(drill, at: clock.now)
    }
    finished.add(run, number)
    return run
  }

  /// Writes down how far a run has come, and drops it.
  func close(_ run: HostedRun) async {
    _ = await run.host.shared { drill, now in drill.suspend(at: now) }
    _ = await run.outlet.settle()
    drop(run.number)
  }

  private func drop(_ number: Int64) {
    guard open.removeValue(forKey: number) != nil else { return }
    events.forget(.run(number))
    for seat in 1...Drill.seatLimit { events.forget(.seat(run: number, seat)) }
  }

  /// Writes everything down: the process may end.
  package func stop() async {
    isStopping = true
    rounds?.cancel()
    for run in open.values { await close(run) }
    await writer.settle()
  }

  func openRuns(in competition: Int64) -> [HostedRun] { open.values.filter { $0.competition == competition } }

  package var openCount: Int { open.count }

  func openRun(_ number: Int64) -> HostedRun? { open[number] }
}

extension SiteError {
  static let notKept = SiteError(503, "The server cannot keep what is done at the moment.", retryAfter: 5)

  static let stopping = SiteError(503, "The server is stopping.", retryAfter: 10)

  static func paused(_ competition: Competition) -> SiteError { SiteError(409, "\(competition.name) is paused.") }
}

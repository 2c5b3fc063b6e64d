import KubernetesModel
import Leaderboard
import SimulationKernel

/// What happens to runs by itself: their time is up, their competition pauses, nobody is at them any more.
extension RunHall {
  /// How long nobody must have been at a run for it to be dropped.
  private static var patience: Duration { .seconds(600) }
  /// Between looks at what is to be ended or dropped.
  private static var round: Duration { .seconds(5) }

  /// Looks after the runs until the hall is closed.
  package func begin() async {
    Task { await self.verifyWaiting() }
    await notePauses()
    let now = clock.now.microseconds
    try? await stored { archive throws(ArchiveError) in try archive.removeExpired(at: now) }
    rounds = Task { [weak self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.round)
        await self?.look()
      }
    }
  }

  /// Computes all cards that wait for it, one after the other.
  func verifyWaiting() async {
    var last: [Int64] = []
    while !isStopping, let waiting = try? await stored({ archive throws(ArchiveError) in try archive.runsToVerify() }),
      !waiting.isEmpty, waiting != last
    {
      for number in waiting { await verify(number) }
      last = waiting
    }
  }

  private func look() async {
    guard !isStopping else { return }
    await notePauses()
    await endOverdue()
    let limit = clock.now - Self.patience
    for run in open.values where run.isIdle(since: limit) {
      let isInUse = await run.host.shared { drill, _ in drill.isInUse } ?? false
      if isInUse { run.touch(clock.now) } else { await close(run) }
    }
  }

  /// Ends the runs whose time is up, in memory or not.
  private func endOverdue() async {
    let deadlines = try? await stored { archive throws(ArchiveError) -> [(run: Int64, deadline: Int64)] in
      let running = try archive.openRuns().filter { $0.competition != nil }
      var competitions: [Int64: Competition] = [:]
      for id in Set(running.compactMap(\.competition)) { competitions[id] = try archive.competition(id) }
      return running.compactMap { run in
        guard let competition = run.competition.flatMap({ competitions[$0] }), let number = run.number else {
          return nil
        }
        return (number, competition.deadline(ofRunStartedAt: run.started))
      }
    }
    let now = clock.now.microseconds
    for (number, deadline) in deadlines ?? [] {
      if let run = open[number] { note(deadline, of: run) }
      if deadline <= now, !unfoldable.contains(number) { await end(number) }
    }
  }

  /// Somebody changed a competition's times: those who play in it are told at once.
  func noteTimes(of competition: Competition) {
    for run in openRuns(in: competition.id) { note(competition.deadline(ofRunStartedAt: run.started), of: run) }
  }

  private func note(_ deadline: Int64, of run: HostedRun) {
    run.deadline = deadline
    // While a pause lasts nobody knows when a run with a time of its own must be over.
    let stands = run.competition.map(paused.contains) ?? false
    guard !stands, run.toldDeadline != deadline else { return }
    run.toldDeadline = deadline
    events.publish("deadline", ["at": .integer(deadline)], to: .run(run.number), replacing: true)
  }

  /// Lets the clocks of a competition's runs stand, or go on.
  func notePauses() async {
    let now = clock.now.microseconds
    let competitions = try? await stored { archive throws(ArchiveError) in try archive.competitions() }
    guard let competitions else { return }
    let standing = Set(competitions.filter { $0.state(at: now) == .paused }.map(\.id))
    let changed = standing.symmetricDifference(paused)
    paused = standing
    for run in open.values {
      guard let id = run.competition, changed.contains(id) else { continue }
      if standing.contains(id) {
        _ = await run.host.shared { drill, now in drill.suspend(at: now) }
        tell(run.number, "The competition is paused.")
        events.publish("clock", ["stands": true], to: .run(run.number), replacing: true)
      } else {
        events.publish("clock", ["stands": false], to: .run(run.number), replacing: true)
        _ = await run.host.shared { drill, now in drill.resume(at: now) }
        tell(run.number, "The competition goes on.")
      }
    }
  }

  /// Shows everybody at a run something that is not part of it.
  nonisolated func tell(_ run: Int64, _ text: String) {
    events.publish("notice", ["text": .string(text)], to: .run(run))
  }

  /// The same for all runs of a competition.
  func tell(competition: Int64, _ text: String) {
    for run in openRuns(in: competition) { tell(run.number, text) }
  }
}

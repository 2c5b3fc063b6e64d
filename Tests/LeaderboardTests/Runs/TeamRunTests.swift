import Leaderboard
import Scoring
import Testing

@Suite struct TeamRunTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }

  init() throws { ground = try Ground() }

  @Test("A run of a team is begun once, joined by its members, and found again.")
  func beginning() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob")
    let run = try ground.begin("coffee", team.id, by: members[1].id, at: 10)
    #expect(throws: ArchiveError.refused("Reds is playing coffee already, in run \(run)", mend: "Join it.")) {
      try ground.begin("coffee", team.id, by: members[0].id, at: 11)
    }
    let open = try #require(try archive.openRun(of: team.id, scenario: "coffee", competition: nil))
    #expect(open.number == run && open.player == "Bob" && open.account == members[1].id && open.team == team.id)
    #expect(try archive.takeSeat(atRun: run, account: members[0].id) == 2)
    #expect(try archive.takeSeat(atRun: run, account: members[1].id) == 1)
    #expect(try archive.seats(ofRun: run).map(\.name) == ["Bob", "Ada"])
    #expect(try archive.isMember(members[0].id, ofRun: run))
    let eve = try ground.player("Eve")
    #expect(try !archive.isMember(eve.id, ofRun: run) && !archive.isMember(eve.id, ofRun: 99))
    #expect(throws: ArchiveError.refused("Eve is not in the team Reds")) {
      try archive.takeSeat(atRun: run, account: eve.id)
    }
    #expect(throws: ArchiveError.missing("run 99")) { try archive.takeSeat(atRun: 99, account: eve.id) }
    #expect(try archive.runs(withSeatOf: members[0].id).map(\.number) == [run])
    #expect(try archive.openRuns(of: team.id).map(\.number) == [run])
    #expect(try archive.openRuns().map(\.number) == [run])
    #expect(try archive.journal(ofRun: run) == ["{\"journal\":4}"])
  }

  @Test("Lines of many runs are added at once, each behind its own, and runs that are gone are named.")
  func groupAppend() throws {
    let ada = try ground.player("Ada")
    let one = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    let two = try ground.begin("tea", ada.soloTeam, by: ada.id, at: 10)
    #expect(try archive.append([(one, ["a", "b"]), (77, ["lost"]), (two, ["c"]), (one, ["d"])]) == [77])
    #expect(try archive.journal(ofRun: one).dropFirst() == ["a", "b", "d"])
    #expect(try archive.journal(ofRun: two).dropFirst() == ["c"])
    #expect(throws: ArchiveError.missing("run 77")) { try archive.append("lost", toRun: 77) }
  }

  @Test("A run counts once its card was computed again, to the same.")
  func verifying() throws {
    let ada = try ground.player("Ada")
    let run = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    #expect(try archive.runsToVerify().isEmpty)
    let card = Card.sample(points: 80, hints: 1, blindChanges: 2)
    try archive.end(run, card: card, at: seconds(300))
    #expect(throws: ArchiveError.refused("run \(run) is over")) { try archive.end(run, card: card, at: seconds(301)) }
    #expect(try archive.runsToVerify() == [run] && archive.result(ofRun: run) == nil)
    #expect(try archive.confirm(run, recomputed: card))
    #expect(try archive.confirm(run, recomputed: card))
    let result = try #require(try archive.result(ofRun: run))
    #expect(result.points == 80 && result.hints == 1 && result.blindChanges == 2 && result.ended == seconds(300))
    #expect(result.secondsToFirstEvidence == 40 && result.newSteps == 60 && result.parSeconds == 600)
    #expect(try archive.runsToVerify().isEmpty)
    #expect(try archive.run(run)?.isVerified == true)
  }

  @Test("A run whose journal gives another card does not count, says why, and can be computed once more.")
  func refusing() throws {
    let ada = try ground.player("Ada")
    let run = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    try archive.end(run, card: .sample(points: 80), at: seconds(300))
    #expect(try !archive.confirm(run, recomputed: .sample(points: 70)))
    #expect(try archive.run(run)?.refusal == "its journal gives 70 points, and it was kept with 80")
    #expect(try archive.runsToVerify().isEmpty && archive.result(ofRun: run) == nil)
    try archive.recheck(run, at: 5, by: .console)
    #expect(try archive.runsToVerify() == [run])
    #expect(try archive.audit().map(\.action) == ["run.recheck"])
    try archive.refuse(run, reason: "its journal is \u{1B}[1mdamaged\0")
    #expect(try archive.run(run)?.refusal == "its journal is  [1mdamaged")
    #expect(throws: ArchiveError.missing("run 99 that is over")) {
      try archive.confirm(99, recomputed: .sample(points: 1))
    }
  }

  @Test("Practice is never verified, and never counts.")
  func practice() throws {
    let ada = try ground.player("Ada")
    let run = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    try archive.end(run, card: .sample(points: 80, isPractice: true), at: seconds(300))
    #expect(try archive.runsToVerify().isEmpty)
    #expect(try !archive.confirm(run, recomputed: .sample(points: 80, isPractice: true)))
    #expect(try archive.result(ofRun: run) == nil && archive.run(run)?.refusal == nil)
  }

  @Test("Saving a run in the old way leaves its team and its verdict alone.")
  func savingKeepsTheRest() throws {
    let ada = try ground.player("Ada")
    let number = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    var old = try #require(try archive.run(number))
    try archive.end(number, card: .sample(points: 80), at: seconds(300))
    _ = try archive.confirm(number, recomputed: .sample(points: 80))
    (old.team, old.ended, old.points, old.isSolved) = (nil, seconds(300), 80, true)
    try archive.save(old)
    let run = try #require(try archive.run(number))
    #expect(run.isVerified && run.team == ada.soloTeam)
  }

  @Test("Runs are listed newest first, page by page, without their cards.")
  func lists() throws {
    let ada = try ground.player("Ada")
    let runs = try (0..<3).map {
      try ground.play("coffee", ada.soloTeam, by: ada.id, from: $0 * 10, to: $0 * 10 + 5, points: 10)
    }
    #expect(try archive.runs(of: ada.soloTeam, limit: 2).map(\.number) == [runs[2], runs[1]])
    #expect(try archive.runs(of: ada.soloTeam, before: runs[1]).map(\.number) == [runs[0]])
    #expect(try archive.runs(of: ada.soloTeam).allSatisfy { $0.card == nil })
    #expect(try archive.run(runs[0])?.card != nil)
  }
}

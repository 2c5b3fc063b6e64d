import Leaderboard
import Testing

/// What teams may do in competitions, and what organisers do with them.
@Suite struct CompetitorTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }

  init() throws { ground = try Ground() }

  private func obstacle(_ scenario: String, _ account: Account, in cup: Competition, at now: Int) throws -> String? {
    try archive.tasks(of: account.soloTeam, in: cup.id, at: seconds(now)).first { $0.task.scenario == scenario }?
      .obstacle
  }

  @Test("A captain enters a team that is small enough, once, and in a bracket that there is.")
  func entering() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob")
    let cup = try ground.competition { ($0.rules.teamSize, $0.rules.brackets) = (1, ["pros", "students"]) }
    #expect(throws: ArchiveError.refused("The cup takes teams of 1 at most, and Reds has 2")) {
      try archive.enter(team.id, in: cup.id, bracket: "pros", by: members[0].id, at: 5)
    }
    _ = try archive.update(competition: cup.id, at: 5, by: .console) { $0.rules.teamSize = 2 }
    #expect(throws: ArchiveError.refused("only the captain of Reds may do this")) {
      try archive.enter(team.id, in: cup.id, bracket: "pros", by: members[1].id, at: 5)
    }
    #expect(throws: ArchiveError.invalid(field: "bracket", "choose one of pros, students")) {
      try archive.enter(team.id, in: cup.id, by: members[0].id, at: 5)
    }
    #expect(throws: ArchiveError.invalid(field: "bracket", "it must be one of pros, students")) {
      try archive.enter(team.id, in: cup.id, bracket: "none", by: members[0].id, at: 5)
    }
    for bracket in ["pros", "students"] {
      #expect(try archive.enter(team.id, in: cup.id, bracket: bracket, by: members[0].id, at: 5).bracket == "pros")
    }
    #expect(try archive.competitors(in: cup.id).map(\.name) == ["Reds"])
    #expect(try archive.openCompetitions(of: team.id, at: 6).map(\.id) == [cup.id])
    #expect(throws: ArchiveError.self) {
      try archive.update(competition: cup.id, at: 5, by: .console) { $0.rules.brackets = ["students"] }
    }
    try archive.withdraw(team.id, from: cup.id, by: members[0].id)
    #expect(try archive.competitors(in: cup.id).isEmpty)
    #expect(throws: ArchiveError.refused("The cup is over")) {
      try archive.enter(team.id, in: cup.id, bracket: "pros", by: members[0].id, at: seconds(5000))
    }
  }

  @Test("Who takes part in a competition plays its scenarios nowhere else until it is over.")
  func playedThereOnly() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob")
    let (ada, bob, eve) = (members[0], members[1], try ground.player("Eve"))
    let cup = try ground.competition()
    _ = try archive.enter(team.id, in: cup.id, by: ada.id, at: 5)
    #expect(try archive.entered(by: bob.id) == [cup.id] && archive.entered(by: eve.id).isEmpty)
    for time in [500, 1500, 4999] {
      #expect(
        throws: ArchiveError.refused(
          "coffee belongs to The cup, in which you take part",
          mend: "Play it there; it is open to you again when that is over.")
      ) { try ground.begin("coffee", bob.soloTeam, by: bob.id, at: time) }
    }
    _ = try ground.begin("cocoa", bob.soloTeam, by: bob.id, at: 1500)
    _ = try ground.begin("coffee", eve.soloTeam, by: eve.id, at: 1500)
    _ = try ground.begin("coffee", team.id, in: cup, by: bob.id, at: 1500)
    // Who has played in it and left the team could come back.
    _ = try archive.leave(team.id, account: bob.id, at: seconds(1600))
    #expect(throws: ArchiveError.self) { try ground.begin("tea", bob.soloTeam, by: bob.id, at: 1700) }
    _ = try ground.begin("coffee", bob.soloTeam, by: bob.id, at: 5000)
  }

  @Test("A scenario is begun while the competition runs and it is released, by teams that take part.")
  func whenToBegin() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition { $0.tasks[1].releasesAt = seconds(2000) }
    #expect(throws: ArchiveError.refused("your team does not take part in The cup")) {
      try ground.begin("coffee", ada.soloTeam, in: cup, by: ada.id, at: 1500)
    }
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 5)
    for (scenario, time, reason) in [
      ("coffee", 999, "The cup has not begun"), ("coffee", 5000, "The cup is over"),
      ("tea", 1999, "The cup has no scenario tea"), ("cocoa", 2000, "The cup has no scenario cocoa"),
    ] {
      #expect(throws: ArchiveError.refused(reason)) {
        try ground.begin(scenario, ada.soloTeam, in: cup, by: ada.id, at: time)
      }
    }
    #expect(try archive.tasks(of: ada.soloTeam, in: cup.id, at: seconds(1999)).map(\.task.scenario) == ["coffee"])
    #expect(try archive.tasks(of: ada.soloTeam, in: cup.id, at: seconds(999)).isEmpty)
    _ = try archive.pause(competition: cup.id, at: seconds(2000), by: .console)
    #expect(throws: ArchiveError.refused("The cup is paused")) {
      try ground.begin("tea", ada.soloTeam, in: cup, by: ada.id, at: 2001)
    }
    _ = try archive.resume(competition: cup.id, at: seconds(2002), by: .console)
    let run = try ground.begin("tea", ada.soloTeam, in: cup, by: ada.id, at: 2002)
    let states = try archive.tasks(of: ada.soloTeam, in: cup.id, at: seconds(2003))
    #expect(states.map(\.openRun) == [nil, run] && states.map(\.attempts) == [0, 1])
    #expect(throws: ArchiveError.refused("Ada has played in The cup")) {
      try archive.withdraw(ada.soloTeam, from: cup.id, by: ada.id)
    }
  }

  @Test("A prerequisite must be solved, and retries are counted.")
  func prerequisitesAndRetries() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition {
      $0.tasks[1].requires = "coffee"
      $0.rules.retries = 1
    }
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 5)
    #expect(try obstacle("tea", ada, in: cup, at: 1001) == "coffee must be solved before")
    _ = try ground.play("coffee", ada.soloTeam, in: cup, by: ada.id, from: 1100, to: 1200, points: 9, isSolved: false)
    #expect(try obstacle("tea", ada, in: cup, at: 1201) == "coffee must be solved before")
    // Solved is solved, also before the server has computed the card again.
    let run = try ground.begin("coffee", ada.soloTeam, in: cup, by: ada.id, at: 1300)
    try archive.end(run, card: .sample(points: 50), at: seconds(1400))
    #expect(try obstacle("tea", ada, in: cup, at: 1401) == nil)
    #expect(try obstacle("coffee", ada, in: cup, at: 1401) == "coffee can be played 2 times")
    try archive.refuse(run, reason: "its journal is damaged")
    #expect(try obstacle("tea", ada, in: cup, at: 1401) == "coffee must be solved before")
  }

  @Test("A run that is ended after its deadline ended then, and counts.")
  func lateEnds() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition { $0.rules.minutesPerScenario = 10 }
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 5)
    let run = try ground.play("coffee", ada.soloTeam, in: cup, by: ada.id, from: 1100, to: 9000, points: 40)
    #expect(try archive.result(ofRun: run)?.ended == seconds(1700))
    #expect(try archive.standings(ofCompetition: cup.id, at: seconds(1700)).rows.map(\.score) == [40])
  }

  @Test("Each team's seed is its own, another one for each run, and the same when asked again.")
  func seeds() throws {
    let ada = try ground.player("Ada")
    let bob = try ground.player("Bob")
    let cup = try ground.competition()
    for account in [ada, bob] { _ = try archive.enter(account.soloTeam, in: cup.id, by: account.id, at: 5) }
    let first = try archive.seed(of: "coffee", for: ada.soloTeam, in: cup.id)
    #expect(try archive.seed(of: "coffee", for: ada.soloTeam, in: cup.id) == first)
    #expect(try archive.seed(of: "coffee", for: bob.soloTeam, in: cup.id) != first)
    #expect(try archive.seed(of: "tea", for: ada.soloTeam, in: cup.id) != first)
    _ = try ground.play("coffee", ada.soloTeam, in: cup, by: ada.id, from: 1100, to: 1200, points: 9)
    #expect(try archive.seed(of: "coffee", for: ada.soloTeam, in: cup.id) != first)
    #expect(throws: ArchiveError.missing("competition 99")) { try archive.seed(of: "a", for: 1, in: 99) }
    // The function is part of what an archive of a competition means.
    #expect(CompetitionSeed.seed(secret: "s", team: 1, scenario: "coffee", attempt: 0) == 15_274_807_167_518_772_360)
  }

  @Test("Nobody plays for two teams in one competition, though they change teams.")
  func onePlayerOneTeam() throws {
    let (reds, members) = try ground.team("Reds", of: "Ada", "Bob")
    let cup = try ground.competition()
    _ = try archive.enter(reds.id, in: cup.id, by: members[0].id, at: 5)
    let run = try ground.begin("coffee", reds.id, in: cup, by: members[0].id, at: 1100)
    #expect(try archive.takeSeat(atRun: run, account: members[1].id) == 2)
    _ = try archive.enter(members[1].soloTeam, in: cup.id, by: members[1].id, at: 5)
    #expect(throws: ArchiveError.refused("you have played for Reds in The cup")) {
      try ground.begin("tea", members[1].soloTeam, in: cup, by: members[1].id, at: 1200)
    }
    _ = try archive.leave(reds.id, account: members[1].id, at: 9)
    #expect(throws: ArchiveError.refused("Bob is not in the team Reds")) {
      try archive.takeSeat(atRun: run, account: members[1].id)
    }
    let (blues, others) = try ground.team("Blues", of: "Eve")
    _ = try archive.enter(blues.id, in: cup.id, by: others[0].id, at: 5)
    _ = try archive.join(invitedBy: "invite of Blues", account: members[1].id, at: 9)
    let second = try ground.begin("coffee", blues.id, in: cup, by: others[0].id, at: 1200)
    #expect(throws: ArchiveError.refused("you have played for Reds in The cup")) {
      try archive.takeSeat(atRun: second, account: members[1].id)
    }
    #expect(try archive.seats(ofRun: second).map(\.name) == ["Eve"])
  }

  @Test("A disqualified team begins nothing more, reads the reason, and may be taken back.")
  func disqualifying() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition()
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 5)
    try archive.disqualify(ada.soloTeam, from: cup.id, reason: " shared answers ", at: 6, by: .console)
    #expect(try archive.competitor(ada.soloTeam, in: cup.id)?.disqualified == "shared answers")
    #expect(try obstacle("coffee", ada, in: cup, at: 1100) == "Ada is disqualified: shared answers")
    #expect(throws: ArchiveError.self) {
      try archive.disqualify(ada.soloTeam, from: cup.id, reason: "", at: 6, by: .console)
    }
    try archive.readmit(ada.soloTeam, to: cup.id, at: 7, by: .console)
    #expect(try obstacle("coffee", ada, in: cup, at: 1100) == nil)
    #expect(try archive.audit(ofCompetition: cup.id).prefix(2).map(\.action) == ["team.readmit", "team.disqualify"])
  }

  @Test("Awards, brackets and disqualifications of teams that do not take part are refused, and written down nowhere.")
  func strangers() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition()
    let before = try archive.audit()
    let missing = ArchiveError.missing("team \(ada.soloTeam) in The cup")
    #expect(throws: missing) {
      try archive.award(5, to: ada.soloTeam, in: cup.id, reason: "x", at: 6, by: .console)
    }
    #expect(throws: missing) {
      try archive.disqualify(ada.soloTeam, from: cup.id, reason: "x", at: 6, by: .console)
    }
    #expect(throws: missing) { try archive.setBracket(nil, of: ada.soloTeam, in: cup.id, at: 6, by: .console) }
    #expect(try archive.audit() == before)
  }

  @Test("An award has points and a reason, and counts at once.")
  func awarding() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition()
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 5)
    for points in [0, 100_001, Int.min] {
      #expect(throws: ArchiveError.self) {
        try archive.award(points, to: ada.soloTeam, in: cup.id, reason: "x", at: 6, by: .console)
      }
    }
    let award = try archive.award(25, to: ada.soloTeam, in: cup.id, reason: "best joke", at: 6, by: .console)
    #expect(award.givenBy == "console" && award.id > 0)
    #expect(try archive.awards(in: cup.id) == [award])
    #expect(try archive.standings(ofCompetition: cup.id, at: 7).rows.map(\.score) == [25])
    #expect(try archive.audit(ofCompetition: cup.id).first?.detail == "25: best joke")
  }
}

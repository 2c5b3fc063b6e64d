import Leaderboard
import Scoring
import Testing

@Suite struct BoardTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }
  /// The first second of the last quarter of 2026.
  private let autumn = 1_790_812_800

  init() throws { ground = try Ground() }

  private func names(_ scope: Board.Scope, at now: Int = 2_000_000_000) throws -> [String] {
    try archive.board(scope, at: seconds(now)).rows.map { "\($0.place) \($0.name) \($0.points)" }
  }

  @Test("A scenario's board has each team's best solved run, and tells what made it better.")
  func ofScenario() throws {
    let ada = try ground.player("Ada")
    let bob = try ground.player("Bob")
    _ = try ground.play("coffee", ada.soloTeam, by: ada.id, from: 10, to: 100, points: 60)
    let best = try ground.play("coffee", ada.soloTeam, by: ada.id, from: 200, to: 300, points: 80)
    _ = try ground.play("coffee", bob.soloTeam, by: bob.id, from: 200, to: 299, points: 80)
    _ = try ground.play("coffee", bob.soloTeam, by: bob.id, from: 300, to: 400, points: 99, isSolved: false)
    _ = try ground.play("tea", bob.soloTeam, by: bob.id, from: 300, to: 400, points: 99)
    #expect(try names(.scenario("coffee")) == ["1 Bob 80", "2 Ada 80"])
    let row = try #require(try archive.board(.scenario("coffee"), at: seconds(1000)).rows.last)
    #expect(row.run == best && row.team == ada.soloTeam && row.isSolo && row.secondsToMend == 100)
    #expect(row.secondsToFirstEvidence == 40 && row.newSteps == 60 && row.solved == 1)
    #expect(try archive.bestPoints(of: ada.soloTeam) == ["coffee": 80])
  }

  @Test("A season is a quarter of the year in UTC, and all time is all of it.")
  func seasons() throws {
    let ada = try ground.player("Ada")
    _ = try ground.play("coffee", ada.soloTeam, by: ada.id, from: autumn - 100, to: autumn - 1, points: 90)
    _ = try ground.play("coffee", ada.soloTeam, by: ada.id, from: autumn - 50, to: autumn, points: 50)
    _ = try ground.play("tea", ada.soloTeam, by: ada.id, from: autumn, to: autumn + 10, points: 40)
    let q4 = try #require(Season("2026-Q4"))
    let q3 = try #require(Season("2026-Q3"))
    #expect(q4.range.lowerBound == seconds(autumn) && q3.range.upperBound == seconds(autumn) && q3.next == q4)
    #expect(Season(at: seconds(autumn)) == q4 && Season(at: seconds(autumn) - 1) == q3)
    #expect(try names(.season(q4)) == ["1 Ada 90"] && names(.season(q3)) == ["1 Ada 90"])
    #expect(try names(.allTime) == ["1 Ada 130"])
    #expect(try archive.seasons(at: seconds(autumn + 9_000_000)).map(\.text) == ["2027-Q1", "2026-Q4", "2026-Q3"])
    for text in ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-q1", "-026-Q1", "2026-Q+", "2026-Q1-"] {
      #expect(Season(text) == nil)
    }
  }

  @Test("What a competition may not tell yet is on no board and no player's page.")
  func closedCompetitions() throws {
    let ada = try ground.player("Ada")
    let cup = try ground.competition { $0.freezesAt = seconds(4000) }
    _ = try archive.enter(ada.soloTeam, in: cup.id, by: ada.id, at: 5)
    _ = try ground.play("coffee", ada.soloTeam, in: cup, by: ada.id, from: 1100, to: 4500, points: 70)
    func shows(at now: Int) throws -> [Bool] {
      let attempts = try archive.attempts(of: ada.id, at: seconds(now), includingClosed: false)
      return [try !names(.allTime, at: now).isEmpty, !attempts.isEmpty]
    }
    #expect(try shows(at: 4600) == [false, false])
    #expect(try shows(at: 5000) == [false, false])
    #expect(try archive.attempts(of: ada.id, at: seconds(4600), includingClosed: true).count == 1)
    _ = try archive.reveal(competition: cup.id, at: seconds(6000), by: .console)
    #expect(try shows(at: 5999) == [false, false])
    #expect(try shows(at: 6000) == [true, true])
    try archive.disqualify(ada.soloTeam, from: cup.id, reason: "x", at: seconds(6001), by: .console)
    #expect(try names(.allTime, at: 6001).isEmpty)
  }

  @Test("Runs that were not verified and players who are disabled are on no board.")
  func whatDoesNotCount() throws {
    let ada = try ground.player("Ada")
    let bob = try ground.player("Bob")
    let run = try ground.begin("coffee", ada.soloTeam, by: ada.id, at: 10)
    try archive.end(run, card: .sample(points: 80), at: seconds(20))
    _ = try ground.play("coffee", bob.soloTeam, by: bob.id, from: 10, to: 20, points: 70)
    #expect(try names(.allTime) == ["1 Bob 70"])
    _ = try archive.setDisabled(true, of: bob.id, at: 30, by: .console)
    #expect(try names(.allTime).isEmpty)
  }

  @Test("A player's attempts are those of every team they had a seat with.")
  func attempts() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob")
    let run = try ground.begin("coffee", team.id, by: members[0].id, at: 10)
    _ = try archive.takeSeat(atRun: run, account: members[1].id)
    let card = Card.sample(points: 80, hints: 2, variant: "b")
    try archive.end(run, card: card, at: seconds(90_000))
    #expect(try archive.attempts(of: members[1].id, at: seconds(1), includingClosed: true).isEmpty)
    _ = try archive.confirm(run, recomputed: card)
    _ = try ground.play("tea", members[1].soloTeam, by: members[1].id, from: 20, to: 30, points: 50)
    let attempts = try archive.attempts(of: members[1].id, at: seconds(1), includingClosed: false)
    #expect(attempts.map(\.scenario) == ["tea", "coffee"] && attempts.map(\.day) == [0, 1])
    #expect(attempts.last?.variant == "b" && attempts.last?.hintCount == 2 && attempts.last?.found == .slow)
    #expect(try archive.attempts(of: members[0].id, at: seconds(1), includingClosed: false).count == 1)
  }

  @Test("A solo player's database has the same boards, of runs and cards of every version.")
  func local() throws {
    for (points, card) in [(50, "{}"), (70, "not JSON"), (60, "{\"measures\":{\"newSteps\":33},\"hints\":[{}]}")] {
      var run = try archive.begin(Run(scenario: "coffee", seed: 1, player: "ada", started: 1))
      (run.ended, run.points, run.isSolved, run.card) = (seconds(points), points, true, card)
      try archive.save(run)
    }
    for scenario in ["big", "bigger"] {
      var run = try archive.begin(Run(scenario: scenario, seed: 1, player: "eve", started: 1))
      (run.ended, run.points, run.isSolved) = (1, .max, true)
      run.card = "{\"secondsToMend\":\(Int.max),\"parSeconds\":\(Int.min)}"
      try archive.save(run)
    }
    #expect(try archive.localBoard(.allTime).rows.first?.points == 2_000_000_000)
    var open = Run(scenario: "tea", seed: 1, player: "ada", started: 1)
    open.isPractice = true
    _ = try archive.begin(open)
    let board = try archive.localBoard(.scenario("coffee"))
    #expect(board.rows.map(\.points) == [70] && board.rows.first?.name == "ada" && board.rows.first?.run == 2)
    #expect(try archive.localBoard(.allTime).rows.map(\.solved) == [2, 1])
    #expect(try archive.localBoard(.scenario("tea")).rows.isEmpty)
    #expect(try archive.board(.allTime, at: seconds(100)).rows.isEmpty)
  }
}

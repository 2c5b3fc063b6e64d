import Leaderboard
import Testing

private func cup(_ change: (inout Competition) -> Void = { _ in }) -> Competition {
  var cup = Competition(
    id: 1, slug: "cup", name: "The cup", starts: seconds(1000), ends: seconds(5000), created: 0,
    tasks: [.init(scenario: "coffee"), .init(scenario: "tea", position: 1)])
  change(&cup)
  return cup
}

private func run(
  _ team: Int64, _ scenario: String, _ points: Int, at ended: Int, from started: Int = 1000, isSolved: Bool = true
) -> RunResult {
  RunResult(
    run: team * 10_000 + Int64(ended), team: team, competition: 1, scenario: scenario, started: seconds(started),
    ended: seconds(ended), points: points, isSolved: isSolved)
}

/// Hand-made cases: times in seconds after 1970, in a competition from 1000 to 5000.
@Suite struct StandingsTests {
  private let reds = Competitor(team: 1, name: "Reds", bracket: "pros")
  private let blues = Competitor(team: 2, name: "Blues", bracket: "students")
  private let greens = Competitor(team: 3, name: "Greens", bracket: "pros")

  private func standings(
    _ cup: Competition, _ results: [RunResult], awards: [Award] = [], competitors: [Competitor]? = nil,
    at now: Int = 4999, includingFrozen: Bool = false
  ) -> Standings {
    Standings(
      of: cup, competitors: competitors ?? [reds, blues, greens], results: results, awards: awards,
      at: seconds(now), includingFrozen: includingFrozen)
  }

  /// `1 Reds 90` a row.
  private func ranking(_ standings: Standings) -> [String] {
    standings.rows.map { "\($0.place.map { String($0) } ?? "-") \($0.name) \($0.score)" }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rows: [String]
    let competition: Competition
    let results: [RunResult]

    init(
      _ name: String, _ rows: [String], _ results: [RunResult], _ change: (inout Competition) -> Void = { _ in }
    ) {
      testDescription = name
      self.rows = rows
      self.results = results
      competition = cup(change)
    }
  }

  static let scores: [Case] = [
    Case("nobody played: all share the first place", ["1 Blues 0", "1 Greens 0", "1 Reds 0"], []),
    Case(
      "scores add up over scenarios", ["1 Reds 150", "2 Blues 90", "3 Greens 0"],
      [run(1, "coffee", 80, at: 2000), run(1, "tea", 70, at: 2100), run(2, "tea", 90, at: 1900)]),
    Case(
      "the best run of a scenario counts, solved or not", ["1 Reds 80", "2 Blues 30", "3 Greens 0"],
      [
        run(1, "coffee", 80, at: 2000), run(1, "coffee", 60, at: 3000),
        run(2, "coffee", 30, at: 2500, isSolved: false),
      ]),
    Case(
      "ties go by the earlier last improvement", ["1 Blues 80", "2 Reds 80", "3 Greens 0"],
      [run(1, "coffee", 80, at: 2001), run(2, "tea", 80, at: 2000), run(2, "tea", 80, at: 4000)]),
    Case(
      "a better run moves the last improvement", ["1 Blues 80", "2 Reds 80", "3 Greens 0"],
      [run(1, "coffee", 50, at: 1500), run(1, "coffee", 80, at: 3000), run(2, "coffee", 80, at: 2900)]),
    Case(
      "whoever is equal in all shares a place, and the next is empty", ["1 Blues 80", "1 Reds 80", "3 Greens 10"],
      [run(1, "coffee", 80, at: 2000), run(2, "tea", 80, at: 2000), run(3, "tea", 10, at: 1100)]),
    Case(
      "weights count, and halves go up", ["1 Blues 83", "2 Reds 26", "3 Greens 0"],
      [run(1, "coffee", 51, at: 2000), run(2, "tea", 55, at: 2000)]
    ) { ($0.tasks[0].weight, $0.tasks[1].weight) = (50, 150) },
    Case(
      "what ended after the competition or began before it does not count",
      ["1 Reds 10", "2 Blues 0", "2 Greens 0"],
      [run(1, "coffee", 10, at: 4998), run(2, "coffee", 90, at: 5001), run(3, "coffee", 90, at: 2000, from: 999)]),
    Case(
      "what took longer than the rules allow does not count, and pauses are no time",
      ["1 Reds 70", "2 Blues 0", "2 Greens 0"],
      [
        run(1, "coffee", 70, at: 2900, from: 2000), run(2, "coffee", 90, at: 2901, from: 2000),
        run(3, "tea", 90, at: 3601, from: 3000),
      ]
    ) {
      $0.rules.minutesPerScenario = 10
      $0.pauses = [.init(began: seconds(2100), ended: seconds(2400))]
    },
    Case(
      "scenarios that are not in it and other teams' runs do not count", ["1 Blues 0", "1 Greens 0", "1 Reds 0"],
      [run(1, "cocoa", 70, at: 2900), run(9, "tea", 70, at: 2900)]),
    Case(
      "what is to come is not known", ["1 Blues 0", "1 Greens 0", "1 Reds 0"], [run(1, "coffee", 70, at: 5000)]),
  ]

  private static let threeSolve = [
    run(1, "coffee", 100, at: 2000), run(2, "coffee", 100, at: 2001), run(3, "coffee", 100, at: 2002),
  ]

  static let bonuses: [Case] = [
    Case(
      "the first who solves a scenario gets the bonus", ["1 Blues 60", "2 Reds 50", "3 Greens 40"],
      [
        run(1, "coffee", 50, at: 2001), run(2, "coffee", 50, at: 2000),
        run(3, "coffee", 40, at: 1500, isSolved: false),
      ]
    ) { $0.rules.firstBlood = 10 },
    Case(
      "the bonus stays with whoever was first, also when a better run of theirs comes later",
      ["1 Reds 100", "2 Blues 50", "3 Greens 0"],
      [run(1, "coffee", 50, at: 2000), run(1, "coffee", 90, at: 4000), run(2, "coffee", 50, at: 2500)]
    ) { $0.rules.firstBlood = 10 },
    Case(
      "the more solve a scenario the less it is worth, for all", ["1 Reds 60", "2 Blues 60", "3 Greens 60"],
      threeSolve
    ) { $0.rules.decay = .init(minimumPercent: 20, solves: 5) },
    Case("it never falls below its minimum", ["1 Reds 20", "2 Blues 20", "3 Greens 20"], threeSolve) {
      $0.rules.decay = .init(minimumPercent: 20, solves: 2)
    },
    Case(
      "a team that solves it twice makes it worth no less", ["1 Reds 100", "2 Blues 0", "2 Greens 0"],
      [run(1, "coffee", 100, at: 2000), run(1, "coffee", 90, at: 2100)]
    ) { $0.rules.decay = .init(minimumPercent: 20, solves: 2) },
  ]

  @Test("A ranking follows the rules.", arguments: scores + bonuses)
  func rankings(of example: Case) {
    #expect(ranking(standings(example.competition, example.results)) == example.rows)
  }

  @Test("A frozen board shows how things stood, until it is revealed; organisers see all.")
  func freezing() {
    let results = [run(1, "coffee", 50, at: 2000), run(2, "coffee", 60, at: 3001)]
    let awards = [Award(team: 3, points: 70, at: seconds(3500))]
    let before = ["1 Reds 50", "2 Blues 0", "2 Greens 0"]
    let after = ["1 Greens 70", "2 Blues 60", "3 Reds 50"]
    let frozen = cup { $0.freezesAt = seconds(3000) }
    #expect(ranking(standings(frozen, results, awards: awards, at: 2999)) == before)
    let board = standings(frozen, results, awards: awards, at: 4000)
    #expect(ranking(board) == before && board.isFrozen && board.at == seconds(3000))
    let all = standings(frozen, results, awards: awards, at: 4000, includingFrozen: true)
    #expect(ranking(all) == after && !all.isFrozen)
    // Also after the end: nothing but the reveal shows the rest.
    #expect(ranking(standings(frozen, results, awards: awards, at: 9000)) == before)
    let revealed = cup { ($0.freezesAt, $0.revealedAt) = (seconds(3000), seconds(6000)) }
    #expect(ranking(standings(revealed, results, awards: awards, at: 5999)) == before)
    #expect(ranking(standings(revealed, results, awards: awards, at: 6000)) == after)
  }

  @Test("Awards count, up and down, and leave ties alone.")
  func awards() {
    let results = [run(1, "coffee", 50, at: 2000), run(2, "coffee", 40, at: 3000)]
    let awards = [Award(team: 2, points: 20, at: seconds(1500)), Award(team: 2, points: -10, at: seconds(4000))]
    let ranked = standings(cup(), results, awards: awards)
    #expect(ranking(ranked) == ["1 Reds 50", "2 Blues 50", "3 Greens 0"])
    #expect(ranked.rows[1].awards == 10 && ranked.rows[1].lastImprovement == seconds(3000))
    #expect(ranked.rows[1].steps.map(\.score) == [20, 60, 50])
    let fined = standings(cup(), [], awards: [Award(team: 3, points: -5, at: seconds(2000))])
    #expect(ranking(fined) == ["1 Blues 0", "1 Reds 0", "3 Greens -5"])
  }

  @Test("A disqualified team stands last, without a place, and takes nothing from others.")
  func disqualification() throws {
    let out = Competitor(team: 1, name: "Reds", bracket: "pros", disqualified: "shared answers")
    let rules = cup {
      $0.rules.firstBlood = 5
      $0.rules.decay = .init(minimumPercent: 0, solves: 2)
    }
    let ranked = standings(
      rules, [run(1, "coffee", 50, at: 2000), run(2, "coffee", 40, at: 3000)],
      awards: [Award(team: 1, points: 9, at: seconds(2000))], competitors: [out, blues, greens])
    #expect(ranking(ranked) == ["1 Blues 45", "2 Greens 0", "- Reds 0"])
    #expect(ranked.rows.last?.disqualified == "shared answers")
    #expect(ranked.tasks.first?.firstBlood == 2)
  }

  @Test("Brackets are ranked among themselves.")
  func brackets() {
    let ranked = standings(cup(), [run(2, "coffee", 50, at: 2000), run(3, "coffee", 40, at: 3000)])
    #expect(ranked.rows.map(\.name) == ["Blues", "Greens", "Reds"])
    #expect(ranked.rows.map(\.placeInBracket) == [1, 1, 2])
  }

  @Test("Each scenario tells what it is worth, who solved it and who was first; those to come are not told of.")
  func tasks() throws {
    let rules = cup {
      $0.tasks[1].releasesAt = seconds(4000)
      $0.rules.decay = .init(minimumPercent: 40, solves: 4)
    }
    let results = [run(1, "coffee", 50, at: 2000), run(2, "coffee", 40, at: 3000)]
    let early = standings(rules, results, at: 3999)
    #expect(early.tasks.map(\.scenario) == ["coffee"])
    let coffee = try #require(early.tasks.first)
    #expect(coffee.worth == 8000 && coffee.solves == 2 && coffee.firstBlood == 1)
    #expect(standings(rules, results, at: 4000).tasks.map(\.scenario) == ["coffee", "tea"])
    let cell = try #require(early.rows.first?.cells["coffee"])
    #expect(cell.points == 40 && cell.isSolved && cell.isFirstBlood && cell.at == seconds(2000) && cell.runs == 1)
  }
}

import Leaderboard
import SimulationKernel
import Testing

/// What holds for every competition, tried with random ones.
@Suite struct StandingsPropertyTests {
  private struct Draw {
    var competition: Competition
    var competitors: [Competitor]
    var results: [RunResult]
    var awards: [Award]

    func standings(at now: Int64 = seconds(4900), includingFrozen: Bool = true) -> Standings {
      Standings(
        of: competition, competitors: competitors, results: results, awards: awards, at: now,
        includingFrozen: includingFrozen)
    }
  }

  /// Few distinct points and moments, so that there are ties.
  private func draw(_ seed: Int) -> Draw {
    var random = RandomStream(seed: UInt64(seed), name: "standings")
    let scenarios = ["a", "b", "c"]
    let weights = [50, 100, 130]
    var competition = Competition(
      id: 1, slug: "cup", name: "Cup", starts: seconds(1000), ends: seconds(5000), created: 0,
      tasks: scenarios.map { .init(scenario: $0, weight: weights[random.below(3)]) })
    competition.rules.firstBlood = 7 * random.below(2)
    if random.below(2) == 0 {
      competition.rules.decay = .init(minimumPercent: random.below(101), solves: 2 + random.below(4))
    }
    if random.below(2) == 0 { competition.freezesAt = seconds(3000) }
    let brackets = ["x", "y", nil]
    let competitors = (1...4).map {
      Competitor(
        team: Int64($0), name: "Team \($0)", bracket: brackets[random.below(3)],
        disqualified: random.below(8) == 0 ? "why" : nil)
    }
    let results = (1...20).map { number in
      RunResult(
        run: Int64(number), team: Int64(1 + random.below(4)), scenario: scenarios[random.below(3)],
        started: seconds(1000), ended: seconds(1500 + 500 * random.below(7)), points: 10 * random.below(11),
        isSolved: random.below(3) > 0)
    }
    let awards = (0..<random.below(4)).map {
      Award(
        id: Int64($0), team: Int64(1 + random.below(4)), points: 5 - random.below(11),
        at: seconds(1500 + 500 * random.below(7)))
    }
    return Draw(competition: competition, competitors: competitors, results: results, awards: awards)
  }

  @Test("The order in which things are given does not matter.", arguments: 1...60)
  func orderDoesNotMatter(seed: Int) {
    let draw = draw(seed)
    var other = draw
    other.results.reverse()
    other.awards.reverse()
    other.competitors.reverse()
    #expect(draw.standings() == other.standings())
    other.results = draw.results.sorted { ($0.points, $0.ended, $0.run) < ($1.points, $1.ended, $1.run) }
    #expect(draw.standings() == other.standings())
  }

  @Test("A worse run changes no score and no place.", arguments: 1...60)
  func worseRunsChangeNothing(seed: Int) {
    let draw = draw(seed)
    let before = draw.standings()
    for known in draw.results where known.points > 0 {
      var other = draw
      other.results.append(
        RunResult(
          run: 100, team: known.team, scenario: known.scenario, started: known.started, ended: known.ended + 1,
          points: known.points - 1, isSolved: known.isSolved))
      let after = other.standings()
      #expect(before.rows.map(\.score) == after.rows.map(\.score))
      #expect(before.rows.map(\.place) == after.rows.map(\.place))
      #expect(before.rows.map(\.lastImprovement) == after.rows.map(\.lastImprovement))
    }
  }

  @Test("Places go by score, and where scores are the same by the earlier last improvement.", arguments: 1...60)
  func placesGoByScoreAndTime(seed: Int) {
    let rows = draw(seed).standings().rows.filter { $0.disqualified == nil }
    for (one, next) in zip(rows, rows.dropFirst()) {
      #expect(one.score >= next.score)
      let (mine, theirs) = (one.lastImprovement ?? .max, next.lastImprovement ?? .max)
      if one.score == next.score { #expect(mine <= theirs) }
      #expect((one.place == next.place) == (one.score == next.score && mine == theirs))
    }
    for row in rows {
      #expect(row.score == row.cells.values.reduce(row.awards) { $0 + $1.points })
      #expect(row.steps.last?.score ?? 0 == row.score)
    }
  }

  @Test("What happens after the freeze changes nothing that the public sees.", arguments: 1...60)
  func frozenBoardsStandStill(seed: Int) {
    var draw = draw(seed)
    draw.competition.freezesAt = seconds(3000)
    let frozen = draw.standings(includingFrozen: false)
    draw.results.removeAll { $0.ended > seconds(3000) }
    draw.awards.removeAll { $0.at > seconds(3000) }
    #expect(frozen == draw.standings(includingFrozen: false))
    #expect(frozen.rows == draw.standings(at: seconds(3000)).rows)
  }
}

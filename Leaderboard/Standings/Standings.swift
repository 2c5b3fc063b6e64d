/// The ranking of a competition: a pure function of its rules and of what counts. The order in which results and awards
/// are given does not matter.
///
/// A team's score is the sum of its best run of each scenario and of its awards. A run's points count by the scenario's
/// weight and, where the rules have it, less the more teams have solved it; whoever solved it first gets a bonus. Of teams
/// with the same score the one that reached it earlier is ahead; awards do not change when that was. Runs after the
/// competition's end or their own deadline do not count, nor do those of disqualified teams, for anything.
package struct Standings: Hashable, Sendable {
  /// A team and a scenario that it played.
  package struct Cell: Hashable, Sendable, Codable {
    /// The best run.
    package let run: Int64
    /// What it counts, with the bonus.
    package let points: Int
    package let isSolved: Bool
    package let isFirstBlood: Bool
    /// When the best run ended.
    package let at: Int64
    /// Runs that are over.
    package let runs: Int
  }

  /// The team's score from then on.
  package struct Step: Hashable, Sendable, Codable {
    package let at: Int64
    package let score: Int
  }

  package struct Row: Hashable, Sendable, Codable {
    /// Teams that share a place have it both, and the next one is empty. Nil for teams that are disqualified.
    package let place: Int?
    package let placeInBracket: Int?
    package let team: Int64
    package let name: String
    package let bracket: String?
    package let score: Int
    package let cells: [String: Cell]
    package let awards: Int
    package let solved: Int
    /// Nil for a team without a run that counts.
    package let lastImprovement: Int64?
    /// How the score came about, as scenarios count now.
    package let steps: [Step]
    /// The reason.
    package let disqualified: String?
  }

  /// A scenario, as all teams stand with it.
  package struct TaskRow: Hashable, Sendable, Codable {
    package let scenario: String
    /// What a run's points count now, of ten thousand.
    package let worth: Int
    package let solves: Int
    package let firstBlood: Int64?
  }

  /// Those that are disqualified stand last.
  package let rows: [Row]
  /// The scenarios that are released, in their order.
  package let tasks: [TaskRow]
  /// The moment whose results these are.
  package let at: Int64
  package let isFrozen: Bool

  /// - Parameters:
  ///   - results: of runs that count; the best of each team is found here.
  ///   - now: what happened later is not known.
  ///   - includingFrozen: also what the public does not see yet.
  package init(
    of competition: Competition, competitors: [Competitor], results: [RunResult], awards: [Award], at now: Int64,
    includingFrozen: Bool
  ) {
    at = competition.boardTime(at: now, includingFrozen: includingFrozen)
    isFrozen = at != now
    var tally = Tally(of: competition, competitors: competitors, at: at)
    for result in results { tally.count(result) }
    for award in awards { tally.count(award) }
    rows = Self.ranked(tally)
    let moment = at
    tasks = competition.tasks.filter { competition.isReleased($0, at: moment) }.map(tally.row)
  }

  // MARK: Places

  private static func ranked(_ tally: Tally) -> [Row] {
    let entries = tally.entries.sorted(by: isBefore)
    var overall = Places()
    var brackets: [String: Places] = [:]
    return entries.map { entry in
      let isOut = entry.competitor.disqualified != nil
      let bracket = entry.competitor.bracket
      return Row(
        place: isOut ? nil : overall.next(entry),
        placeInBracket: isOut ? nil : bracket.map { brackets[$0, default: Places()].next(entry) },
        team: entry.competitor.team, name: entry.competitor.name, bracket: bracket, score: entry.score,
        cells: entry.cells, awards: entry.awards, solved: entry.cells.values.count(where: \.isSolved),
        lastImprovement: entry.lastImprovement, steps: entry.steps, disqualified: entry.competitor.disqualified)
    }
  }

  private static func isBefore(_ left: Tally.Entry, _ right: Tally.Entry) -> Bool {
    let isOut = (left.competitor.disqualified != nil, right.competitor.disqualified != nil)
    if isOut.0 != isOut.1 { return isOut.1 }
    if left.rank != right.rank { return left.rank < right.rank }
    if left.competitor.name != right.competitor.name { return left.competitor.name < right.competitor.name }
    return left.competitor.team < right.competitor.team
  }

  /// Counts places: whoever is equal to the one before has the same.
  private struct Places {
    private var count = 0
    private var place = 0
    private var last: Tally.Rank?

    mutating func next(_ entry: Tally.Entry) -> Int {
      count += 1
      if last != entry.rank { place = count }
      last = entry.rank
      return place
    }
  }
}

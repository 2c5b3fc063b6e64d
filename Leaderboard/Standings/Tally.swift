/// Counts what teams did up to a moment.
struct Tally {
  /// What places go by.
  struct Rank: Hashable, Comparable {
    let score: Int
    let lastImprovement: Int64

    static func < (left: Rank, right: Rank) -> Bool {
      left.score != right.score ? left.score > right.score : left.lastImprovement < right.lastImprovement
    }
  }

  /// A team, with all that counts.
  struct Entry {
    let competitor: Competitor
    let cells: [String: Standings.Cell]
    let awards: Int
    let steps: [Standings.Step]
    let lastImprovement: Int64?

    var score: Int { cells.values.reduce(awards) { $0 + $1.points } }
    var rank: Rank { Rank(score: score, lastImprovement: lastImprovement ?? .max) }
  }

  private struct Key: Hashable {
    let team: Int64
    let scenario: String
  }

  private let competition: Competition
  private let competitors: [Int64: Competitor]
  private let moment: Int64
  private var best: [Key: RunResult] = [:]
  private var runs: [Key: Int] = [:]
  private var awards: [Int64: [Award]] = [:]
  /// The first time that a team solved a scenario, and with which run.
  private var solves: [String: [Int64: (at: Int64, run: Int64)]] = [:]

  init(of competition: Competition, competitors: [Competitor], at moment: Int64) {
    self.competition = competition
    self.competitors = Dictionary(competitors.map { ($0.team, $0) }, uniquingKeysWith: { first, _ in first })
    self.moment = moment
  }

  mutating func count(_ result: RunResult) {
    guard let competitor = competitors[result.team], competitor.disqualified == nil,
      competition.task(result.scenario) != nil, result.ended <= moment, result.started >= competition.starts,
      result.ended <= competition.deadline(ofRunStartedAt: result.started)
    else { return }
    let key = Key(team: result.team, scenario: result.scenario)
    runs[key, default: 0] += 1
    if best[key].map({ Self.isBetter(result, than: $0) }) ?? true { best[key] = result }
    guard result.isSolved else { return }
    let solve = (at: result.ended, run: result.run)
    if solves[result.scenario]?[result.team].map({ solve < $0 }) ?? true {
      solves[result.scenario, default: [:]][result.team] = solve
    }
  }

  mutating func count(_ award: Award) {
    guard let competitor = competitors[award.team], competitor.disqualified == nil, award.at <= moment else { return }
    awards[award.team, default: []].append(award)
  }

  /// More points, or the same ones earlier: a run that is not better changes nothing.
  private static func isBetter(_ result: RunResult, than other: RunResult) -> Bool {
    if result.points != other.points { return result.points > other.points }
    return (result.ended, result.run) < (other.ended, other.run)
  }

  // MARK: What it comes to

  var entries: [Entry] {
    competitors.values.map { competitor in
      var cells: [String: Standings.Cell] = [:]
      for task in competition.tasks {
        if let cell = cell(Key(team: competitor.team, scenario: task.scenario), task) { cells[task.scenario] = cell }
      }
      let awards = awards[competitor.team] ?? []
      let changes = cells.values.map { ($0.at, $0.points) } + awards.map { ($0.at, $0.points) }
      return Entry(
        competitor: competitor, cells: cells, awards: awards.reduce(0) { $0 + $1.points },
        steps: Self.steps(changes),
        lastImprovement: cells.values.filter { $0.points > 0 }.map(\.at).max())
    }
  }

  private static func steps(_ changes: [(at: Int64, points: Int)]) -> [Standings.Step] {
    var steps: [Standings.Step] = []
    var score = 0
    for change in changes.sorted(by: <) {
      score += change.points
      if steps.last?.at == change.at { steps.removeLast() }
      steps.append(Standings.Step(at: change.at, score: score))
    }
    return steps
  }

  private func cell(_ key: Key, _ task: Competition.Task) -> Standings.Cell? {
    guard let result = best[key] else { return nil }
    let isFirst = firstBlood(task.scenario)?.team == key.team
    let points = Self.rounded(result.points, times: worth(of: task)) + (isFirst ? competition.rules.firstBlood : 0)
    return Standings.Cell(
      run: result.run, points: points, isSolved: solves[task.scenario]?[key.team] != nil, isFirstBlood: isFirst,
      at: result.ended, runs: runs[key] ?? 0)
  }

  func row(_ task: Competition.Task) -> Standings.TaskRow {
    Standings.TaskRow(
      scenario: task.scenario, worth: Self.rounded(10_000, times: worth(of: task)),
      solves: solves[task.scenario]?.count ?? 0, firstBlood: firstBlood(task.scenario)?.team)
  }

  /// Of two who solved it in the same microsecond, the one whose run began first.
  private func firstBlood(_ scenario: String) -> (team: Int64, at: Int64)? {
    solves[scenario]?.min { ($0.value.at, $0.value.run) < ($1.value.at, $1.value.run) }.map { ($0.key, $0.value.at) }
  }

  // MARK: Worth

  /// A fraction that is multiplied before it is divided, so that nothing is rounded twice.
  private struct Fraction {
    let numerator: Int
    let denominator: Int
  }

  /// The weight, and of it what the decay leaves: all at the first solve, the minimum at the last that the rules count,
  /// and evenly less in between.
  private func worth(of task: Competition.Task) -> Fraction {
    guard let decay = competition.rules.decay, decay.solves > 1 else {
      return Fraction(numerator: task.weight, denominator: 100)
    }
    let span = decay.solves - 1
    let gone = min(max((solves[task.scenario]?.count ?? 0) - 1, 0), span)
    let left = 100 * span - (100 - decay.minimumPercent) * gone
    return Fraction(numerator: task.weight * left, denominator: 100 * 100 * span)
  }

  /// Halves go up.
  private static func rounded(_ points: Int, times fraction: Fraction) -> Int {
    (2 * points * fraction.numerator + fraction.denominator) / (2 * fraction.denominator)
  }
}

/// Who did best, and what made them better.
package struct Board: Hashable, Sendable {
  /// What is ranked.
  package enum Scope: Hashable, Sendable {
    /// The best run of one scenario.
    case scenario(String)
    /// The best runs in a season, of all scenarios.
    case season(Season)
    case allTime
  }

  package struct Row: Hashable, Sendable, Codable {
    /// Those with the same points and the same moment share it.
    package let place: Int
    /// Nil in a solo player's own database.
    package let team: Int64?
    package let name: String
    package let isSolo: Bool
    /// Of the best run of each scenario.
    package let points: Int
    /// Scenarios solved.
    package let solved: Int
    /// The run, on the board of one scenario.
    package let run: Int64?
    /// When the points were complete.
    package let at: Int64
    package let secondsToMend: Int?
    // What makes one better: the mean of the runs that count here, and of the last two their sum.
    package let secondsToFirstEvidence: Int?
    /// Of a hundred steps, those that showed something new.
    package let newSteps: Int?
    package let blindChanges: Int
    package let hints: Int
  }

  package let scope: Scope
  package let rows: [Row]
}

extension Board {
  /// A solved run and whose it is.
  struct Entry {
    /// The same for all runs of one.
    let owner: String
    let team: Int64?
    let name: String
    let isSolo: Bool
    let result: RunResult
  }

  /// The order of the entries does not matter.
  init(_ scope: Scope, of entries: [Entry], limit: Int) {
    self.scope = scope
    var best: [String: [String: Entry]] = [:]
    for entry in entries {
      let known = best[entry.owner]?[entry.result.scenario]
      if known.map({ Self.isBetter(entry.result, than: $0.result) }) ?? true {
        best[entry.owner, default: [:]][entry.result.scenario] = entry
      }
    }
    let owners = best.values.map { Array($0.values).sorted { $0.result.run < $1.result.run } }
    let drafts = owners.compactMap { Draft($0) }.sorted(by: <)
    var rows: [Row] = []
    var place = 0
    for (index, draft) in drafts.prefix(max(0, limit)).enumerated() {
      if index == 0 || (drafts[index - 1].points, drafts[index - 1].at) != (draft.points, draft.at) {
        place = index + 1
      }
      rows.append(draft.row(place, isOfOneScenario: scope.isOfOneScenario))
    }
    self.rows = rows
  }

  private static func isBetter(_ result: RunResult, than other: RunResult) -> Bool {
    if result.points != other.points { return result.points > other.points }
    return (result.ended, result.run) < (other.ended, other.run)
  }

  private struct Draft: Comparable {
    let first: Entry
    let results: [RunResult]
    let points: Int
    let at: Int64

    init?(_ entries: [Entry]) {
      guard let first = entries.last else { return nil }
      self.first = first
      results = entries.map(\.result)
      points = results.reduce(0) { $0 + $1.points }
      at = results.map(\.ended).max() ?? 0
    }

    static func < (left: Draft, right: Draft) -> Bool {
      if left.points != right.points { return left.points > right.points }
      if left.at != right.at { return left.at < right.at }
      return (left.first.name, left.first.owner) < (right.first.name, right.first.owner)
    }

    static func == (left: Draft, right: Draft) -> Bool { left.first.owner == right.first.owner }

    func row(_ place: Int, isOfOneScenario: Bool) -> Row {
      Row(
        place: place, team: first.team, name: first.name, isSolo: first.isSolo, points: points,
        solved: results.count, run: isOfOneScenario ? results.first?.run : nil, at: at,
        secondsToMend: mean(results.compactMap(\.secondsToMend)),
        secondsToFirstEvidence: mean(results.compactMap(\.secondsToFirstEvidence)),
        newSteps: mean(results.compactMap(\.newSteps)), blindChanges: results.reduce(0) { $0 + $1.blindChanges },
        hints: results.reduce(0) { $0 + $1.hints })
    }

    private func mean(_ values: [Int]) -> Int? {
      values.isEmpty ? nil : values.reduce(0, +) / values.count
    }
  }
}

extension Board.Scope {
  var isOfOneScenario: Bool { if case .scenario = self { true } else { false } }
}

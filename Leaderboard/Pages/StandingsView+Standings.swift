extension StandingsView {
  /// - Parameters:
  ///   - titles: of the scenarios, where they are known.
  ///   - own: the reader's teams.
  ///   - bracket: shows its teams alone, with their places in it.
  ///   - isUncovered: for organisers, who see through a freeze.
  package init(
    _ standings: Standings, of competition: Competition, titles: [String: String] = [:], own: Set<Int64> = [],
    bracket: String? = nil, isUncovered: Bool = false, at now: Int64
  ) {
    let scenarios = standings.tasks.map(\.scenario)
    let rows = standings.rows.filter { bracket == nil || $0.bracket == bracket }
    self.init(
      columns: scenarios.map { Column(scenario: $0, title: titles[$0] ?? $0) },
      rows: rows.map { row in
        Row(
          place: bracket == nil ? row.place : row.placeInBracket, teamID: row.team, team: row.name,
          bracket: bracket == nil ? row.bracket : nil, score: row.score,
          cells: scenarios.map { Cell(row.cells[$0]) }, awards: row.awards, lastImprovement: row.lastImprovement,
          isOwn: own.contains(row.team))
      }, frozenAt: competition.isFrozen(at: now) ? competition.freezesAt : nil, isUncovered: isUncovered)
  }
}

extension StandingsView.Cell {
  fileprivate init(_ cell: Standings.Cell?) {
    guard let cell else {
      self.init()
      return
    }
    self.init(cell.isFirstBlood ? .firstBlood : cell.isSolved ? .solved : .unsolved, points: cell.points)
  }
}

extension BoardView {
  /// - Parameter own: the reader's teams.
  package init(_ board: Board, title: String, own: Set<Int64> = []) {
    self.init(
      title: title,
      rows: board.rows.map { row in
        Row(
          place: row.place, name: row.name, team: row.isSolo ? nil : row.team, points: row.points, solved: row.solved,
          measures: Measures(
            secondsToMend: row.secondsToMend, secondsToFirstEvidence: row.secondsToFirstEvidence,
            newSteps: row.newSteps, blindChanges: row.blindChanges, hints: row.hints),
          isOwn: row.team.map(own.contains) ?? false)
      }, isOfOneScenario: board.scope.isOfOneScenario)
  }
}

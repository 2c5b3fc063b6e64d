/// A competition's board as its readers may see it. Times are microseconds since 1970.
package struct StandingsView: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var scenario: String
    package var title: String

    package init(scenario: String, title: String) {
      self.scenario = scenario
      self.title = title
    }
  }

  /// What a team has of a scenario.
  package struct Cell: Hashable, Sendable {
    package enum Standing: Hashable, Sendable { case untouched, unsolved, solved, firstBlood }

    package var standing: Standing
    package var points: Int

    package init(_ standing: Standing = .untouched, points: Int = 0) {
      self.standing = standing
      self.points = points
    }
  }

  package struct Row: Hashable, Sendable {
    /// Nil for who is out of the competition.
    package var place: Int?
    package var teamID: Int64
    package var team: String
    package var bracket: String?
    package var score: Int
    /// As many as there are columns.
    package var cells: [Cell]
    /// What organisers gave or took.
    package var awards: Int
    package var lastImprovement: Int64?
    /// The reader's own.
    package var isOwn: Bool

    package init(
      place: Int?, teamID: Int64, team: String, bracket: String? = nil, score: Int, cells: [Cell], awards: Int = 0,
      lastImprovement: Int64? = nil, isOwn: Bool = false
    ) {
      self.place = place
      self.teamID = teamID
      self.team = team
      self.bracket = bracket
      self.score = score
      self.cells = cells
      self.awards = awards
      self.lastImprovement = lastImprovement
      self.isOwn = isOwn
    }
  }

  package var columns: [Column]
  /// Those of one page, where it was cut to one.
  package var rows: [Row]
  /// Since when the board stands still, nil while it moves.
  package var frozenAt: Int64?
  /// What changed after the freeze is in it, which only organisers see before the reveal.
  package var isUncovered: Bool

  package init(columns: [Column], rows: [Row], frozenAt: Int64? = nil, isUncovered: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.frozenAt = frozenAt
    self.isUncovered = isUncovered
  }

  /// Teams on a page: with many scenarios it stays light, and a live board can be sent whole.
  package static let pageSize = 30

  /// - Parameter wanted: the page that a reader asks for.
  package func paging(_ wanted: String? = nil) -> Paging { Paging(of: rows.count, size: Self.pageSize, wanted: wanted) }

  /// Only the rows of a page.
  package func cut(to paging: Paging) -> StandingsView {
    var page = self
    page.rows = Array(paging.cut(rows))
    return page
  }
}

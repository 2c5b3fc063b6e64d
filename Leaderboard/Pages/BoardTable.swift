import Scoring

/// A board: of a scenario, a season or all time.
package struct BoardView: Hashable, Sendable {
  /// What made somebody better than others with as many points.
  package struct Measures: Hashable, Sendable {
    package var secondsToMend: Int?
    package var secondsToFirstEvidence: Int?
    /// Steps that showed something new, of a hundred.
    package var newSteps: Int?
    package var blindChanges: Int
    package var hints: Int

    package init(secondsToMend: Int?, secondsToFirstEvidence: Int?, newSteps: Int?, blindChanges: Int, hints: Int) {
      self.secondsToMend = secondsToMend
      self.secondsToFirstEvidence = secondsToFirstEvidence
      self.newSteps = newSteps
      self.blindChanges = blindChanges
      self.hints = hints
    }
  }

  package struct Row: Hashable, Sendable {
    package var place: Int
    /// Of a team, or of who plays alone.
    package var name: String
    /// Nil in a player's own database, where there are none, and for who plays alone.
    package var team: Int64?
    package var points: Int
    /// Scenarios that were solved.
    package var solved: Int
    /// Of the best run, or the average of the best ones; nil where nothing was measured.
    package var measures: Measures?
    package var isOwn: Bool

    package init(
      place: Int, name: String, team: Int64? = nil, points: Int, solved: Int, measures: Measures?,
      isOwn: Bool = false
    ) {
      self.place = place
      self.name = name
      self.team = team
      self.points = points
      self.solved = solved
      self.measures = measures
      self.isOwn = isOwn
    }
  }

  /// Read before the table: `The clinic where everything is green`, `Season 2026-Q4`.
  package var title: String
  package var rows: [Row]
  /// Whether the rows are about one scenario.
  package var isOfOneScenario: Bool

  package init(title: String, rows: [Row], isOfOneScenario: Bool) {
    self.title = title
    self.rows = rows
    self.isOfOneScenario = isOfOneScenario
  }
}

package enum BoardTable {
  /// The element with the id `standings`.
  package static func html(_ view: BoardView) -> HTML {
    guard !view.rows.isEmpty else {
      return "<div id=\"standings\"><p>Nobody has a run that counts here yet.</p></div>\n"
    }
    let solved: HTML = view.isOfOneScenario ? "Mended after" : "Solved"
    return """
      <div id="standings"><div class="scroll" role="region" aria-label="\(view.title)" tabindex="0">
      <table class="board">
      <caption class="away">\(view.title)</caption>
      <thead><tr><th scope="col" class="place">Place</th><th scope="col">Player or team</th><th scope="col" class="number">Points</th>\
      <th scope="col" class="number">\(solved)</th><th scope="col" class="number wide-only">First fact after</th>\
      <th scope="col" class="number wide-only">New steps</th><th scope="col" class="number wide-only">Blind changes</th>\
      <th scope="col" class="number wide-only">Hints</th></tr></thead>
      <tbody>
      \(view.rows.map { row($0, view) })</tbody>
      </table>
      </div>
      </div>

      """
  }

  private static func row(_ row: BoardView.Row, _ view: BoardView) -> HTML {
    let measures = row.measures
    let solved = view.isOfOneScenario ? clock(measures?.secondsToMend) : String(row.solved)
    let path = row.team.map { Path.to("teams", String($0)) } ?? Path.to("players", row.name)
    let own: HTML? = row.isOwn ? " <span class=\"tag own\">you</span>" : nil
    return """
      <tr data-team="\(row.name, limit: 400)" data-place="\(row.place)" data-name="\(row.name, limit: 400)"\(row.isOwn ? " class=\"own\"" : .empty)>\
      <td class="place number">\(row.place)</td>\
      <th scope="row"><a href="\(path)">\(row.name, limit: 400)</a>\(own)</th>\
      <td class="number score">\(row.points)</td><td class="number">\(solved)</td>\
      <td class="number wide-only">\(clock(measures?.secondsToFirstEvidence))</td>\
      <td class="number wide-only">\(measures?.newSteps.map { "\($0) %" } ?? "–")</td>\
      <td class="number wide-only">\(measures.map { String($0.blindChanges) } ?? "–")</td>\
      <td class="number wide-only">\(measures.map { String($0.hints) } ?? "–")</td></tr>

      """
  }

  private static func clock(_ seconds: Int?) -> String { seconds.map(CardText.clock) ?? "–" }
}

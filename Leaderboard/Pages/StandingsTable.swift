/// A competition's board. What it returns is also what a live board gets when something changed: one rendering for all.
package enum StandingsTable {
  /// The element with the id `standings`.
  package static func html(_ view: StandingsView) -> HTML {
    guard !view.rows.isEmpty else {
      return "<div id=\"standings\">\(freeze(view))<p>No team has joined yet.</p></div>\n"
    }
    let columns: [HTML] = view.columns.map { column in
      "<th scope=\"col\" class=\"task\"><span title=\"\(column.title)\">\(column.scenario)</span></th>"
    }
    let hasAwards = view.rows.contains { $0.awards != 0 }
    let awards: HTML = hasAwards ? "<th scope=\"col\" class=\"number wide-only\">Awards</th>" : .empty
    return """
      <div id="standings">\(freeze(view))<div class="scroll" role="region" aria-label="Standings" tabindex="0">
      <table class="board">
      <caption class="away">Standings. Equal scores are in the order of their last improvement.</caption>
      <thead><tr><th scope="col" class="place">Place</th><th scope="col">Team</th>\
      <th scope="col" class="number">Score</th>\(columns)\(awards)<th scope="col" class="wide-only">Last</th></tr></thead>
      <tbody>
      \(view.rows.map { row($0, view, hasAwards: hasAwards) })</tbody>
      </table>
      </div>
      \(legend)</div>

      """
  }

  private static func freeze(_ view: StandingsView) -> HTML {
    guard let frozenAt = view.frozenAt else { return .empty }
    return view.isUncovered
      ? """
      <p class="state frozen"><strong>The public board is frozen</strong> since \(TimeText.moment(frozenAt)). You see what \
      players do not see before the reveal.</p>

      """
      : """
      <p class="state frozen"><strong>The board is frozen</strong> since \(TimeText.moment(frozenAt)). Runs still count; \
      what they change is shown at the reveal.</p>

      """
  }

  private static func row(_ row: StandingsView.Row, _ view: StandingsView, hasAwards: Bool) -> HTML {
    let place = row.place.map(String.init) ?? "–"
    let solved = row.cells.count { $0.standing == .solved || $0.standing == .firstBlood }
    let firsts = row.cells.count { $0.standing == .firstBlood }
    let awards: HTML =
      hasAwards ? "<td class=\"number wide-only\">\(row.awards == 0 ? "" : signed(row.awards))</td>" : .empty
    let bracket: HTML? = row.bracket.map { " <span class=\"tag\">\($0, limit: 100)</span>" }
    let out: HTML? = row.place == nil ? " <span class=\"tag bad\">disqualified</span>" : nil
    let own: HTML? = row.isOwn ? " <span class=\"tag own\">you</span>" : nil
    return """
      <tr data-team="\(row.teamID)" data-place="\(place)" data-name="\(row.team, limit: 400)"\(row.isOwn ? " class=\"own\"" : .empty)>\
      <td class="place number">\(place)</td>\
      <th scope="row"><a href="\(Path.to("teams", String(row.teamID)))">\(row.team, limit: 400)</a>\(bracket)\(out)\(own)\
      <span class="narrow-only faint">\(solved) of \(view.columns.count) solved\(firsts > 0 ? ", first in \(firsts)" : "")</span></th>\
      <td class="number score">\(row.score)</td>\
      \(row.cells.prefix(view.columns.count).map(cell))\(awards)\
      <td class="wide-only">\(row.lastImprovement.map(TimeText.clock))</td></tr>

      """
  }

  private static func cell(_ cell: StandingsView.Cell) -> HTML {
    switch cell.standing {
    case .untouched: "<td class=\"task\"></td>"
    case .unsolved:
      "<td class=\"task faint\">\(cell.points)<span class=\"away\">, not solved</span></td>"
    case .solved: "<td class=\"task solved\">\(cell.points)<span class=\"away\">, solved</span></td>"
    case .firstBlood:
      "<td class=\"task solved first\"><span aria-hidden=\"true\">★ </span>\(cell.points)<span class=\"away\">, solved first</span></td>"
    }
  }

  private static let legend: HTML = """
    <p class="faint legend-line wide-only">Green: solved. ★ the first to solve it. Grey: points without the mend.</p>

    """

  private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
}

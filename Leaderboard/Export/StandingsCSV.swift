/// A ranking as comma-separated values (RFC 4180), for spreadsheets.
package enum StandingsCSV {
  package static func text(_ standings: Standings) -> String {
    let scenarios = standings.tasks.map(\.scenario)
    let header =
      ["place", "team", "bracket", "place in bracket", "score", "solved", "awards", "last improvement"]
      + scenarios.flatMap { [$0, "\($0) solved at"] } + ["disqualified"]
    let rows = standings.rows.map { row in
      [
        number(row.place), cell(row.name), cell(row.bracket ?? ""), number(row.placeInBracket), number(row.score),
        number(row.solved), number(row.awards), row.lastImprovement.map(Moment.text) ?? "",
      ] + scenarios.flatMap { cells(row.cells[$0]) } + [cell(row.disqualified ?? "")]
    }
    return ([header.map(cell)] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cells(_ cell: Standings.Cell?) -> [String] {
    guard let cell else { return ["", ""] }
    return [number(cell.points), cell.isSolved ? Moment.text(cell.at) : ""]
  }

  private static func number(_ value: Int?) -> String { value.map { String($0) } ?? "" }

  /// What a spreadsheet takes for the beginning of a formula, in either width.
  private static let formulas: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

  /// A text as a cell. An apostrophe keeps a spreadsheet from computing it.
  static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, formulas.contains(first) { text = "'" + text }
    let isPlain = text.unicodeScalars.allSatisfy { !["\"", ",", ";", "\r", "\n", "\t"].contains($0) }
    return isPlain && text.first != " " && text.last != " "
      ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

import Leaderboard

/// The teams of a competition, as those who organise it see them.
struct OrganisedTeams: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var team: TeamLink
    var members: [String]
    var bracket: String?
    var score: Int
    var disqualified: String?
  }

  struct Award: Hashable, Sendable {
    var at: Int64
    var team: TeamLink
    var points: Int
    var reason: String
    var by: String
  }

  var lines: [Line]
  var brackets: [String]
  /// The newest first.
  var awards: [Award]
}

enum OrganiseTeams {
  static func html(_ view: OrganisedTeams, _ place: Organised, in frame: PageFrame) -> HTML {
    guard !view.lines.isEmpty else {
      return
        "<section aria-labelledby=\"h-teams\">\n<h2 id=\"h-teams\">Teams</h2>\n<p>None has joined yet.</p>\n</section>\n"
    }
    return list(view, place, in: frame) + award(view, place, in: frame)
      + disqualification(view, place, in: frame) + brackets(view, place, in: frame)
  }

  private static func list(_ view: OrganisedTeams, _ place: Organised, in frame: PageFrame) -> HTML {
    let rows: [HTML] = view.lines.map { line in
      let out: HTML? = line.disqualified.map { reason in
        """
        <p class="faint">Disqualified: \(reason, limit: 1000)</p>
        \(Form.button(place.api + "/readmit", "Let back in", in: frame, then: place.done, style: .quiet, values: [("team", String(line.team.id))], detail: line.team.name))
        """
      }
      return """
        <tr><th scope="row">\(line.team.html)\(out)</th><td>\(line.members.joined(separator: ", "), limit: 4000)</td>\
        <td>\(line.bracket ?? "–", limit: 200)</td><td class="number">\(line.score)</td></tr>

        """
    }
    return """
      <section aria-labelledby="h-teams">
      <h2 id="h-teams">Teams</h2>
      <div class="scroll" role="region" aria-label="Teams" tabindex="0"><table>
      <thead><tr><th scope="col">Team</th><th scope="col">Members</th><th scope="col">Bracket</th>\
      <th scope="col" class="number">Score</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>
      </section>

      """
  }

  private static func teams(_ lines: [OrganisedTeams.Line], id: String) -> HTML {
    Form.choice("team", "Team", lines.map { (String($0.team.id), $0.team.name) }, id: id)
  }

  private static func award(_ view: OrganisedTeams, _ place: Organised, in frame: PageFrame) -> HTML {
    let rows: [HTML] = view.awards.map { award in
      """
      <li><span class="when">\(TimeText.clock(award.at))</span> \(award.points > 0 ? "+" : "")\(award.points) to \
      \(award.team.html): \(award.reason, limit: 1000) <span class="faint">by \(award.by, limit: 400)</span></li>

      """
    }
    let list: HTML = rows.isEmpty ? .empty : "<ul class=\"list\">\n\(rows)</ul>\n"
    return """
      <section aria-labelledby="h-award">
      <h2 id="h-award">Award points</h2>
      \(list)\(Form.html(
        place.api + "/awards", in: frame, then: place.done,
        teams(view.lines, id: "award-team")
          + Form.field(
            .init(
              name: "points", label: "Points", id: "award-points", type: "number", hint: "Less than 0 takes some away.",
              range: -10_000...10_000, isRequired: true))
          + Form.field(
            .init(name: "reason", label: "Why", id: "award-reason", hint: "Everybody sees it.", maximum: 500, isRequired: true))
          + Form.submit("Award", style: .plain)))</section>

      """
  }

  private static func disqualification(_ view: OrganisedTeams, _ place: Organised, in frame: PageFrame) -> HTML {
    let teamsIn = view.lines.filter { $0.disqualified == nil }
    guard !teamsIn.isEmpty else { return .empty }
    return """
      <section aria-labelledby="h-out">
      <h2 id="h-out">Disqualify</h2>
      \(Form.html(
        place.api + "/disqualify", in: frame, then: place.done, question: "Disqualify the team?",
        teams(teamsIn, id: "out-team")
          + Form.field(
            .init(name: "reason", label: "Why", id: "out-reason", hint: "The team sees it.", maximum: 500, isRequired: true))
          + Form.submit("Disqualify", style: .danger)))</section>

      """
  }

  private static func brackets(_ view: OrganisedTeams, _ place: Organised, in frame: PageFrame) -> HTML {
    guard !view.brackets.isEmpty else { return .empty }
    return """
      <section aria-labelledby="h-bracket">
      <h2 id="h-bracket">Bracket</h2>
      \(Form.html(
        place.api + "/bracket", in: frame, then: place.done,
        teams(view.lines, id: "bracket-team")
          + Form.choice("bracket", "Bracket", view.brackets.map { ($0, $0) }, id: "bracket-name")
          + Form.submit("Move", style: .plain)))</section>

      """
  }
}

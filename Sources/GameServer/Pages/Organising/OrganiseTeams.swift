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

  /// Of one page: also its forms know these teams alone.
  var lines: [Line]
  var brackets: [String]
  /// The newest first, as many as a page has.
  var awards: [Award]
  /// All awards that there are.
  var awardCount: Int
  /// What the teams' names hold; all teams where it is empty.
  var text: String = ""
  /// Teams of this kind.
  var count: Int
  var paging: Paging

  /// Teams, and awards, on a page.
  static let pageSize = 20
}

enum OrganiseTeams {
  static func html(_ view: OrganisedTeams, _ place: Organised, in frame: PageFrame) -> HTML {
    let then = path(view, place, page: view.paging.page) + "&done=1"
    guard !view.lines.isEmpty else {
      let none = view.text.isEmpty ? "None has joined yet." : "No team is called so."
      return section(search(view, place) + "<p>\(none)</p>\n")
    }
    return section(search(view, place) + list(view, place, then, in: frame)) + award(view, place, then, in: frame)
      + disqualification(view, place, then, in: frame) + brackets(view, place, then, in: frame)
  }

  private static func section(_ body: HTML) -> HTML {
    "<section aria-labelledby=\"h-teams\">\n<h2 id=\"h-teams\">Teams</h2>\n\(body)</section>\n"
  }

  private static func path(_ view: OrganisedTeams, _ place: Organised, page: Int) -> String {
    "\(place.page)?text=\(Path.part(view.text))&page=\(page)"
  }

  /// Where there is more than one page to look through.
  private static func search(_ view: OrganisedTeams, _ place: Organised) -> HTML {
    guard view.paging.pageCount > 1 || !view.text.isEmpty else { return .empty }
    return """
      <form class="form inline" method="get" action="\(place.page)" role="search">
      <p class="field"><label for="text">Name holds</label> <input id="text" name="text" value="\(view.text)" type="search" maxlength="100"></p>
      <p><button class="plain">Search</button></p></form>
      <p class="faint">\(view.count) \(view.count == 1 ? "team" : "teams"), those with most points first. The forms below are for the teams on this page.</p>

      """
  }

  private static func list(
    _ view: OrganisedTeams, _ place: Organised, _ then: String, in frame: PageFrame
  ) -> HTML {
    let pages = PageLinks.html("Pages of the teams", view.paging) { page in
      path(view, place, page: page)
    }
    let rows: [HTML] = view.lines.map { line in
      let out: HTML? = line.disqualified.map { reason in
        """
        <p class="faint">Disqualified: \(reason, limit: 1000)</p>
        \(Form.button(place.api + "/readmit", "Let back in", in: frame, then: then, style: .quiet, values: [("team", String(line.team.id))], detail: line.team.name))
        """
      }
      return """
        <tr><th scope="row">\(line.team.html)\(out)</th><td>\(line.members.joined(separator: ", "), limit: 1000)</td>\
        <td>\(line.bracket ?? "–", limit: 200)</td><td class="number">\(line.score)</td></tr>

        """
    }
    return """
      <div class="scroll" role="region" aria-label="Teams" tabindex="0"><table>
      <thead><tr><th scope="col">Team</th><th scope="col">Members</th><th scope="col">Bracket</th>\
      <th scope="col" class="number">Score</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>
      \(pages)
      """
  }

  private static func teams(_ lines: [OrganisedTeams.Line], id: String) -> HTML {
    Form.choice("team", "Team", lines.map { (String($0.team.id), $0.team.name) }, id: id)
  }

  private static func award(
    _ view: OrganisedTeams, _ place: Organised, _ then: String, in frame: PageFrame
  ) -> HTML {
    let rows: [HTML] = view.awards.map { award in
      """
      <li><span class="when">\(TimeText.clock(award.at))</span> \(award.points > 0 ? "+" : "")\(award.points) to \
      \(award.team.html): \(award.reason, limit: 1000) <span class="faint">by \(award.by, limit: 400)</span></li>

      """
    }
    let rest = view.awardCount - view.awards.count
    let more: HTML =
      rest > 0
      ? "<p class=\"faint\">and \(rest) more, which are in the <a href=\"\(place.auditPage)\">audit</a></p>\n" : .empty
    let list: HTML = rows.isEmpty ? .empty : "<ul class=\"list\">\n\(rows)</ul>\n\(more)"
    return """
      <section aria-labelledby="h-award">
      <h2 id="h-award">Award points</h2>
      \(list)\(Form.html(
        place.api + "/awards", in: frame, then: then,
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

  private static func disqualification(
    _ view: OrganisedTeams, _ place: Organised, _ then: String, in frame: PageFrame
  ) -> HTML {
    let teamsIn = view.lines.filter { $0.disqualified == nil }
    guard !teamsIn.isEmpty else { return .empty }
    return """
      <section aria-labelledby="h-out">
      <h2 id="h-out">Disqualify</h2>
      \(Form.html(
        place.api + "/disqualify", in: frame, then: then, question: "Disqualify the team?",
        teams(teamsIn, id: "out-team")
          + Form.field(
            .init(name: "reason", label: "Why", id: "out-reason", hint: "The team sees it.", maximum: 500, isRequired: true))
          + Form.submit("Disqualify", style: .danger)))</section>

      """
  }

  private static func brackets(
    _ view: OrganisedTeams, _ place: Organised, _ then: String, in frame: PageFrame
  ) -> HTML {
    guard !view.brackets.isEmpty else { return .empty }
    return """
      <section aria-labelledby="h-bracket">
      <h2 id="h-bracket">Bracket</h2>
      \(Form.html(
        place.api + "/bracket", in: frame, then: then,
        teams(view.lines, id: "bracket-team")
          + Form.choice("bracket", "Bracket", view.brackets.map { ($0, $0) }, id: "bracket-name")
          + Form.submit("Move", style: .plain)))</section>

      """
  }
}

import Leaderboard
import Scoring

/// A team at a scenario, as those who organise see it: with what the players do not know.
struct OrganisedStuck: Hashable, Sendable {
  var team: TeamLink
  var run: Int64
  var scenario: String
  /// Since it began.
  var seconds: Int
  /// Since it last saw something that counts.
  var secondsWithoutEvidence: Int
  var found: Int
  var facts: Int
  /// Sentences of what it could see next.
  var next: [String]
  var hints: Int
}

struct OrganisedAudit: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var at: Int64
    var by: String
    var action: String
    var subject: String
    var detail: String
  }

  /// The newest first.
  var lines: [Line]
  /// Where older ones begin; nil where there are none.
  var before: Int64?
}

/// What organisers watch while it goes on.
enum OrganiseWatch {
  static func stuck(_ rows: [OrganisedStuck]) -> HTML {
    guard !rows.isEmpty else { return "<p>No run is open.</p>\n" }
    let items: [HTML] = rows.sorted { $0.secondsWithoutEvidence > $1.secondsWithoutEvidence }.map { row in
      let next: [HTML] = row.next.map { "<li>\($0)</li>\n" }
      let hints: HTML? = row.hints == 0 ? nil : " · \(row.hints) \(row.hints == 1 ? "hint" : "hints")"
      return """
        <li><h3>\(row.team.html) <span class="faint">at \(row.scenario)</span></h3>
        <p><strong>\(CardText.clock(row.secondsWithoutEvidence))</strong> without anything new; begun \
        \(CardText.clock(row.seconds)) ago · \(row.found) of \(row.facts) facts\(hints)</p>
        <details><summary>What could be seen next</summary>
        <ul>
        \(next)</ul></details></li>

        """
    }
    return """
      <h2>Open runs</h2>
      <p>Who has seen nothing new for longest comes first. This says what is wrong: keep it from the players.</p>
      <ul class="list stuck">
      \(items)</ul>

      """
  }

  static func announcements(_ said: [CompetitionView.Announcement], _ place: Organised, in frame: PageFrame) -> HTML {
    let items: [HTML] = said.map {
      "<li><span class=\"when\">\(TimeText.moment($0.at))</span> \($0.text, limit: 8000)</li>\n"
    }
    let list: HTML = items.isEmpty ? .empty : "<ul class=\"said\">\n\(items)</ul>\n"
    return Form.html(
      place.api + "/announcements", in: frame, then: place.done,
      Form.area(
        "text", "Say something to all players", "", hint: "It appears on every open page at once, and stays.", rows: 3)
        + Form.submit("Announce")) + list
  }

  /// - Parameter path: of the page itself.
  static func audit(_ audit: OrganisedAudit, path: String) -> HTML {
    let rows: [HTML] = audit.lines.map { line in
      """
      <tr><td>\(TimeText.moment(line.at))</td><th scope="row">\(line.by, limit: 400)</th><td>\(line.action)</td>\
      <td>\(line.subject, limit: 400)</td><td>\(line.detail, limit: 2000)</td></tr>

      """
    }
    let older: HTML? = audit.before.map { "<p><a href=\"\(path)?before=\($0)\">Older</a></p>\n" }
    guard !rows.isEmpty else { return "<p>Nothing has been done yet.</p>\n" }
    return """
      <div class="scroll" role="region" aria-label="Audit" tabindex="0"><table>
      <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Did</th>\
      <th scope="col">To</th><th scope="col">What</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>
      \(older)
      """
  }
}

/// What was done on the server as a whole.
enum OrganiseAuditPage {
  static func html(_ audit: OrganisedAudit, in frame: PageFrame) -> String {
    frame.document(
      "Audit", width: .wide,
      """
      <p class="kind"><a href="/organise">Organise</a></p>
      <h1>Audit</h1>
      \(OrganiseWatch.audit(audit, path: "/organise/audit"))
      """)
  }
}

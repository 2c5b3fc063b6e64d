import Leaderboard

/// The way into a team, for who is in none.
enum TeamsPage {
  static func html(in frame: PageFrame) -> String {
    let found = Form.html(
      "/api/v1/teams", in: frame, then: "/teams",
      Form.field(
        .init(name: "name", label: "Name of the team", hint: "1 to 40 characters.", maximum: 80, isRequired: true))
        + Form.submit("Found it"))
    let join = Form.html(
      "/api/v1/teams/join", in: frame, then: "/teams",
      Form.field(
        .init(
          name: "code", label: "Invitation", hint: "The link that your captain gave you, or what stands at its end.",
          isRequired: true)) + Form.submit("Join", style: .plain))
    return frame.document(
      "Team",
      """
      <h1>Team</h1>
      <p>You play alone: a team of one. In a team everybody's commands act on one cluster, and evidence counts for all.</p>
      <section aria-labelledby="h-join">
      <h2 id="h-join">Join a team</h2>
      \(join)</section>
      <section aria-labelledby="h-found">
      <h2 id="h-found">Found a team</h2>
      \(found)</section>

      """)
  }
}

struct TeamView: Hashable, Sendable {
  struct Member: Hashable, Sendable {
    var account: Int64
    var name: String
    var isCaptain: Bool
  }

  struct Run: Hashable, Sendable {
    /// Nil where the reader may not look at it.
    var id: Int64?
    var title: String
    var startedAt: Int64
    /// Nil while it goes on.
    var points: Int?
    var isSolved: Bool
  }

  var id: Int64
  var name: String
  var members: [Member]
  var sizeLimit: Int
  var runs: [Run]
  /// The reader's part in it.
  var isMember: Bool
  var isCaptain: Bool
  /// A link that was just made: its secret is shown this once.
  var newInvite: String?
  /// Whether a link is out.
  var hasInvite: Bool
}

enum TeamPage {
  static func html(_ view: TeamView, in frame: PageFrame) -> String {
    frame.document(
      view.name,
      """
      <p class="kind">Team</p>
      <h1>\(view.name, limit: 400)</h1>
      <section aria-labelledby="h-members">
      <h2 id="h-members">Members</h2>
      \(members(view, in: frame))</section>
      \(view.isMember ? invitation(view, in: frame) : .empty)\(runs(view))\(settings(view, in: frame))
      """)
  }

  private static func api(_ view: TeamView) -> String { "/api/v1/teams/\(view.id)" }
  private static func page(_ view: TeamView) -> String { "/teams/\(view.id)?done=1" }

  private static func members(_ view: TeamView, in frame: PageFrame) -> HTML {
    let rows: [HTML] = view.members.map { member in
      let role: HTML? = member.isCaptain ? " <span class=\"tag\">captain</span>" : nil
      var actions = HTML.empty
      if view.isCaptain, !member.isCaptain {
        let values = [("account", String(member.account))]
        actions =
          Form.button(
            "\(api(view))/captain", "Make captain", in: frame, then: page(view), style: .quiet, values: values,
            question: "Make \(member.name) the captain in your place?", detail: member.name)
          + Form.button(
            "\(api(view))/remove", "Remove", in: frame, then: page(view), style: .quiet, values: values,
            question: "Remove \(member.name) from the team?", detail: member.name)
      }
      return
        "<li><a href=\"\(Path.to("players", member.name))\">\(member.name, limit: 400)</a>\(role) \(actions)</li>\n"
    }
    return "<ul class=\"list\">\n\(rows)</ul>\n<p class=\"faint\">\(view.members.count) of \(view.sizeLimit).</p>\n"
  }

  private static func invitation(_ view: TeamView, in frame: PageFrame) -> HTML {
    let link: HTML
    if let invite = view.newInvite {
      link = """
        <div class="notice" role="status"><p>Send this link to those whom you want in the team. It is shown this once:</p>
        <p class="copy"><code id="new-invite">\(invite)</code> <button type="button" class="quiet" data-copy="new-invite" hidden>Copy</button></p>
        </div>

        """
    } else if view.hasInvite {
      link = "<p>A link is out. A new one makes it void.</p>\n"
    } else {
      link = .empty
    }
    let button =
      view.isCaptain
      ? Form.button(
        "/teams/\(view.id)/invite", view.hasInvite ? "New invitation link" : "Make an invitation link", in: frame)
      : "<p>The captain makes the links.</p>\n"
    return "<section aria-labelledby=\"h-invite\">\n<h2 id=\"h-invite\">Invitation</h2>\n\(link)\(button)</section>\n"
  }

  private static func runs(_ view: TeamView) -> HTML {
    let rows: [HTML] = view.runs.map { run in
      let title: HTML = run.id.map { "<a href=\"\(Path.to("runs", String($0)))\">\(run.title)</a>" } ?? "\(run.title)"
      let state = run.points == nil ? "open" : run.isSolved ? "solved" : "not solved"
      return """
        <tr><th scope="row">\(title)</th><td>\(TimeText.moment(run.startedAt))</td><td>\(state)</td>\
        <td class="number">\(run.points.map(String.init) ?? "–")</td></tr>

        """
    }
    let table: HTML =
      view.runs.isEmpty
      ? "<p>None yet.</p>\n"
      : """
      <div class="scroll" role="region" aria-label="Runs" tabindex="0"><table>
      <thead><tr><th scope="col">Scenario</th><th scope="col">Started</th><th scope="col">State</th>\
      <th scope="col" class="number">Points</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>

      """
    return "<section aria-labelledby=\"h-runs\">\n<h2 id=\"h-runs\">Runs</h2>\n\(table)</section>\n"
  }

  private static func settings(_ view: TeamView, in frame: PageFrame) -> HTML {
    guard view.isMember else { return .empty }
    let rename =
      view.isCaptain
      ? Form.html(
        api(view), in: frame, method: "PATCH", then: page(view),
        Form.field(.init(name: "name", label: "Name of the team", value: view.name, maximum: 80, isRequired: true))
          + Form.submit("Rename", style: .plain)) : .empty
    return """
      <section aria-labelledby="h-settings">
      <h2 id="h-settings">\(view.isCaptain ? "Settings" : "Leave")</h2>
      \(rename)\(Form.button("\(api(view))/leave", "Leave the team", in: frame, then: "/teams", style: .danger, question: "Leave \(view.name)?"))</section>

      """
  }
}

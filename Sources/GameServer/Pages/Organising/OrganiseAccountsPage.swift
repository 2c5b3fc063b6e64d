import Leaderboard

struct OrganisedAccounts: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var id: Int64
    var name: String
    var role: String
    var created: Int64
    var isDisabled: Bool
  }

  var lines: [Line]
  /// What their names hold.
  var text: String
  /// Where the next page begins; nil on the last.
  var after: Int64?
  /// From the lowest on.
  var roles: [String]
  /// A one-time link that was just made: shown this once, with whom it is for.
  var newLink: NewLink?

  struct NewLink: Hashable, Sendable {
    var name: String
    var url: String
  }
}

enum OrganiseAccountsPage {
  static func html(_ view: OrganisedAccounts, in frame: PageFrame) -> String {
    let link: HTML? = view.newLink.map { link in
      """
      <div class="notice" role="status"><p>The one-time sign-in link of \(link.name, limit: 400). It is shown this once:</p>
      <p class="copy"><code id="new-link">\(link.url)</code> <button type="button" class="quiet" data-copy="new-link" hidden>Copy</button></p>
      </div>

      """
    }
    let more: HTML? = view.after.map {
      "<p><a href=\"/organise/accounts?text=\(Path.part(view.text))&amp;after=\($0)\">More</a></p>\n"
    }
    return frame.document(
      "Accounts", width: .wide,
      """
      <p class="kind"><a href="/organise">Organise</a></p>
      <h1>Accounts</h1>
      \(link)<form class="form inline" method="get" action="/organise/accounts" role="search">
      <p class="field"><label for="text">Name holds</label> <input id="text" name="text" value="\(view.text)" type="search"></p>
      <p><button class="plain">Search</button></p></form>
      \(list(view, in: frame))\(more)<section aria-labelledby="h-new">
      <h2 id="h-new">A new account</h2>
      \(Form.html(
        "/organise/accounts", in: frame,
        Form.field(.init(name: "name", label: "Name", id: "new-name", maximum: 80, isRequired: true))
          + Form.choice("role", "Role", view.roles.map { ($0, $0) }, id: "new-role")
          + Form.submit("Make it, and a sign-in link")))</section>

      """)
  }

  private static func list(_ view: OrganisedAccounts, in frame: PageFrame) -> HTML {
    guard !view.lines.isEmpty else { return "<p>Nobody is called so.</p>\n" }
    let rows: [HTML] = view.lines.map { line in
      let root = "/organise/accounts/\(line.id)"
      let api = "/api/v1/accounts/\(line.id)"
      let role = Form.html(
        api + "/role", in: frame, method: "PUT", then: "/organise/accounts?done=1", className: "inline",
        label: "Role of \(line.name)",
        """
        <label for="role-\(line.id)" class="away">Role of \(line.name, limit: 400)</label>
        <select id="role-\(line.id)" name="role">\(view.roles.map { role -> HTML in
          "<option\(role == line.role ? " selected" : .empty)>\(role)</option>"
        })</select>
        <button class="quiet">Set</button>

        """)
      let access =
        line.isDisabled
        ? Form.button(
          api + "/enable", "Enable", in: frame, then: "/organise/accounts?done=1", style: .quiet, detail: line.name)
        : Form.button(
          api + "/disable", "Disable", in: frame, then: "/organise/accounts?done=1", style: .quiet,
          question: "Disable \(line.name)? They are signed out and cannot sign in.", detail: line.name)
      let deletion = Form.html(
        api, in: frame, method: "DELETE", then: "/organise/accounts?done=1", label: "Delete \(line.name)",
        Form.field(
          .init(
            name: "confirm", label: "Type the name", id: "confirm-\(line.id)", hint: "Results stay, without it.",
            autocomplete: "off", isRequired: true)) + Form.submit("Delete for good", style: .danger))
      return """
        <tr><th scope="row"><a href="\(Path.to("players", line.name))">\(line.name, limit: 400)</a>\
        \(line.isDisabled ? " <span class=\"tag bad\">disabled</span>" : .empty)</th>\
        <td>\(TimeText.moment(line.created))</td><td>\(role)</td>\
        <td>\(Form.button(root + "/link", "Sign-in link", in: frame, style: .quiet, detail: line.name))\(access)\
        <details><summary>Delete<span class="away"> \(line.name, limit: 400)</span></summary>
        \(deletion)</details></td></tr>

        """
    }
    return """
      <div class="scroll" role="region" aria-label="Accounts" tabindex="0"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Since</th><th scope="col">Role</th>\
      <th scope="col"><span class="away">Actions</span></th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>

      """
  }
}

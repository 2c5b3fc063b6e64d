import Leaderboard

struct AccountView: Hashable, Sendable {
  struct Token: Hashable, Sendable {
    var id: Int64
    var name: String
    var created: Int64
    var lastUsed: Int64?
  }

  var name: String
  var role: String
  var created: Int64
  var hasPassword: Bool
  var tokens: [Token]
  /// A token that was just made: it is shown once.
  var newToken: String?
  /// Where players reach this server: `https://drill.example`.
  var publicURL: String
}

enum AccountPage {
  static func html(_ view: AccountView, in frame: PageFrame) -> String {
    frame.document(
      "Account",
      """
      <h1>\(view.name, limit: 400)</h1>
      <p><a href="\(Path.to("players", view.name))">Your page</a>, as others see it. Here since \
      \(TimeText.moment(view.created)). Role: \(view.role).</p>
      \(password(view, in: frame))\(tokens(view, in: frame))\(sessions(view, in: frame))
      """)
  }

  private static func password(_ view: AccountView, in frame: PageFrame) -> HTML {
    let current =
      view.hasPassword
      ? Form.field(
        .init(
          name: "current", label: "Password now", type: "password", autocomplete: "current-password", isRequired: true))
      : .empty
    let form = Form.html(
      "/api/v1/me/password", in: frame, method: "PUT", then: "/account?done=1",
      "<input type=\"text\" autocomplete=\"username\" value=\"\(view.name)\" hidden>\n" + current
        + Form.field(
          .init(
            name: "password", label: "New password", type: "password", hint: "At least 8 characters.",
            autocomplete: "new-password", isRequired: true))
        + Form.submit(view.hasPassword ? "Change password" : "Set password"))
    return """
      <section aria-labelledby="h-password">
      <h2 id="h-password">Password</h2>
      \(view.hasPassword ? HTML.empty : "<p>You have none: a sign-in link is the only way back in.</p>\n")\(form)</section>

      """
  }

  private static func tokens(_ view: AccountView, in frame: PageFrame) -> HTML {
    let new: HTML? = view.newToken.map { token in
      """
      <div class="notice" role="status"><p>Your new token. It is shown this once:</p>
      <p class="copy"><code id="new-token">\(token)</code> <button type="button" class="quiet" data-copy="new-token" hidden>Copy</button></p>
      </div>

      """
    }
    let rows: [HTML] = view.tokens.map { token in
      """
      <tr><th scope="row">\(token.name, limit: 400)</th><td>\(TimeText.moment(token.created))</td>\
      <td>\(token.lastUsed.map(TimeText.moment) ?? "never used")</td>\
      <td class="number">\(Form.button("/api/v1/tokens/\(token.id)", "Delete", in: frame, method: "DELETE", then: "/account?done=1", style: .quiet, detail: token.name))</td></tr>

      """
    }
    let table: HTML =
      view.tokens.isEmpty
      ? .empty
      : """
      <div class="scroll" role="region" aria-label="Tokens" tabindex="0"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Made</th><th scope="col">Last used</th>\
      <th scope="col"><span class="away">Delete</span></th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>

      """
    return """
      <section aria-labelledby="h-tokens">
      <h2 id="h-tokens">Terminal and scripts</h2>
      <p>In your terminal, <code>firedrill join \(view.publicURL)</code> signs you in and keeps a token by itself. For scripts
      that use the <a href="/api/v1/openapi.json">API</a>, make one here.</p>
      \(new)\(table)\(Form.html("/account/tokens", in: frame, Form.field(.init(name: "name", label: "Name of a new token", maximum: 80, isRequired: true)) + Form.submit("Make a token", style: .plain)))</section>

      """
  }

  private static func sessions(_ view: AccountView, in frame: PageFrame) -> HTML {
    let button = Form.button(
      "/api/v1/sessions", "Sign out everywhere else", in: frame, method: "DELETE", then: "/account?done=1")
    return """
      <section aria-labelledby="h-sessions">
      <h2 id="h-sessions">Sessions</h2>
      <p>Where else you are signed in with a browser, you can be signed out from here.</p>
      \(button)</section>

      """
  }
}

import Leaderboard

/// What the pages to sign in and up carry along.
struct SignView: Hashable, Sendable {
  /// Typed before, when it did not go.
  var name: String = ""
  /// The path to go to afterwards.
  var then: String = ""
  /// The secret of a team's invitation that is accepted with it.
  var invite: String = ""
  /// The team of that invitation.
  var team: String?
  /// Whether players may make accounts for themselves.
  var isOpenToAll: Bool = true
}

enum SignInPage {
  static func html(_ view: SignView, in frame: PageFrame) -> String {
    let up: HTML =
      view.isOpenToAll
      ? "<p>No account yet? <a href=\"/signup\(SignUpPage.query(view))\">Sign up</a>.</p>\n" : .empty
    let form = Form.html(
      "/signin", in: frame,
      SignUpPage.carried(view)
        + Form.field(
          .init(name: "name", label: "Name", value: view.name, autocomplete: "username", isRequired: true))
        + Form.field(
          .init(
            name: "password", label: "Password", type: "password", autocomplete: "current-password", isRequired: true))
        + Form.submit("Sign in"))
    return frame.document(
      "Sign in", width: .narrow,
      """
      <h1>Sign in</h1>
      \(form)\(up)<p class="faint">With a sign-in link you need no password: open it. Whoever organises here can make you one.</p>

      """)
  }
}

enum SignUpPage {
  static func html(_ view: SignView, in frame: PageFrame) -> String {
    let team: HTML? = view.team.map { "<p>You are invited to team <strong>\($0, limit: 400)</strong>.</p>\n" }
    let form = Form.html(
      "/signup", in: frame,
      carried(view)
        + Form.field(
          .init(
            name: "name", label: "Name", value: view.name, hint: "Everybody sees it. 1 to 40 characters.",
            autocomplete: "username", maximum: 80, isRequired: true))
        + Form.field(
          .init(
            name: "password", label: "Password", type: "password",
            hint: "At least 8 characters. Without one you come back by a sign-in link only.",
            autocomplete: "new-password"))
        + Form.submit("Sign up"))
    return frame.document(
      "Sign up", width: .narrow,
      """
      <h1>Sign up</h1>
      \(team)\(form)<p>You have an account? <a href="/signin\(query(view))">Sign in</a>.</p>

      """)
  }

  static func carried(_ view: SignView) -> HTML {
    let pairs = [("then", view.then), ("invite", view.invite)].filter { !$0.1.isEmpty }
    let fields: [HTML] = pairs.map { "<input type=\"hidden\" name=\"\($0)\" value=\"\($1)\">\n" }
    return "\(fields)"
  }

  static func query(_ view: SignView) -> String {
    let pairs = [("then", view.then), ("invite", view.invite)].filter { !$0.1.isEmpty }
    return pairs.isEmpty ? "" : "?" + pairs.map { "\($0)=\(Path.part($1))" }.joined(separator: "&")
  }
}

/// A one-time link. Opening it shows a button: programs that look at links in mails use nothing up.
struct LinkView: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    /// Of an account that is there.
    case signIn(name: String)
    /// For somebody who chooses a name.
    case invitation(team: String?)
  }

  var token: String
  var purpose: Purpose
  /// Typed before, when it did not go.
  var name: String = ""
}

enum LinkPage {
  static func html(_ view: LinkView, in frame: PageFrame) -> String {
    let path = Path.to("links", view.token)
    switch view.purpose {
    case .signIn(let name):
      let form = Form.html(path, in: frame, Form.submit("Sign in as \(name)"))
      return frame.document(
        "Sign in", width: .narrow,
        "<h1>Welcome, \(name, limit: 400)</h1>\n<p>This link signs you in once.</p>\n\(form)")
    case .invitation(let team):
      let to: HTML? = team.map { " to team <strong>\($0, limit: 400)</strong>" }
      let form = Form.html(
        path, in: frame,
        Form.field(
          .init(
            name: "name", label: "Name", value: view.name, hint: "Everybody sees it. 1 to 40 characters.",
            autocomplete: "username", maximum: 80, isRequired: true)) + Form.submit("Come in"))
      return frame.document(
        "Invitation", width: .narrow, "<h1>You are invited</h1>\n<p>This link lets you in\(to), once.</p>\n\(form)")
    }
  }
}

/// A team's invitation, opened by who is signed in.
struct InviteView: Hashable, Sendable {
  var token: String
  var team: String
  var captain: String
  var members: [String]
  /// Why the reader cannot join as it is: they are in another team, it is full.
  var obstacle: String?
}

enum InvitePage {
  static func html(_ view: InviteView, in frame: PageFrame) -> String {
    let path = Path.to("invites", view.token)
    let answer: HTML
    if let obstacle = view.obstacle {
      answer = "<p class=\"notice bad\">\(obstacle)</p>\n"
    } else if frame.reader == nil {
      let carried = SignUpPage.query(SignView(then: path, invite: view.token))
      answer = """
        <p class="actions"><a class="button primary" href="/signup\(carried)">Sign up</a> \
        <a class="button" href="/signin\(carried)">Sign in</a></p>

        """
    } else {
      answer = Form.html(
        "/api/v1/teams/join", in: frame, then: "/teams",
        "<input type=\"hidden\" name=\"code\" value=\"\(view.token)\">\n" + Form.submit("Join \(view.team)"))
    }
    return frame.document(
      "Join \(view.team)", width: .narrow,
      """
      <h1>Join \(view.team, limit: 400)?</h1>
      <p>\(view.captain, limit: 400) is the captain. In it: \(view.members.joined(separator: ", ")).</p>
      <p>A team shares one cluster a scenario. Evidence counts once, for all.</p>
      \(answer)
      """)
  }
}

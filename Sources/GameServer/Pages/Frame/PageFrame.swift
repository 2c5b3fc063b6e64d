import Leaderboard

/// Who reads a page.
struct Reader: Hashable, Sendable {
  var account: Int64
  var name: String
  var isOrganiser: Bool
  var isAdmin: Bool
  /// The session's token against forged forms.
  var csrf: String
  /// The team that is not a team of one.
  var team: TeamLink?

  init(
    account: Int64, name: String, isOrganiser: Bool = false, isAdmin: Bool = false, csrf: String,
    team: TeamLink? = nil
  ) {
    self.account = account
    self.name = name
    self.isOrganiser = isOrganiser
    self.isAdmin = isAdmin
    self.csrf = csrf
    self.team = team
  }
}

/// What all pages share: who reads, where they are, what just happened.
struct PageFrame: Hashable, Sendable {
  /// What came of a form.
  struct Notice: Hashable, Sendable {
    var text: String
    var isError: Bool

    init(_ text: String, isError: Bool = false) {
      self.text = text
      self.isError = isError
    }
  }

  /// Of the page: marks where the reader is in the menu.
  var path: String
  var reader: Reader?
  var notice: Notice?
  /// Microseconds since 1970.
  var now: Int64

  init(path: String, reader: Reader? = nil, notice: Notice? = nil, now: Int64) {
    self.path = path
    self.reader = reader
    self.notice = notice
    self.now = now
  }

  var csrf: String { reader?.csrf ?? "" }

  /// A whole page.
  /// - Parameters:
  ///   - title: for the window; unescaped.
  ///   - scripts: those that the page needs besides the one of all pages.
  ///   - width: a class of the page's `main`.
  ///   - reloads: seconds after which a reader without scripts gets the page anew.
  func document(
    _ title: String, scripts: [Asset] = [], width: Width = .text, reloads: Int? = nil, _ body: HTML
  ) -> String {
    let reload: HTML? = reloads.map { "<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"></noscript>\n" }
    let token: HTML? = reader.map { "<meta name=\"csrf\" content=\"\($0.csrf)\">\n" }
    let code: [HTML] = ([Asset.site] + scripts).map { "<script src=\"\($0.path)\" defer></script>\n" }
    let page: HTML = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(token)\(reload)<title>\(title, limit: 200) · Firedrill</title>
      <link rel="icon" href="\(Asset.icon.path)">
      <link rel="stylesheet" href="\(Asset.style.path)">
      \(code)</head>
      <body>
      <a class="skip" href="#main">To the content</a>
      \(head)<main id="main" class="\(width.rawValue)" tabindex="-1">
      \(said)\(body)</main>
      \(foot)</body>
      </html>

      """
    return page.markup
  }

  enum Width: String, Sendable {
    case text = "is-text"
    case wide = "is-wide"
    case narrow = "is-narrow"
    /// As wide as the window.
    case full = "is-full"
  }

  // MARK: Parts

  private var said: HTML {
    guard let notice else { return .empty }
    return notice.isError
      ? "<p class=\"notice bad\" role=\"alert\">\(notice.text)</p>\n"
      : "<p class=\"notice\" role=\"status\">\(notice.text)</p>\n"
  }

  private var head: HTML {
    var places = [("/scenarios", "Scenarios"), ("/competitions", "Competitions"), ("/board", "Board")]
    if let reader {
      places.insert(("/runs", "Runs"), at: 1)
      places.append(("/teams", "Team"))
      if reader.isOrganiser || reader.isAdmin { places.append(("/organise", "Organise")) }
    }
    places.append(("/help", "Help"))
    let links: [HTML] = places.map { place, name in
      "<li><a href=\"\(place)\"\(current(place))>\(name)</a></li>\n"
    }
    return """
      <header class="site">
      <a class="brand" href="/"\(current("/"))>Firedrill</a>
      <nav aria-label="Site"><ul>
      \(links)</ul></nav>
      \(account)</header>

      """
  }

  private var account: HTML {
    guard let reader else {
      return "<p class=\"who\"><a href=\"/signin\"\(current("/signin"))>Sign in</a></p>\n"
    }
    return """
      <div class="who"><a href="/account"\(current("/account"))>\(reader.name, limit: 400)</a>
      \(Form.button("/api/v1/signout", "Sign out", in: self, then: "/", style: .quiet))</div>

      """
  }

  private func current(_ place: String) -> HTML {
    if path == place { return " aria-current=\"page\"" }
    return place != "/" && path.hasPrefix(place + "/") ? " aria-current=\"true\"" : .empty
  }

  private var foot: HTML {
    """
    <footer class="site">
    <p>Firedrill: practise Kubernetes troubleshooting. <a href="/help">Help</a> · <a href="/api/v1/openapi.json">API</a></p>
    </footer>

    """
  }
}

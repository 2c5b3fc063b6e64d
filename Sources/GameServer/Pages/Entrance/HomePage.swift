import Leaderboard

struct HomeView: Hashable, Sendable {
  /// A run that goes on.
  struct OpenRun: Hashable, Sendable {
    var id: Int64
    var title: String
    /// The team whose run it is, unless it is the player's alone.
    var team: String?
    var startedAt: Int64
  }

  var openRuns: [OpenRun] = []
  /// Those that run, or are to come.
  var competitions: [CompetitionLine] = []
  var scenarioCount: Int
  /// Whether players may make accounts for themselves.
  var isOpenToAll: Bool = true
}

/// What this is, and where the reader goes on.
enum HomePage {
  static func html(_ view: HomeView, in frame: PageFrame) -> String {
    let body = frame.reader.map { inside(view, $0, in: frame) } ?? outside(view, in: frame)
    return frame.document(frame.reader == nil ? "Kubernetes troubleshooting practice" : "Home", body)
  }

  private static func outside(_ view: HomeView, in frame: PageFrame) -> HTML {
    let join: HTML =
      view.isOpenToAll
      ? "<a class=\"button primary\" href=\"/signup\">Sign up</a> <a class=\"button\" href=\"/signin\">Sign in</a>"
      : "<a class=\"button primary\" href=\"/signin\">Sign in</a>"
    return """
      <section class="hero" aria-labelledby="h-hero">
      <h1 id="h-hero">It is 03:12 and your pager goes off.</h1>
      <p>The cluster in front of you is broken. You have kubectl, a shell, and what users report. Find out what is wrong, mend
      it, and read how well you found out: which facts you saw and when, what you changed without knowing why, and what a
      short good investigation would have looked like.</p>
      <p class="actions">\(join)</p>
      </section>
      <section aria-labelledby="h-how">
      <h2 id="h-how">How it goes</h2>
      <ol class="steps">
      <li><strong>Choose a drill.</strong> There are \(view.scenarioCount). Each starts at once: the cluster is simulated, down
      to the kubelet's back-off and the words of its events.</li>
      <li><strong>Investigate.</strong> Here in the browser, in your terminal with <code>firedrill join</code>, or with
      your own kubectl. Looking before changing is what earns points.</li>
      <li><strong>Do it together.</strong> A team shares one cluster and sees who found what. In a competition, teams race
      on the same incidents.</li>
      </ol>
      </section>
      \(competitions(view.competitions, in: frame))
      """
  }

  private static func inside(_ view: HomeView, _ reader: Reader, in frame: PageFrame) -> HTML {
    let runs: [HTML] = view.openRuns.map { run in
      """
      <li><a href="\(Path.to("runs", String(run.id)))"><strong>\(run.title)</strong></a> \
      <span class="faint">\(run.team.map { "with \($0), " } ?? "")since \(TimeText.moment(run.startedAt))</span></li>

      """
    }
    let open: HTML =
      view.openRuns.isEmpty
      ? "<p>No incident is open. <a href=\"/scenarios\">Choose one</a>.</p>\n"
      : "<ul class=\"list\">\n\(runs)</ul>\n<p><a href=\"/scenarios\">Another scenario</a></p>\n"
    let team: HTML =
      reader.team.map { "<p>You play in \($0.html).</p>\n" }
      ?? "<p>You play alone. <a href=\"/teams\">Found a team, or join one</a>.</p>\n"
    return """
      <h1>Hello, \(reader.name, limit: 400)</h1>
      <section aria-labelledby="h-open">
      <h2 id="h-open">Your incidents</h2>
      \(open)</section>
      \(competitions(view.competitions, in: frame))<section aria-labelledby="h-team">
      <h2 id="h-team">Your team</h2>
      \(team)</section>

      """
  }

  private static func competitions(_ lines: [CompetitionLine], in frame: PageFrame) -> HTML {
    guard !lines.isEmpty else { return .empty }
    return """
      <section aria-labelledby="h-competitions">
      <h2 id="h-competitions">Competitions</h2>
      \(CompetitionsPage.list(lines, now: frame.now))</section>

      """
  }
}

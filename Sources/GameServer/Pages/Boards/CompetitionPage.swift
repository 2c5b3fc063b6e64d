import Leaderboard
import Scoring

/// A competition as its players see it. Times are microseconds since 1970.
struct CompetitionView: Hashable, Sendable {
  struct Task: Hashable, Sendable {
    enum Standing: Hashable, Sendable {
      /// Not released yet.
      case locked
      /// Why it cannot be begun now.
      case blocked(String)
      case ready
      /// The team's run that goes on.
      case open(run: Int64)
      /// Over; `again` says whether the rules allow another try.
      case done(run: Int64, points: Int, isSolved: Bool, again: Bool)
    }

    var scenario: String
    /// Empty before it is released.
    var title: String
    var difficulty: String
    var parSeconds: Int
    /// Of a hundred.
    var weight: Int
    var releasesAt: Int64?
    var solves: Int
    var standing: Standing
  }

  /// What organisers gave, or took away.
  struct Award: Hashable, Sendable {
    var team: String
    var points: Int
    var reason: String
  }

  struct Announcement: Hashable, Sendable {
    var at: Int64
    var text: String
  }

  var slug: String
  var name: String
  var about: String
  var isDraft: Bool = false
  var phase: CompetitionPhase
  var starts: Int64
  var ends: Int64
  /// From when on the board stands still.
  var freezesAt: Int64?
  /// Sentences that say the rules.
  var rules: [String]
  var brackets: [String]
  var teams: Int
  /// Nil for any number.
  var teamSize: Int?
  /// In their order; none before the start.
  var tasks: [Task]
  /// The newest first.
  var announcements: [Announcement]
  /// As far as the board shows them.
  var awards: [Award] = []
  /// Whether the reader's team is in it.
  var hasJoined: Bool
  /// Why it cannot join.
  var obstacle: String?
  /// Why it is out.
  var disqualified: String?
}

enum CompetitionPage {
  static func html(_ view: CompetitionView, in frame: PageFrame) -> String {
    let out: HTML? = view.disqualified.map {
      "<p class=\"notice bad\">Your team is disqualified: \($0, limit: 4000)</p>\n"
    }
    return frame.document(
      view.name, scripts: [.board],
      """
      <div id="live" data-competition="\(view.slug)"></div>
      <p class="kind">Competition</p>
      <h1>\(view.name, limit: 1000)</h1>
      <p>\(CompetitionsPage.tags(view.phase, isDraft: view.isDraft)) \
      \(CompetitionsPage.window(view.phase, view.starts, view.ends, now: frame.now))</p>
      <p class="actions"><a class="button" href="\(Path.to("competitions", view.slug, "board"))">Board</a>\(organise(view, in: frame))</p>
      \(out)\(announcements(view.announcements))\(joining(view, in: frame))\(tasks(view, in: frame))\(awards(view.awards))\(about(view))
      """)
  }

  private static func organise(_ view: CompetitionView, in frame: PageFrame) -> HTML {
    guard let reader = frame.reader, reader.isOrganiser else { return .empty }
    return " <a class=\"button quiet\" href=\"\(Path.to("organise", "competitions", view.slug))\">Organise</a>"
  }

  /// The element with the id `announcements`; those that come later are put on top.
  static func announcements(_ list: [CompetitionView.Announcement]) -> HTML {
    let items: [HTML] = list.map { said in
      "<li><span class=\"when\">\(TimeText.clock(said.at))</span> <span class=\"words\">\(said.text, limit: 8000)</span></li>\n"
    }
    return """
      <section aria-labelledby="h-said" id="said"\(list.isEmpty ? " hidden" : .empty)>
      <h2 id="h-said">Announcements</h2>
      <ul class="said" id="announcements" aria-live="polite">
      \(items)</ul>
      </section>

      """
  }

  private static func joining(_ view: CompetitionView, in frame: PageFrame) -> HTML {
    guard !view.hasJoined, !view.isDraft, view.phase != .over else { return .empty }
    let body: HTML
    if frame.reader == nil {
      body =
        "<p class=\"actions\"><a class=\"button primary\" href=\"/signin?then=\(Path.part(frame.path))\">Sign in to join</a></p>\n"
    } else if let obstacle = view.obstacle {
      body = "<p>\(obstacle)</p>\n"
    } else {
      let bracket =
        view.brackets.isEmpty ? HTML.empty : Form.choice("bracket", "Bracket", view.brackets.map { ($0, $0) })
      let team = frame.reader?.team.map { "with \($0.name)" } ?? "alone"
      body = Form.html(
        "/api/v1" + Path.to("competitions", view.slug, "join"), in: frame, then: Path.to("competitions", view.slug),
        bracket + Form.submit("Join \(team)"))
    }
    return """
      <section aria-labelledby="h-join">
      <h2 id="h-join">Take part</h2>
      <p>\(size(view.teamSize))</p>
      \(body)</section>

      """
  }

  private static func size(_ limit: Int?) -> String {
    switch limit {
    case nil: "Alone or in teams."
    case 1: "Everybody plays alone."
    case let limit?: "Alone, or in teams of up to \(limit)."
    }
  }

  private static func tasks(_ view: CompetitionView, in frame: PageFrame) -> HTML {
    let body: HTML
    if view.tasks.isEmpty {
      body = "<p>They are shown when it starts.</p>\n"
    } else {
      body = "<ul class=\"drills\">\n\(view.tasks.map { task($0, view, in: frame) })</ul>\n"
    }
    return "<section aria-labelledby=\"h-tasks\">\n<h2 id=\"h-tasks\">Incidents</h2>\n\(body)</section>\n"
  }

  private static func task(_ task: CompetitionView.Task, _ view: CompetitionView, in frame: PageFrame) -> HTML {
    guard task.standing != .locked else {
      let when: HTML = task.releasesAt.map { "opens \(TimeText.moment($0))" } ?? "not open yet"
      return "<li class=\"locked\"><div><h3>An incident to come</h3>\n<p class=\"faint\">\(when)</p></div></li>\n"
    }
    let weight: HTML? = task.weight == 100 ? nil : " · counts \(task.weight) %"
    let solves: HTML = task.solves == 0 ? "not solved yet" : "solved by \(task.solves)"
    return """
      <li id="\(task.scenario)"><div><h3>\(task.title)</h3>
      <p class="faint"><span class="level \(task.difficulty)">\(task.difficulty)</span> · par \
      \(CardText.clock(task.parSeconds))\(weight) · \(solves)</p></div>
      <div class="does">\(action(task, view, in: frame))</div></li>

      """
  }

  private static func action(_ task: CompetitionView.Task, _ view: CompetitionView, in frame: PageFrame) -> HTML {
    let isPlayable = view.hasJoined && view.phase == .running && view.disqualified == nil
    func start(_ label: String) -> HTML {
      guard isPlayable else { return .empty }
      return Form.button(
        "/runs", label, in: frame, style: .primary, values: [("scenario", task.scenario), ("competition", view.slug)],
        detail: task.title)
    }
    switch task.standing {
    case .locked: return .empty
    case .blocked(let why): return "<p class=\"faint\">\(why)</p>"
    case .ready: return start("Start")
    case .open(let run):
      return
        "<a class=\"button primary\" href=\"/runs/\(run)\">Go on<span class=\"away\"> with \(task.title)</span></a>"
    case .done(let run, let points, let isSolved, let again):
      return """
        <a href="/runs/\(run)"><strong>\(points)</strong> points<span class="away"> in \(task.title)</span></a>
        <span class="tag \(isSolved ? "running" : "over")">\(isSolved ? "solved" : "not solved")</span> \(again ? start("Try again") : .empty)
        """
    }
  }

  private static func awards(_ awards: [CompetitionView.Award]) -> HTML {
    guard !awards.isEmpty else { return .empty }
    let items: [HTML] = awards.map { award in
      let points = award.points > 0 ? "+\(award.points)" : "\(award.points)"
      return "<li>\(award.team, limit: 400): \(points). \(award.reason, limit: 4000)</li>\n"
    }
    return "<section aria-labelledby=\"h-awards\">\n<h2 id=\"h-awards\">Awards</h2>\n<ul>\n\(items)</ul>\n</section>\n"
  }

  private static func about(_ view: CompetitionView) -> HTML {
    let rules: [HTML] = view.rules.map { "<li>\($0)</li>\n" }
    let freeze: HTML? = view.freezesAt.map {
      "<li>The board stands still from \(TimeText.moment($0)) until the reveal.</li>\n"
    }
    let text: HTML = view.about.isEmpty ? .empty : "<p class=\"call\">\(view.about, limit: 20_000)</p>\n"
    return """
      <section aria-labelledby="h-about">
      <h2 id="h-about">About and rules</h2>
      \(text)<ul>
      \(rules)\(freeze)<li>\(view.teams) \(view.teams == 1 ? "team takes" : "teams take") part.</li>
      </ul>
      </section>

      """
  }
}

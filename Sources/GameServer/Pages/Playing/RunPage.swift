import Drills
import Leaderboard
import Scenarios
import Scoring

/// A run as a member of its team sees it: nothing that the team has not been told.
struct RunView: Sendable {
  struct Seat: Hashable, Sendable {
    var number: Int
    var player: String
  }

  struct Activity: Hashable, Sendable {
    var seat: Int
    /// Simulated, since the call.
    var seconds: Int
    var line: String
    /// Sentences of the evidence that it was the first to show.
    var evidence: [String]
    var isChange: Bool
  }

  struct Competition: Hashable, Sendable {
    var slug: String
    var name: String
  }

  var id: Int64
  var drill: DrillView
  /// The reader's.
  var seat: Int
  var seats: [Seat]
  /// From the oldest on.
  var activity: [Activity] = []
  /// Of the hints that were taken.
  var hints: [String] = []
  var team: TeamLink?
  var competition: Competition?
  /// Nobody but the captain may give up.
  var isCaptain: Bool = true
  var allowsOwnTools: Bool = true
  var allowsHints: Bool = true
  /// Whether there is an AI service to be asked.
  var answersQuestions: Bool = false
  /// When the time for it is over, by the wall clock.
  var deadline: Int64?
  /// Where players reach this server: `https://drill.example`.
  var publicURL: String
  /// When it is over.
  var card: Card?
}

enum RunPage {
  static func html(_ view: RunView, in frame: PageFrame) -> String {
    guard !view.drill.isOver else { return over(view, in: frame) }
    return frame.document(
      view.drill.title, scripts: [.terminal, .drill], width: .full,
      """
      <div class="drill" id="drill" data-run="\(view.id)" data-seat="\(view.seat)" data-namespace="\(view.drill.namespace)" \
      data-elapsed="\(view.drill.elapsedSeconds)">
      <div class="briefing">
      \(head(view))\(incident(view))\(standing(view))</div>
      \(terminal(view))<div class="beside">
      \(RunPanels.html(view, in: frame))</div>
      </div>
      \(editor)
      """)
  }

  private static func head(_ view: RunView) -> HTML {
    let competition: HTML? = view.competition.map {
      "<a href=\"\(Path.to("competitions", $0.slug))\">\($0.name, limit: 400)</a> · "
    }
    let team: HTML? = view.team.map { "\($0.html) · " }
    let until: HTML? = view.deadline.map { " · until <span id=\"deadline\">\(TimeText.moment($0))</span>" }
    return """
      <p class="kind">\(competition)\(team)par \(CardText.clock(view.drill.parSeconds))\(until)</p>
      <h1>\(view.drill.title)</h1>

      """
  }

  private static func incident(_ view: RunView) -> HTML {
    """
    <details class="incident" open><summary>The call</summary>
    <p class="call">\(view.drill.page, limit: 12_000)</p>
    <p class="faint">Namespace <code>\(view.drill.namespace)</code>.</p>
    </details>

    """
  }

  private static func standing(_ view: RunView) -> HTML {
    let drill = view.drill
    let objectives: [HTML] = drill.objectives.map { objective in
      """
      <li data-met="\(objective.isMet ? "yes" : "no")"><span class="met">\(objective.isMet ? "met" : "not met")</span> \
      \(objective.says)</li>

      """
    }
    return """
      <section class="standing" aria-labelledby="h-objectives">
      <h2 id="h-objectives">The incident is over when</h2>
      <ul class="objectives" id="objectives">
      \(objectives)</ul>
      <p class="faint">and stays so for \(drill.holdSeconds) s.<span id="held"></span></p>
      <dl class="figures">
      <div><dt>Time</dt><dd id="v-time">\(CardText.clock(drill.elapsedSeconds))</dd></div>
      <div><dt>Points</dt><dd id="v-points">\(drill.points)</dd></div>
      <div><dt>Facts</dt><dd id="v-facts">\(drill.evidenceFound)</dd></div>
      <div><dt>Hints</dt><dd id="v-hints">\(drill.hintsTaken)</dd></div>
      </dl>
      \(lesson(drill.lesson))</section>

      """
  }

  private static func lesson(_ lesson: DrillView.Lesson?) -> HTML {
    guard let lesson else { return "<div id=\"lesson\" class=\"lesson\" role=\"status\" hidden></div>\n" }
    return """
      <div id="lesson" class="lesson" role="status"><p><strong>\(lesson.number) of \(lesson.count).</strong> \
      \(lesson.praise) \(lesson.says)</p></div>

      """
  }

  // MARK: Terminal

  private static func terminal(_ view: RunView) -> HTML {
    """
    <section class="terminal" id="terminal" aria-labelledby="h-terminal">
    <h2 id="h-terminal" class="away">Terminal</h2>
    <noscript><p class="notice">The terminal needs JavaScript. Without it, play in your own:
    <code>firedrill join \(view.publicURL)/runs/\(view.id)</code></p></noscript>
    <div class="works" hidden>
    <p class="link-state" id="link-state" role="status"></p>
    <div class="screen" id="screen" role="log" aria-live="off" aria-label="Terminal output" tabindex="0"></div>
    <p class="away" id="spoken" role="status"></p>
    <div class="choices" id="choices" role="group" aria-label="Completions" hidden></div>
    <form class="line" id="line-form"><label for="line" id="prompt">$</label>
    <textarea id="line" rows="1" autocapitalize="off" autocomplete="off" autocorrect="off" spellcheck="false" \
    enterkeyhint="send" aria-describedby="terminal-help"></textarea>
    <button class="primary send">Run</button></form>
    <div class="keys" role="group" aria-label="Keys">
    <button type="button" data-key="tab">Tab</button><button type="button" data-key="interrupt">Ctrl-C</button>\
    <button type="button" data-key="end">Ctrl-D</button><button type="button" data-key="up" aria-label="Earlier line">↑</button>\
    <button type="button" data-key="down" aria-label="Later line">↓</button>\
    <button type="button" data-key="clear">Clear</button>
    </div>
    <p class="away" id="terminal-help">Enter runs the line. Tab completes, and leaves the field when it is empty or after
    Escape. Up and Down bring earlier lines. Control C breaks off, Control L clears, Shift Enter begins a new line.</p>
    </div>
    </section>

    """
  }

  private static let editor: HTML = """
    <dialog id="editor" aria-labelledby="editor-title">
    <form method="dialog">
    <h2 id="editor-title">Edit</h2>
    <p class="faint" id="editor-help">Tab writes two blanks; Escape, then Tab leaves the text. Escape twice leaves without saving.</p>
    <label for="editor-text" class="away">Text</label>
    <textarea id="editor-text" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="editor-help"></textarea>
    <p class="actions"><button class="primary" value="save">Save and close</button>
    <button class="quiet" value="leave" formnovalidate>Close without saving</button></p>
    </form>
    </dialog>

    """

  // MARK: Afterwards

  private static func over(_ view: RunView, in frame: PageFrame) -> String {
    let score: HTML? = view.card.map { card in
      "<section aria-labelledby=\"h-score\">\n<h2 id=\"h-score\">Score</h2>\n\(HTML(trusting: Picture.score(card)))</section>\n"
    }
    let back: HTML =
      view.competition.map {
        "<a class=\"button\" href=\"\(Path.to("competitions", $0.slug))\">\($0.name, limit: 400)</a>"
      }
      ?? "<a class=\"button\" href=\"/scenarios\">Another scenario</a>"
    let outcome =
      view.drill.isSolved ? "It is mended, after \(CardText.clock(view.drill.elapsedSeconds))." : "It was not mended."
    return frame.document(
      view.drill.title,
      """
      <p class="kind">The incident is over</p>
      <h1>\(view.drill.title)</h1>
      <p>\(outcome)\(view.drill.isPractice ? " Practice: this run is no best score." : "")</p>
      <p class="points">\(view.card?.points ?? view.drill.points) <small>points</small></p>
      <p class="actions"><a class="button primary" href="/api/v1/runs/\(view.id)/report">Read the debrief</a> \
      <a class="button" href="/runs/\(view.id)/replay">See it again</a> \(back)</p>
      \(score)\(RunPanels.activity(view))
      """)
  }
}

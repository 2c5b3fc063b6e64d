import Drills
import Leaderboard
import Scenarios
import Scoring

/// What stands beside the terminal of a run.
enum RunPanels {
  /// Lines of the feed that a page begins with; the oldest go first.
  private static let feedLimit = 100

  /// The script takes away what is of the class `while-open` when the run is over.
  static func html(_ view: RunView, in frame: PageFrame) -> HTML {
    actions(view, in: frame) + hints(view, in: frame) + activity(view) + ownTools(view)
  }

  /// A form that says a game command: to the terminal where scripts run, else on a page of its own.
  private static func command(
    _ words: [String], _ label: String, _ view: RunView, in frame: PageFrame, style: Form.Style = .plain,
    question: String? = nil, _ fields: HTML = .empty
  ) -> HTML {
    let hidden: [HTML] = words.map { "<input type=\"hidden\" name=\"words\" value=\"\($0)\">\n" }
    return Form.html(
      "/runs/\(view.id)/commands", in: frame, className: fields.isEmpty ? "inline command" : "form command",
      question: question, "\(hidden)\(fields)<button class=\"\(style.rawValue)\">\(label)</button>\n")
  }

  private static func actions(_ view: RunView, in frame: PageFrame) -> HTML {
    var groups: [(String, [FailureClass])] = []
    for failureClass in FailureClass.all {
      if groups.last?.0 == failureClass.area {
        groups[groups.count - 1].1.append(failureClass)
      } else {
        groups.append((failureClass.area, [failureClass]))
      }
    }
    let options: [HTML] = groups.map { area, classes in
      let items: [HTML] = classes.map { "<option value=\"\($0.id)\">\($0.id) \($0.name)</option>\n" }
      return "<optgroup label=\"\(area)\">\n\(items)</optgroup>\n"
    }
    let diagnosis = command(
      ["diagnose"], "Diagnose", view, in: frame,
      """
      <p class="field"><label for="guilty">Guilty object</label>
      <input id="guilty" name="words" placeholder="deployment/web" required autocapitalize="off" spellcheck="false"></p>
      <p class="field"><label for="class">How it fails</label>
      <select id="class" name="words">
      \(options)</select></p>

      """)
    let giveUp =
      view.isCaptain
      ? command(
        ["giveup"], "Give up", view, in: frame, style: .quiet,
        question: "End the run for the whole team and read what it was?") : .empty
    return """
      <section aria-labelledby="h-actions" class="while-open">
      <h2 id="h-actions">Say</h2>
      <div class="actions">\(command(["check"], "Check the objectives", view, in: frame))\
      \(command(["timeline"], "Timeline", view, in: frame, style: .quiet))\(giveUp)</div>
      <details><summary>What is broken, and how?</summary>
      \(diagnosis)</details>
      </section>

      """
  }

  private static func hints(_ view: RunView, in frame: PageFrame) -> HTML {
    let content: HTML
    if view.allowsHints {
      let taken: [HTML] = view.hints.map { "<li>\($0)</li>\n" }
      content = "<ol id=\"hints\">\n\(taken)</ol>\n\(nextHint(view, in: frame))\(explanation(view, in: frame))"
    } else {
      content = "<p>There are none here.</p>\n"
    }
    return """
      <section aria-labelledby="h-hints" class="while-open">
      <h2 id="h-hints">Hints</h2>
      \(content)</section>

      """
  }

  /// The next step of the ladder, in the author's words or as the answer to a question.
  private static func nextHint(_ view: RunView, in frame: PageFrame) -> HTML {
    let price = view.drill.nextHintPrice
    let question = "Take the next hint? It costs the team points."
    let asking: HTML? =
      view.answersQuestions
      ? command(
        ["hint", "yes"], "Ask", view, in: frame, style: .quiet, question: "Ask? The answer costs the team points.",
        """
        <p class="field"><label for="question">Or ask a question</label>
        <input id="question" name="words" required maxlength="500" autocomplete="off"></p>

        """) : nil
    return """
      <div id="next-hint"\(price == nil ? " hidden" : .empty)>\
      \(command(["hint", "yes"], "Get help", view, in: frame, question: question))
      <p class="faint">It costs <span id="v-price">\(price ?? 0)</span> points.</p>\(asking)</div>

      """
  }

  private static func explanation(_ view: RunView, in frame: PageFrame) -> HTML {
    guard view.answersQuestions else { return .empty }
    return """
      \(command(["explain"], "Explain the last output", view, in: frame, style: .quiet))
      <p class="faint">That costs nothing. What you typed and saw goes to an AI service.</p>

      """
  }

  /// Who looked at what, and what it showed.
  static func activity(_ view: RunView) -> HTML {
    let names = Dictionary(view.seats.map { ($0.number, $0.player) }, uniquingKeysWith: { first, _ in first })
    let seats: [HTML] = view.seats.map { seat in
      "<li data-seat=\"\(seat.number)\"\(seat.number == view.seat ? " class=\"own\"" : .empty)>\(seat.player, limit: 400)</li>\n"
    }
    let rows: [HTML] = view.activity.enumerated().suffix(feedLimit).map { index, step in
      let found: [HTML] = step.evidence.map { "<span class=\"shown\">+ \($0)</span>" }
      let who = names[step.seat] ?? ""
      return """
        <li data-index="\(index)"\(step.isChange ? " class=\"change\"" : .empty)><span class="when">\(CardText.clock(step.seconds))</span> \
        <b>\(who, limit: 400)</b> <code>\(step.line, limit: 300)</code>\(found)</li>

        """
    }
    return """
      <section aria-labelledby="h-feed">
      <h2 id="h-feed">Who did what</h2>
      <ul class="seats" id="seats">
      \(seats)</ul>
      <ol class="feed" id="feed" tabindex="0" aria-label="What was done, the oldest first">
      \(rows)</ol>
      </section>

      """
  }

  private static func ownTools(_ view: RunView) -> HTML {
    let kubeconfig: HTML =
      view.allowsOwnTools
      ? """
      <p>Or your own kubectl: <a href="/api/v1/runs/\(view.id)/kubeconfig" download="firedrill-\(view.id).yaml">download
      the kubeconfig</a>. It is yours alone: whoever has it plays at your seat.</p>

      """ : "<p>In this competition the game's own shell is the only tool.</p>\n"
    return """
      <section aria-labelledby="h-own" class="while-open">
      <h2 id="h-own">In your terminal</h2>
      <p class="copy"><code id="join">firedrill join \(view.publicURL)/runs/\(view.id)</code> \
      <button type="button" class="quiet" data-copy="join" hidden>Copy</button></p>
      \(kubeconfig)</section>

      """
  }
}

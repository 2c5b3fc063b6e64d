import Leaderboard
import Scoring

struct ScenariosView: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var id: String
    var title: String
    var difficulty: String
    var parSeconds: Int
    /// The reader's best run that counts.
    var best: Int?
    /// The reader's run of it that goes on.
    var openRun: Int64?
  }

  struct Track: Hashable, Sendable {
    /// Empty for those of no track.
    var name: String
    var lines: [Line]
  }

  var tracks: [Track]
  var next: Suggestion?
}

enum ScenariosPage {
  static func html(_ view: ScenariosView, in frame: PageFrame) -> String {
    let next: HTML? = view.next.map { next in
      "<p class=\"next\"><strong>Next: <a href=\"#\(Path.part(next.scenario))\">\(next.title)</a></strong>. \(next.why)</p>\n"
    }
    let tracks: [HTML] = view.tracks.enumerated().map { number, track in
      """
      <section aria-labelledby="h-track-\(number)">
      <h2 id="h-track-\(number)">\(track.name.isEmpty ? "More" : track.name)</h2>
      <ul class="drills">
      \(track.lines.map { line($0, in: frame) })</ul>
      </section>

      """
    }
    let intro: HTML =
      frame.reader?.team.map { "<p>What you start, you start with \($0.html): one cluster for all of you.</p>\n" }
      ?? .empty
    return frame.document("Scenarios", "<h1>Scenarios</h1>\n\(intro)\(next)\(tracks)")
  }

  private static func line(_ line: ScenariosView.Line, in frame: PageFrame) -> HTML {
    let best: HTML? = line.best.map { " · your best <strong>\($0)</strong>" }
    let action: HTML
    if frame.reader == nil {
      action = "<a class=\"button\" href=\"/signin?then=%2Fscenarios\">Sign in to play</a>"
    } else if let run = line.openRun {
      action =
        "<a class=\"button primary\" href=\"/runs/\(run)\">Go on<span class=\"away\"> with \(line.title)</span></a>"
    } else {
      action = Form.button(
        "/runs", "Start", in: frame, style: .plain, values: [("scenario", line.id)], detail: line.title)
    }
    return """
      <li id="\(line.id)"><div><h3>\(line.title)</h3>
      <p class="faint"><span class="level \(line.difficulty)">\(line.difficulty)</span> · par \(CardText.clock(line.parSeconds)) · \
      <a href="\(Path.to("board", "scenarios", line.id))">board</a>\(best)</p></div>
      \(action)</li>

      """
  }
}

struct RunsView: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var id: Int64
    var title: String
    var startedAt: Int64
    var isOver: Bool
    var points: Int?
    var isSolved: Bool
    /// Whether the server has computed the card again; nil while it goes on.
    var isVerified: Bool?
    var isPractice: Bool
    /// The competition's name.
    var competition: String?
  }

  var lines: [Line]
}

enum RunsPage {
  static func html(_ view: RunsView, in frame: PageFrame) -> String {
    let table: HTML =
      view.lines.isEmpty
      ? "<p>None yet. <a href=\"/scenarios\">Choose a scenario</a>.</p>\n"
      : """
      <div class="scroll" role="region" aria-label="Runs" tabindex="0"><table>
      <thead><tr><th scope="col">Scenario</th><th scope="col">Started</th><th scope="col">State</th>\
      <th scope="col" class="number">Points</th><th scope="col">Look back</th></tr></thead>
      <tbody>
      \(view.lines.map(line))</tbody>
      </table></div>

      """
    return frame.document("Runs", "<h1>Your runs</h1>\n\(table)")
  }

  private static func line(_ run: RunsView.Line) -> HTML {
    let competition: HTML? = run.competition.map { " <span class=\"faint\">\($0, limit: 400)</span>" }
    let back: HTML =
      run.isOver
      ? """
      <a href="/api/v1/runs/\(run.id)/report">Debrief<span class="away"> of \(run.title)</span></a> · \
      <a href="/runs/\(run.id)/replay">Replay<span class="away"> of \(run.title)</span></a>
      """ : "–"
    return """
      <tr><th scope="row"><a href="/runs/\(run.id)">\(run.title)</a>\(competition)</th><td>\(TimeText.moment(run.startedAt))</td>\
      <td>\(state(run))</td><td class="number">\(run.points.map(String.init) ?? "–")</td><td>\(back)</td></tr>

      """
  }

  private static func state(_ run: RunsView.Line) -> String {
    guard run.isOver else { return "open" }
    let outcome = run.isSolved ? "solved" : "not solved"
    if run.isPractice { return outcome + ", practice" }
    return run.isVerified == false ? outcome + ", being verified" : outcome
  }
}

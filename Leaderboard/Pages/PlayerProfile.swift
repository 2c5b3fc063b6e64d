import Scenarios
package import Scoring

/// What a player's page shows. Times are microseconds since 1970.
package struct PlayerView: Hashable, Sendable {
  /// A run that counts.
  package struct Best: Hashable, Sendable {
    package var scenario: String
    package var title: String
    package var points: Int
    package var secondsToMend: Int?
    package var at: Int64

    package init(scenario: String, title: String, points: Int, secondsToMend: Int?, at: Int64) {
      self.scenario = scenario
      self.title = title
      self.points = points
      self.secondsToMend = secondsToMend
      self.at = at
    }
  }

  package var name: String
  package var joined: Int64
  package var team: TeamLink?
  package var progress: PlayerProgress
  package var best: [Best]
  /// Ids of the classes of failure that the reader may know of, because they finished a scenario that has them; nil
  /// for the player's own page.
  package var shownClasses: Set<String>?
  package var next: Suggestion?

  package init(
    name: String, joined: Int64, team: TeamLink? = nil, progress: PlayerProgress, best: [Best],
    shownClasses: Set<String>?, next: Suggestion? = nil
  ) {
    self.name = name
    self.joined = joined
    self.team = team
    self.progress = progress
    self.best = best
    self.shownClasses = shownClasses
    self.next = next
  }
}

/// A team as other pages name it.
package struct TeamLink: Hashable, Sendable {
  package var id: Int64
  package var name: String

  package init(id: Int64, name: String) {
    self.id = id
    self.name = name
  }

  package var html: HTML { "<a href=\"\(Path.to("teams", String(id)))\">\(name, limit: 400)</a>" }
}

package enum PlayerProfile {
  /// What stands between a page's head and foot.
  package static func html(_ view: PlayerView) -> HTML {
    let team: HTML? = view.team.map { ", in team \($0.html)" }
    let next: HTML? = view.next.map { next in
      """
      <p class="next"><strong>Next: <a href="\(Path.to("scenarios") + "#" + Path.part(next.scenario))">\(next.title)</a></strong>. \
      \(next.why)</p>

      """
    }
    return """
      <p class="kind">Player</p>
      <h1>\(view.name, limit: 400)</h1>
      <p>Here since \(TimeText.moment(view.joined))\(team).</p>
      <dl class="figures">
      <div><dt>Points</dt><dd>\(view.progress.points)</dd></div>
      <div><dt>Solved</dt><dd>\(view.progress.solved) <small>of \(view.progress.scenarios)</small></dd></div>
      <div><dt>Days in a row</dt><dd>\(view.progress.streak.days) <small>best \(view.progress.streak.best)</small></dd></div>
      </dl>
      \(next)<section aria-labelledby="h-progress">
      <h2 id="h-progress">Progress by class of failure</h2>
      \(progress(view))</section>
      <section aria-labelledby="h-best">
      <h2 id="h-best">Best runs</h2>
      \(best(view.best))</section>

      """
  }

  private static func progress(_ view: PlayerView) -> HTML {
    let areas = view.progress.areas
    guard
      areas.contains(where: { area in
        area.classes.contains { view.shownClasses?.contains($0.failureClass.id) ?? true }
      })
    else {
      return view.shownClasses == nil
        ? "<p>Nothing yet: of a class of failure nothing is said before you have finished a scenario that has it.</p>\n"
        : "<p>Nothing that you may know of: it would tell what is wrong in scenarios that you have not finished.</p>\n"
    }
    let note: HTML =
      view.shownClasses == nil
      ? .empty
      : "<p class=\"faint\">Only what you have met yourself: the rest would tell what is wrong in scenarios that you have not finished.</p>\n"
    return """
      \(ProgressPicture.svg(view.progress, shown: view.shownClasses, .wide, id: "progress", className: "wide"))\
      \(ProgressPicture.svg(view.progress, shown: view.shownClasses, .narrow, id: "progress-narrow", className: "narrow"))\
      \(ProgressPicture.legend)<details><summary>The classes as a list</summary>
      \(ProgressPicture.table(view.progress, shown: view.shownClasses))</details>
      \(note)
      """
  }

  private static func best(_ runs: [PlayerView.Best]) -> HTML {
    guard !runs.isEmpty else { return "<p>No run counts yet.</p>\n" }
    let rows: [HTML] = runs.map { run in
      """
      <tr><th scope="row"><a href="\(Path.to("board", "scenarios", run.scenario))">\(run.title)</a></th>\
      <td class="number">\(run.points)</td><td class="number">\(run.secondsToMend.map(CardText.clock) ?? "–")</td>\
      <td class="wide-only">\(TimeText.moment(run.at))</td></tr>

      """
    }
    return """
      <table>
      <thead><tr><th scope="col">Scenario</th><th scope="col" class="number">Points</th>\
      <th scope="col" class="number">Mended after</th><th scope="col" class="wide-only">When</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """
  }
}

import Leaderboard

struct OrganiseView: Hashable, Sendable {
  /// The newest first.
  var competitions: [CompetitionLine]
  /// What was typed into the form for a new one, when it did not go.
  var draft: Draft = Draft()

  struct Draft: Hashable, Sendable {
    var name: String = ""
    var slug: String = ""
    var about: String = ""
    var starts: String = ""
    var ends: String = ""
    var freezesAt: String = ""
    /// One a line.
    var brackets: String = ""
  }
}

/// Where organisers begin.
enum OrganisePage {
  static func html(_ view: OrganiseView, in frame: PageFrame) -> String {
    let items: [HTML] = view.competitions.map { line in
      """
      <li><a href="\(Path.to("organise", "competitions", line.slug))"><strong>\(line.name, limit: 1000)</strong></a> \
      \(CompetitionsPage.tags(line.phase, isDraft: line.isDraft)) \
      <span class="faint with">\(CompetitionsPage.window(line.phase, line.starts, line.ends, now: frame.now)) · \
      \(line.teams) \(line.teams == 1 ? "team" : "teams")</span></li>

      """
    }
    let list: HTML = items.isEmpty ? "<p>None yet.</p>\n" : "<ul class=\"list\">\n\(items)</ul>\n"
    let accounts: HTML =
      frame.reader?.isAdmin ?? false
      ? "<p class=\"actions\"><a class=\"button\" href=\"/organise/accounts\">Accounts</a> <a class=\"button quiet\" href=\"/organise/audit\">Audit of the server</a></p>\n"
      : .empty
    return frame.document(
      "Organise",
      """
      <h1>Organise</h1>
      \(accounts)<section aria-labelledby="h-competitions">
      <h2 id="h-competitions">Competitions</h2>
      \(list)</section>
      <section aria-labelledby="h-new">
      <h2 id="h-new">A new competition</h2>
      \(new(view.draft, in: frame))</section>
      <section aria-labelledby="h-import">
      <h2 id="h-import">Import</h2>
      <p>The full archive of a competition, from this server or another one: its teams, runs and journals come along.</p>
      <form class="form" id="import" data-upload="/api/v1/import" hidden>
      <p class="field"><label for="archive">Archive (<code>.jsonl</code>)</label>
      <input type="file" id="archive" accept=".jsonl,application/jsonl" required></p>
      <p class="field check"><label><input type="checkbox" name="copy"> As a copy, also if the competition is here already</label></p>
      <p><button class="plain">Import</button></p>
      <p role="status" class="outcome"></p>
      </form>
      <noscript><p>Without JavaScript: <code>firedrill admin competitions import FILE</code>.</p></noscript>
      </section>

      """)
  }

  private static func new(_ draft: OrganiseView.Draft, in frame: PageFrame) -> HTML {
    Form.html(
      "/api/v1/competitions", in: frame, then: "/organise?done=1",
      Form.field(.init(name: "name", label: "Name", value: draft.name, maximum: 200, isRequired: true))
        + Form.field(
          .init(
            name: "slug", label: "Address", value: draft.slug, hint: "Lower-case letters, digits, dashes: friday-night",
            maximum: 60, pattern: "[a-z0-9][a-z0-9\\-]*", isRequired: true))
        + Form.area("about", "About", draft.about, rows: 3)
        + Form.field(
          .init(
            name: "starts", label: "Starts (UTC)", value: draft.starts, type: "datetime-local", isRequired: true))
        + Form.field(
          .init(name: "ends", label: "Ends (UTC)", value: draft.ends, type: "datetime-local", isRequired: true))
        + Form.field(
          .init(
            name: "freezesAt", label: "The public board freezes (UTC)", value: draft.freezesAt,
            type: "datetime-local", hint: "Empty: it does not, unless you freeze it by hand."))
        + Form.area("brackets", "Brackets", draft.brackets, hint: "One a line. None: all together.", rows: 3)
        // Boxes that are not there are boxes that are not ticked.
        + Form.check("ownTools", "Players may use their own kubectl", isOn: true)
        + Form.check("hints", "There are hints", isOn: true)
        + Form.check("draft", "A draft: only organisers see it, until you publish it", isOn: true)
        + Form.submit("Make it"))
  }
}

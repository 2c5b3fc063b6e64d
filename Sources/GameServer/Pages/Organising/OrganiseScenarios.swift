import Leaderboard

/// The scenarios of a competition, as those who organise it choose them.
struct OrganisedScenarios: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var scenario: String
    var title: String
    var position: Int
    /// Nil: at the start.
    var releasesAt: Int64?
    /// Of a hundred.
    var weight: Int
    /// The scenario that must be solved before.
    var requires: String?
    var solves: Int
  }

  struct Choice: Hashable, Sendable {
    var id: String
    var title: String
    var difficulty: String
  }

  /// In their order.
  var lines: [Line]
  /// Those that are not in it.
  var others: [Choice]
}

enum OrganiseScenarios {
  static func html(_ view: OrganisedScenarios, _ place: Organised, in frame: PageFrame) -> HTML {
    let list: HTML =
      view.lines.isEmpty
      ? "<p class=\"notice bad\">There are none yet: nobody could play.</p>\n"
      : "<ol class=\"drills\">\n\(view.lines.map { line($0, view, place, in: frame) })</ol>\n"
    return """
      <section aria-labelledby="h-scenarios">
      <h2 id="h-scenarios">In it</h2>
      \(list)</section>
      <section aria-labelledby="h-add">
      <h2 id="h-add">Add a scenario</h2>
      \(add(view, place, in: frame))</section>

      """
  }

  private static func line(
    _ line: OrganisedScenarios.Line, _ view: OrganisedScenarios, _ place: Organised, in frame: PageFrame
  ) -> HTML {
    let release: HTML = line.releasesAt.map { "opens \(TimeText.moment($0))" } ?? "opens at the start"
    let requires: HTML? = line.requires.map { " · after \($0)" }
    let form = Form.html(
      place.api + "/scenarios", in: frame, then: place.done, label: line.title,
      "<input type=\"hidden\" name=\"scenario\" value=\"\(line.scenario)\">\n"
        + fields(line, others: view.lines.map(\.scenario).filter { $0 != line.scenario }, prefix: "f-\(line.scenario)-")
        + Form.submit("Save", style: .plain))
    let removal = Form.button(
      place.api + "/scenarios/" + Path.part(line.scenario), "Take it out", in: frame, method: "DELETE",
      then: place.done, style: .quiet,
      question: "Take \(line.title) out of the competition?", detail: line.title)
    return """
      <li><div><h3>\(line.title)</h3>
      <p class="faint"><code>\(line.scenario)</code> · \(release) · counts \(line.weight) %\(requires) · solved by \(line.solves)</p>
      <details><summary>Change<span class="away"> \(line.title)</span></summary>
      \(form)\(removal)</details></div></li>

      """
  }

  private static func add(_ view: OrganisedScenarios, _ place: Organised, in frame: PageFrame) -> HTML {
    guard !view.others.isEmpty else { return "<p>All are in it.</p>\n" }
    let line = OrganisedScenarios.Line(
      scenario: "", title: "", position: view.lines.count + 1, releasesAt: nil, weight: 100, requires: nil, solves: 0)
    return Form.html(
      place.api + "/scenarios", in: frame, then: place.done,
      Form.choice("scenario", "Scenario", view.others.map { ($0.id, "\($0.title) (\($0.difficulty))") })
        + fields(line, others: view.lines.map(\.scenario), prefix: "f-new-") + Form.submit("Add"))
  }

  private static func fields(_ line: OrganisedScenarios.Line, others: [String], prefix: String) -> HTML {
    let before = [("", "none")] + others.map { ($0, $0) }
    return Form.field(
      .init(
        name: "position", label: "Place in the list", id: prefix + "position", value: String(line.position),
        type: "number", range: 0...1000))
      + Form.field(
        .init(
          name: "weight", label: "Counts, in percent", id: prefix + "weight", value: String(line.weight),
          type: "number",
          range: 1...1000))
      + Form.field(
        .init(
          name: "releasesAt", label: "Opens (UTC)", id: prefix + "releasesAt", value: FormTime.text(line.releasesAt),
          type: "datetime-local", hint: "Empty: at the start."))
      + Form.choice(
        "requires", "Only after", before, chosen: line.requires ?? "", id: prefix + "requires")
  }
}

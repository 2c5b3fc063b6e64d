import Scenarios

/// A report as one page of HTML that needs nothing else: no network, no script. Whatever scenario, player and cluster
/// wrote is escaped.
package struct ReportPage {
  /// Bytes that no page takes.
  package static let limit = 100_000

  /// How much is said: runs may have thousands of steps, and scenarios long texts.
  private struct Detail {
    /// Bytes of a text, or of the rows of one table.
    var room: Int
    /// Letters of a sentence in the graph.
    var sentence: Int
    /// Along the axis of time.
    var places: Int

    static let usual = Detail(room: 12_000, sentence: 300, places: 101)
    static let brief = Detail(room: 2500, sentence: 40, places: 51)
  }

  /// Somewhere to go from the page.
  package struct Link: Hashable, Sendable {
    package let title: String
    package let address: String

    package init(_ title: String, _ address: String) {
      self.title = title
      self.address = address
    }
  }

  private let report: Report
  private let date: String
  private let links: [Link]
  private let detail: Detail

  /// - Parameters:
  ///   - date: on which the run ended, for a reader.
  ///   - links: to where the reader came from, above and below it all; none for a page that stands alone.
  package static func html(_ report: Report, date: String, links: [Link] = []) -> String {
    let page = ReportPage(report: report, date: date, links: links, detail: .usual).page
    return page.utf8.count < limit
      ? page : ReportPage(report: report, date: date, links: links, detail: .brief).page
  }

  private var card: Card { report.card }

  private var page: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(Markup.text(card.title, limit: 200)): \(card.points) points</title>
    <style>
    \(ReportStyle.css)</style>
    </head>
    <body>
    <main>
    \(back("Back"))\(head)\(score)\(investigation)\(graph)\(story)\(lessons)\(next)\(back("On from here"))<footer>
    <p>Firedrill, \(Markup.text(card.scenario, limit: 100)), variant \(Markup.text(card.variant, limit: 100))\
    \(date.isEmpty ? "" : ", " + Markup.text(date, limit: 40)).</p>
    </footer>
    </main>
    </body>
    </html>

    """
  }

  private func back(_ label: String) -> String {
    guard !links.isEmpty else { return "" }
    let items = links.map { "<a href=\"\(Markup.text($0.address))\">\(Markup.text($0.title, limit: 400))</a>" }
    return "<nav aria-label=\"\(label)\" class=\"back\">\(items.joined(separator: " · "))</nav>\n"
  }

  private func section(_ id: String, _ title: String, _ body: String) -> String {
    "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(title)</h2>\n\(body)</section>\n"
  }

  private var head: String {
    """
    <header>
    <p class="kind">A Kubernetes incident drill</p>
    <h1>\(Markup.text(card.title, limit: 200))</h1>
    <p>\(Markup.text(report.outcome)).</p>
    <p class="points">\(card.points) <small>points</small></p>
    <p class="spoils">This page says what was wrong. Who wants to play \(Markup.text(card.scenario, limit: 100)) \
    reads it afterwards.</p>
    </header>

    """
  }

  // MARK: Score

  private var score: String {
    let rows = report.parts.map { part in
      "<tr><th scope=\"row\">\(Markup.text(part.title))</th><td class=\"number\">\(part.score)</td>"
        + "<td>\(Markup.text(part.why, limit: 200))</td></tr>\n"
    }
    var body = Picture.score(card)
    body += table(["Part", "Points", "Why"], rows, summary: "The score in words")
    if !report.costs.isEmpty {
      let costs = report.costs.map { cost in
        "<tr><td class=\"time\">\(cost.seconds.map(CardText.clock) ?? "")</td>"
          + "<td>\(Markup.text(cost.what, limit: 300))</td><td class=\"number\">\(cost.price)</td></tr>\n"
      }
      body += "<h3>What it cost</h3>\n" + table(["Time", "What", "Points"], costs, summary: nil)
    }
    return section("h-score", "Score", body)
  }

  /// The first of some rows, as far as there is room.
  private func fitting(_ rows: [String]) -> [String] {
    var room = detail.room
    return Array(
      rows.prefix { row in
        room -= row.utf8.count
        return room >= 0
      })
  }

  private func table(_ names: [String], _ rows: [String], summary: String?) -> String {
    let shown = fitting(rows)
    let head = names.map { "<th scope=\"col\"\($0 == "Points" ? " class=\"number\"" : "")>\($0)</th>" }.joined()
    var table = "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(shown.joined())</tbody>\n</table>\n"
    if shown.count < rows.count { table += "<p class=\"faint\">and \(rows.count - shown.count) more</p>\n" }
    return summary.map { "<details><summary>\($0)</summary>\n\(table)</details>\n" } ?? table
  }

  // MARK: Investigation

  private var investigation: String {
    let kinds = InvestigationLanes.Mark.Kind.allCases.filter { kind in
      (report.lanes.own + report.lanes.ideal).contains { $0.kind == kind }
    }
    let legend = kinds.map { kind in
      "<li><svg viewBox=\"-9 -10 18 20\" aria-hidden=\"true\">\(Picture.shape(of: kind))</svg>\(kind.title)</li>\n"
    }.joined()
    return section(
      "h-investigation", "The investigation",
      Picture.lanes(report.lanes, places: detail.places) + "<ul class=\"legend\">\n\(legend)</ul>\n"
        + "<p class=\"faint\">Nobody has timed the short one: its steps are spread evenly over par.</p>\n"
        + "<div class=\"sides\">\n<div>\n<h3>Yours</h3>\n\(steps(report.lanes.own))</div>\n"
        + "<div>\n<h3>A short good one</h3>\n\(steps(report.lanes.ideal))</div>\n</div>\n")
  }

  private func steps(_ marks: [InvestigationLanes.Mark]) -> String {
    let rows = marks.map { mark in
      let shown = mark.facts.isEmpty ? "" : " <span class=\"shown\">shows \(words(mark.facts))</span>"
      let text = Markup.text(mark.text.line(letters: 200), limit: 200)
      let isWords = mark.kind == .mend || mark.kind == .damage || mark.kind == .hint
      return "<tr><td class=\"time\">\(CardText.clock(mark.seconds))</td><td>"
        + (isWords ? text : "<code>\(text)</code>")
        + (mark.kind > .hint && mark.kind != .fact && !isWords
          ? " <span class=\"faint\">\(mark.kind.title)</span>" : "")
        + "\(shown)</td></tr>\n"
    }
    return table(["Time", "What"], rows, summary: nil)
  }

  private func words(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

  // MARK: Graph

  private var graph: String {
    let rows = report.graph.nodes.map { node in
      "<tr><td class=\"time\">\(node.isCause ? "" : "\(node.number)")</td><td>\(Markup.text(node.sentence, limit: 300))</td>"
        + "<td class=\"number\">\(node.seconds.map(CardText.clock) ?? (node.isCause ? "not named" : "not seen"))</td></tr>\n"
    }
    return section(
      "h-graph", "How it hangs together",
      picture(.wide, id: "graph", className: "wide") + picture(.narrow, id: "graph-narrow", className: "narrow")
        + table(["Fact", "What", "Seen"], rows, summary: "The facts as a list"))
  }

  private func picture(_ size: Picture.GraphSize, id: String, className: String) -> String {
    var size = size
    size.sentence = detail.sentence
    return Picture.graph(report.graph, size, id: id, className: className)
  }

  // MARK: Texts

  private var story: String {
    var body = Markup.paragraphs(report.story.incident, limit: detail.room)
    if !report.story.decoys.isEmpty {
      body += "<h3>True, and harmless</h3>\n" + list(report.story.decoys.map { $0.sentence + " " + $0.why })
    }
    return section("h-story", "What happened", body)
  }

  private var lessons: String {
    section(
      "h-world", "In the real world",
      Markup.paragraphs(report.story.realWorld, limit: detail.room)
        + "<h3>Questions that lead there sooner</h3>\n" + list(report.story.questions))
  }

  private func list(_ texts: [String]) -> String {
    "<ul>\n" + fitting(texts.map { "<li>\(Markup.text($0, limit: 500))</li>\n" }).joined() + "</ul>\n"
  }

  private var next: String {
    guard let next = report.next else { return "" }
    return section(
      "h-next", "Next",
      "<p><strong>\(Markup.text(next.title, limit: 200))</strong> (<code>firedrill play "
        + "\(Markup.text(next.scenario, limit: 100))</code>). \(Markup.text(next.why, limit: 300))</p>\n")
  }
}

extension String {
  /// The first letters of it, on one line.
  fileprivate func line(letters: Int) -> String {
    String(unicodeScalars.prefix(letters)).split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
  }
}

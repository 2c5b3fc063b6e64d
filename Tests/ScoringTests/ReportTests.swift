import APIServer
import Foundation
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

@Suite struct ReportTests {
  private let table = "NAME    READY   STATUS         RESTARTS\nweb-1   0/1     ErrImagePull   7 (2m ago)\n"

  /// Two looks, a wrong and a right diagnosis, a hint, a blind change, the mend.
  private func solved() throws -> Report {
    var fixture = try Fixture()
    fixture.step("kubectl get pods", after: 30, prints: table, Fixture.podTable)
    fixture.step("kubectl get pods", after: 40, prints: table, Fixture.podTable)
    fixture.record.takeHint(about: "event", level: 1, price: 2, saying: "Look.", at: Fixture.start + .seconds(50))
    let shop = try #require(ObjectReference("deployment/shop", defaultNamespace: "default"))
    let web = try #require(ObjectReference("deployment/web", defaultNamespace: "default"))
    let image = try #require(FailureClass.find("W04"))
    _ = fixture.record.diagnose(shop, as: image, scenario: fixture.scenario, at: Fixture.start + .seconds(60))
    fixture.step("kubectl edit deployment shop", after: 70, prints: "edited", Fixture.changedDeployment("shop"))
    _ = fixture.record.diagnose(web, as: image, scenario: fixture.scenario, at: Fixture.start + .seconds(80))
    try fixture.mend()
    fixture.look(after: 90)
    fixture.look(after: 120)
    return Report(fixture.card, scenario: fixture.scenario)
  }

  @Test("a report that stands in a site leads back, whatever things are called, and one alone leads nowhere")
  func reportLeadsBack() throws {
    let links = [ReportPage.Link("Friday <night>", "/competitions/friday"), .init("Your runs", "/runs")]
    let page = ReportPage.html(try solved(), date: "", links: links)
    let back = "<a href=\"/competitions/friday\">Friday &lt;night&gt;</a> · <a href=\"/runs\">Your runs</a>"
    #expect(page.components(separatedBy: back).count == 3)
    #expect(!ReportPage.html(try solved(), date: "").contains("<nav"))
  }

  @Test("Facts stand below what they lead to, and name what else they lead to.")
  func graph() throws {
    let graph = try solved().graph
    #expect(graph.nodes.map(\.id) == ["cause", "event", "waiting", "count", "log", "absent", "both"])
    #expect(graph.nodes.map(\.depth) == [0, 1, 2, 3, 1, 1, 1])
    #expect(graph.nodes.map(\.hasNext) == [false, true, false, false, true, true, false])
    #expect(graph.rails(of: 3) == [true, false])
    #expect(graph.nodes.filter(\.isLit).map(\.id) == ["cause", "waiting"])
    #expect(graph.nodes.first?.seconds == 80)
  }

  @Test("Steps, hints, diagnoses and the mend lie on one axis of time.")
  func lanes() throws {
    let lanes = try solved().lanes
    #expect(
      lanes.own.map(\.kind) == [.fact, .repetition, .hint, .wrongDiagnosis, .change, .rightDiagnosis, .mend])
    #expect(lanes.own.map(\.seconds) == [30, 40, 50, 60, 70, 80, 90])
    #expect(lanes.own.first?.facts == [2])
    #expect(lanes.ideal.map(\.kind) == [.fact, .rightDiagnosis, .change, .mend])
    #expect(lanes.ideal.map(\.seconds) == [75, 150, 225, 300])
    #expect(lanes.endSeconds == 300 && lanes.ticks(atMost: 6) == [0, 60, 120, 180, 240, 300])
    #expect(lanes.place(of: 150, on: 101) == 50 && lanes.place(of: 9999, on: 101) == 100)
  }

  @Test("Of marks in one place the most important one is shown.")
  func crowdedLane() throws {
    let lanes = try solved().lanes
    let shown = InvestigationLanes.shown(lanes.own, on: 2, of: lanes)
    #expect(shown.map(\.place) == [0] && shown.first?.mark.kind == .mend)
  }

  @Test("A report goes to another process and comes back as it was.")
  func coding() throws {
    let report = try solved()
    let read = try JSONDecoder().decode(Report.self, from: JSONEncoder().encode(report))
    #expect(read == report)
    #expect(CardText.full(read, style: .plain) == CardText.full(report, style: .plain))
  }

  @Test(
    "A report that does not hang together is refused.",
    arguments: [
      ("\"parent\":1", "\"parent\":7"), ("\"depth\":2", "\"depth\":-2"), ("\"parSeconds\":300", "\"parSeconds\":0"),
    ])
  func damaged(part: String, replacement: String) throws {
    let encoder = JSONEncoder()
    let text = String(decoding: try encoder.encode(try solved()), as: UTF8.self)
    #expect(text.contains(part))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Report.self, from: Data(text.replacing(part, with: replacement).utf8))
    }
  }

  // MARK: The page

  @Test("A page is whole: nothing is loaded, nothing runs, every element is closed.")
  func page() throws {
    let page = ReportPage.html(try solved(), date: "2026-03-14")
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    for word in ["<script", "http://", "https://", "src=", "url(", "@import", "<link", "<img"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(Elements.complaints(in: page) == [])
    #expect(page.contains("prefers-color-scheme:dark") && page.contains("2026-03-14"))
    #expect(page.contains("kubectl edit deployment shop") && page.contains("Mended after 01:30"))
    let ids = page.matches(of: /id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let named = page.matches(of: /aria-labelledby="([^"]*)"/).flatMap { $0.1.split(separator: " ").map(String.init) }
    #expect(named.count > 8 && Set(named).isSubset(of: ids))
  }

  @Test("Whatever scenario and player write, it stays text, and the page stays small.")
  func hostile() throws {
    var report = try solved()
    let original = try Fixture().scenario
    let evil = "</title><script>alert(1)</script>\"' onload=x \u{1B}[31m\u{202E}abc\u{0}\u{FEFF} &lt; "
    for count in [1, 100] {
      var (card, scenario) = (report.card, original)
      let text = String(repeating: evil, count: count)
      card.title = text
      card.variant = text
      card.parts[0].why = text
      card.steps = (0..<count * 5).map {
        var step = card.steps[0]
        (step.seconds, step.line) = ($0, text)
        return step
      }
      card.hints = (0..<count).map {
        var hint = card.hints[0]
        (hint.seconds, hint.what) = ($0, text)
        return hint
      }
      scenario.cause.sentence = text
      scenario.debrief.report = text
      scenario.debrief.realWorld = text
      scenario.debrief.questions = Array(repeating: text, count: count)
      scenario.investigation = (0..<count).map { _ in InvestigationStep(run: text, shows: []) }
      scenario.evidence = (0..<32).map { Evidence(id: "e\($0)", sentence: text, points: 1, implies: ["cause"]) }
      scenario.decoys = [Decoy(id: "d", sentence: text, why: text)]
      card.decoys = ["d"]
      report = Report(card, scenario: scenario)
      let page = ReportPage.html(report, date: text)
      #expect(!page.contains("<script") && !page.contains("\u{1B}") && !page.contains("\u{202E}"))
      #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" } && !page.contains("\u{FEFF}"))
      #expect(Elements.complaints(in: page) == [])
      #expect(page.contains("&lt;script&gt;") && page.contains("^[[31m"))
      #expect(page.utf8.count < ReportPage.limit)
    }
  }

  @Test(
    "Text is made harmless.",
    arguments: [
      ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("\u{0}\u{1B}\u{7F}\u{85}", "^@^[^?\\u{85}"),
      ("\u{202E}x\u{200B}", "\\u{202e}x\\u{200b}"), ("日本\tü\n", "日本\tü\n"), ("\u{FFFF}", "\u{FFFD}"),
    ])
  func markup(text: String, escaped: String) {
    #expect(Markup.text(text) == escaped)
    #expect(Markup.text(text, limit: 0) == "…")
  }
}

/// Whether the elements of a page are closed as they were opened.
private enum Elements {
  private static let alone: Set = ["meta", "!doctype", "rect", "circle", "path", "line"]

  static func complaints(in page: String) -> [String] {
    var open: [String] = []
    var complaints: [String] = []
    for match in page.matches(of: /<(\/?)([a-z0-9!]+)([^>]*)>/) {
      let name = String(match.2)
      if match.3.count(where: { $0 == "\"" }) % 2 != 0 { complaints.append("quotes in \(match.0)") }
      if match.1.isEmpty {
        if !alone.contains(name) { open.append(name) }
      } else if open.popLast() != name {
        complaints.append("\(match.0) closes another element")
      }
    }
    if page.count(where: { $0 == "<" }) != page.matches(of: /<\/?[a-z!]/).count { complaints.append("a lone <") }
    return complaints + open.map { "\($0) is not closed" }
  }
}

import Drills
import Foundation
import Scenarios
import Scoring
import Terminal
import Testing

/// The report of a scripted run of a shipped scenario.
enum DebriefSample {
  private static let script = [
    "kubectl get nodes", "kubectl get pods", "sleep 60", "kubectl get pods", "hint yes", "sleep 90",
    "kubectl describe pods -l app=geocoder", "echo \u{1B}[31mred", "diagnose deployment/couriers oomkilled",
    "kubectl label deployment couriers a=b", "diagnose deployment/geocoder oomkilled", "sleep 70",
    "kubectl set resources deployment geocoder --limits=memory=256Mi", "skip 6m",
  ]

  private static let played: (card: Card, scenario: Scenario)? = {
    let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios"
    guard let source = try? ScenarioLibrary(folder: folder).source("courier-routes"),
      let seed = source.seed(choosing: "geocoder"), let scenario = try? source.scenario(seed: seed),
      let prepared = try? PreparedScenario(scenario, seed: seed)
    else { return nil }
    let drill = Drill(prepared, startedAt: prepared.calledAt)
    for line in script { drill.perform(line, pace: .scripted, console: Transcript()) }
    return (drill.card, scenario)
  }()

  static func report(next: Suggestion? = nil) throws -> Report {
    let (card, scenario) = try #require(played)
    return Report(card, scenario: scenario, next: next)
  }
}

@Suite struct DebriefViewTests {
  private func view() throws -> DebriefView {
    let next = try #require(
      Suggestion.next(
        after: [],
        among: [
          ScenarioProfile(id: "ferry", title: "The ferry", difficulty: .easy, classes: ["C01"], track: "")
        ]))
    return DebriefView(try DebriefSample.report(next: next))
  }

  private func lines(_ page: DebriefPage, columns: Int) throws -> String {
    var pager = PagerView(title: "", lines: page.lines(try DebriefSample.report(), columns: columns))
    _ = pager.press(.home, rows: 60, columns: columns)
    let rows = pager.grid(rows: 60, columns: columns).text.split(separator: "\n", omittingEmptySubsequences: false)
    return rows.prefix(44).joined(separator: "\n").replacing(/\n+$/, with: "") + "\n"
  }

  @Test("The score is bars that go with the points.")
  func score() throws {
    let text = try view().grid(rows: 24, columns: 80).text
    #expect(text == GoldenTexts.score, "\(text)")
  }

  @Test("Both investigations lie on one axis of time, and beside each other.")
  func investigation() throws {
    let text = try lines(.investigation, columns: 80)
    #expect(text == GoldenTexts.investigation, "\(text)")
  }

  @Test("The causal graph is boxes that hang on each other, lit where they were seen.")
  func graph() throws {
    let text = try lines(.graph, columns: 80)
    #expect(text == GoldenTexts.graph, "\(text)")
  }

  @Test("The last page tells of the real world, and what to play next.")
  func lessons() throws {
    var view = try view()
    _ = view.press(.left, rows: 40, columns: 80)
    let text = view.grid(rows: 40, columns: 80).text
    #expect(text.contains("In the real world") && text.contains("Next: ferry, \"The ferry\"."))
    _ = view.press(.right, rows: 40, columns: 80)
    #expect(view.grid(rows: 40, columns: 80).text.contains("Evidence"))
  }

  @Test("Digits choose pages, but belong to a search while one is typed.")
  func digits() throws {
    var view = try view()
    _ = view.press(.character("4"), rows: 24, columns: 80)
    #expect(view.grid(rows: 24, columns: 80).text.contains("A round of cost corrections"))
    for key in [Key.character("/"), .character("2"), .character("5")] { _ = view.press(key, rows: 24, columns: 80) }
    let text = view.grid(rows: 24, columns: 80).text
    #expect(text.contains("/25") && text.contains("A round of cost corrections"))
    #expect(
      view.press(.escape, rows: 24, columns: 80) == .stays
        && view.press(.character("q"), rows: 24, columns: 80) == .left)
  }

  @Test("Every size is drawn, and no line of a page is wider than its screen.", arguments: DebriefPage.allCases)
  func sizes(page: DebriefPage) throws {
    let report = try DebriefSample.report()
    for columns in [1, 20, 39, 80, 81, 120, 200] {
      let widths = page.lines(report, columns: columns).map(\.width)
      #expect(widths.allSatisfy { $0 <= max(columns, 20) }, "\(columns): \(widths.max() ?? 0)")
    }
    var view = try view()
    for (rows, columns) in [(1, 1), (2, 5), (24, 80), (40, 120), (60, 200)] {
      for key in [Key.tab, .pageDown, .end, .unknown] { _ = view.press(key, rows: rows, columns: columns) }
      #expect(view.grid(rows: rows, columns: columns).columns == columns)
    }
  }

  @Test("What players and clusters wrote cannot command the terminal.")
  func harmless() throws {
    let lines = DebriefPage.all(try DebriefSample.report(), columns: 80)
    #expect(!lines.map { $0.text(.plain) }.joined().unicodeScalars.contains { $0.value < 0x20 })
    #expect(lines.contains { $0.plain.contains("echo ^[[31mred") })
  }
}

@Suite struct ProgressViewTests {
  private static let monday = 20_003

  private func view() -> ProgressView {
    let profiles = [
      ScenarioProfile(id: "a", title: "A", difficulty: .easy, classes: ["W03"], track: ""),
      ScenarioProfile(id: "b", title: "B", difficulty: .easy, classes: ["W04"], track: ""),
      ScenarioProfile(id: "c", title: "C", difficulty: .easy, classes: ["N01"], track: ""),
    ]
    let attempts = [
      Attempt(
        scenario: "a", variant: "x", day: Self.monday, isSolved: true, points: 97, secondsToMend: 69, parSeconds: 600),
      Attempt(
        scenario: "b", variant: "x", day: Self.monday + 1, isSolved: true, points: 60, secondsToMend: 700,
        parSeconds: 420, hintCount: 2),
    ]
    let progress = PlayerProgress(attempts, profiles: profiles, today: Self.monday + 1)
    return ProgressView(progress, next: Suggestion.next(after: attempts, among: profiles))
  }

  @Test("Progress says what was found, how fast, and nothing of what was not played.")
  func grid() {
    let text = view().grid(rows: 17, columns: 80).text
    #expect(text == GoldenTexts.progress, "\(text)")
    #expect(!text.contains("N01") && !text.contains("selector-mismatch"))
  }

  @Test("The key that shows it takes it away.")
  func toggle() {
    var view = view()
    #expect(view.press(.down, rows: 24, columns: 80) == .stays)
    #expect(view.press(.function(5), rows: 24, columns: 80) == .left)
  }
}

import Drills
import Foundation
import Scenarios
import Scoring
import SimulationKernel
import Terminal
import Testing

@Suite struct PlayedDrillTests {
  private func drill() throws -> Drill {
    let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios"
    let source = try ScenarioLibrary(folder: folder).source("ferry-bookings")
    let prepared = try PreparedScenario(source.scenario(seed: 5), seed: 5)
    return Drill(prepared, startedAt: prepared.calledAt)
  }

  @Test("A drill of this process is played alone: no team, no news, no farewell, and no report before the end.")
  func alone() throws {
    let played: any PlayedDrill = try drill()
    #expect(played.teamSteps.isEmpty && played.takeNews(style: .plain).isEmpty && played.farewell == nil)
    #expect(played.report() == nil && !played.isOver)
    #expect(played.briefing(style: .plain).hasPrefix(played.title))
    played.perform("giveup yes", pace: .scripted, console: Transcript(), style: .plain)
    #expect(played.report()?.card.isSolved == false)
  }

  @Test("A script that has mended the cluster is given the time in which that shows.")
  func scripts() throws {
    let drill = try drill()
    for line in drill.scenario.solution {
      drill.perform(line, pace: .scripted, console: Transcript(), style: .plain)
    }
    #expect(!drill.isOver)
    drill.endScript(console: Transcript(), style: .plain)
    #expect(drill.isOver && drill.report()?.card.isSolved == true)
  }

  @Test("What the team did stands in the incident, the newest first, and cannot command the terminal.")
  func team() throws {
    var screen = DrillScreen(view: try drill().view(at: Instant(seconds: 0)))
    #expect(!screen.grid(rows: 30, columns: 120).text.contains("Your team"))
    screen.team = (1...9).map {
      TeamStep(
        name: "anna", seconds: 60 * $0, line: "kubectl get pods \u{1B}[2J\($0)", facts: $0 == 9 ? ["It waits."] : [])
    }
    let text = screen.grid(rows: 40, columns: 120).text
    let rows = text.split(separator: "\n").filter { $0.contains("anna") }
    #expect(rows.count == 6 && rows[0].contains("9:00 anna  kubectl get pods ^[[2J9"))
    #expect(text.contains("+ It waits."))
  }

  @Test("A debrief of practice says so, and why, at every width.")
  func practice() throws {
    let plain = try DebriefSample.report()
    var card = plain.card
    card.isPractice = true
    let drill = try drill()
    let report = Report(card, scenario: drill.scenario)
    for columns in [20, 40, 80] {
      let text = DebriefPage.score.lines(report, columns: columns).map(\.plain).joined(separator: " ")
      #expect(text.contains("Practice:") && text.contains("best score."))
    }
    #expect(DebriefView(report).grid(rows: 24, columns: 80).text.contains("points · practice"))
    #expect(!DebriefView(plain).grid(rows: 24, columns: 80).text.lowercased().contains("practice"))
  }
}

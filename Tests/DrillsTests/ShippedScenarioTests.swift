import Drills
import Foundation
import Scenarios
import SimulationKernel
import Testing

@Suite struct ShippedScenarioTests {
  static let library = ScenarioLibrary(
    folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios")

  @Test("A scenario's header says what its whole file says.", arguments: library.identifiers)
  func headerIsThatOfTheScenario(_ id: String) throws {
    let header = try Self.library.header(id)
    let scenario = try Self.library.source(id).scenario(seed: 0)
    #expect(header.id == scenario.id)
    #expect(header.title == scenario.title)
    #expect(header.difficulty == scenario.difficulty)
    #expect(header.classes == scenario.classes)
    #expect(header.par == scenario.par)
  }

  @Test("the page and the cluster tell the same time", arguments: library.identifiers)
  func thePageAndTheClusterTellTheSameTime(_ id: String) throws {
    let scenario = try Self.library.source(id).scenario(seed: 0)
    let clock = scenario.calledAt.rfc3339.dropFirst(11).prefix(5)
    #expect(scenario.page.hasPrefix(clock))
    let drill = Drill(try PreparedScenario(scenario, seed: 0), startedAt: Instant(seconds: 50))
    let console = Transcript()
    drill.perform("date -u +%H:%M", pace: .scripted, console: console)
    #expect(console.text == clock + "\n")
  }

  @Test("a shipped scenario passes its test in every variant", arguments: library.identifiers)
  func aShippedScenarioPassesItsTestInEveryVariant(
    _ id: String
  ) throws {
    let report = ScenarioTest.run(try Self.library.source(id), calledAt: Instant(seconds: 1_773_457_920), depth: .quick)
    #expect(report.problems.map(\.description) == [])
    #expect(report.variants.count >= 3)
    for variant in report.variants {
      #expect(variant.failures == [], "variant \(variant.name), seed \(variant.seed)")
    }
  }
}

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

  @Test("programs differ in what they use, and use the same in the same run")
  func noTwoProgramsUseTheSame() throws {
    let scenario = try Self.library.source("courier-routes").scenario(seed: 0)
    let drill = Drill(try PreparedScenario(scenario, seed: 0), startedAt: Instant(seconds: 50))
    func usage() -> [String] {
      let console = Transcript()
      drill.perform("kubectl top pods --no-headers", pace: .scripted, console: console)
      return console.text.split(separator: "\n").map(String.init)
    }
    let first = usage()
    let memory = Set(first.compactMap { $0.split(separator: " ").last })
    let processors = Set(first.compactMap { $0.split(separator: " ").dropFirst().first })
    #expect(first.count > 8 && memory.count > first.count / 2 && processors.count > 3)
    let again = Drill(try PreparedScenario(scenario, seed: 0), startedAt: Instant(seconds: 50))
    let console = Transcript()
    again.perform("kubectl top pods --no-headers", pace: .scripted, console: console)
    #expect(console.text.split(separator: "\n").map(String.init) == first)
  }

  @Test("a shipped scenario passes its test in every variant", arguments: library.identifiers)
  func aShippedScenarioPassesItsTestInEveryVariant(
    _ id: String
  ) throws {
    let report = ScenarioTest.run(try Self.library.source(id), calledAt: Instant(seconds: 1_773_457_920), depth: .quick)
    #expect(report.problems.map(\.description) == [])
    #expect(report.variants.count >= 3)
  }
}

import Drills
import Foundation
import Scenarios
import SimulationKernel
import Testing

@Suite struct ShippedScenarioTests {
  static let library = ScenarioLibrary(
    folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios")

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

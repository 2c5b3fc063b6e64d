import Drills
import Scenarios
import Testing

/// What `firedrill scenario new` writes.
@Suite struct StarterTests {
  @Test(
    "A scenario to begin with passes lint and test, without a warning.", arguments: Starter.all.map(\.failureClass.id))
  func starterPasses(id: String) throws {
    let starter = try #require(FailureClass.find(id).flatMap(Starter.find))
    let source = try ScenarioSource(id: "my-shop", files: starter.files(id: "my-shop"))
    let rehearsal = ScenarioRehearsal(source)
    let variants = source.variants.indices.map { rehearsal.rehearse($0, isBrief: $0 > 0) }
    #expect(variants.count == 3)
    let test = ScenarioTest(source)
    let outcomes = variants.prefix(1).map { test.play($0, depth: .full) }
    let report = test.report(outcomes, after: rehearsal.problems(in: variants))
    #expect(report.problems.map(\.description) == [])
    #expect(report.variants.count == 1)
    #expect(try source.scenario(seed: 0).classes == [id])
  }
}

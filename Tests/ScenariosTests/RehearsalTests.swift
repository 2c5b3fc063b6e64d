import Scenarios
import Testing

@Suite struct RehearsalTests {
  private func problems(_ manifest: String) throws -> [String] {
    ScenarioRehearsal.problems(in: try Sound.source(manifest: manifest)).map(\.description)
  }

  private static let workload = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: "{{ guilty }}"}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "shop.example/web:1"}]}

    """

  @Test("a scenario that can be prepared has no problems")
  func aScenarioThatCanBePreparedHasNoProblems() throws {
    #expect(try problems(Self.workload) == [])
  }

  @Test(
    "what the server refuses is told at the manifest's place",
    arguments: [
      ("replicas: 2", "replicaz: 2", "unknown field \"spec.replicaz\""),
      ("replicas: 2", "replicas: -1", "spec.replicas: Invalid value: -1"),
      ("replicas: 2", "replicas: two", "cannot be handled as a Deployment"),
    ])
  func whatTheServerRefusesIsToldAtTheManifestsPlace(old: String, new: String, message: String) throws {
    let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n" + Self.workload + "  \(new)\n"
    let found = try problems(manifest)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.hasPrefix("manifests/all.yaml:5:1: error: the API server refuses it") })
    #expect(found.allSatisfy { $0.contains(message) }, "\(found)")
  }

  @Test("all manifests are tried although one is refused")
  func allManifestsAreTriedAlthoughOneIsRefused() throws {
    let wrong =
      "apiVersion: v1\nkind: Pot\nmetadata: {name: a}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: A_B}\n"
    let found = try problems(wrong)
    #expect(found.count == 2)
    #expect(found.first?.contains("did you mean \"Pod\"") == true)
  }

  @Test("a fault that finds nothing is told at its place")
  func aFaultThatFindsNothingIsToldAtItsPlace() throws {
    let found = try problems("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    #expect(found.contains { $0.contains("the fault finds no deployment") || $0.contains("finds no") }, "\(found)")
  }
}
